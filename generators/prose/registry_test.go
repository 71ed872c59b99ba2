package prose

import (
	"errors"
	"strings"
	"testing"
)

type counter struct {
	asked   map[string]int
	answers *Answers[*counter]
}

func (c *counter) ask(name string) any {
	v, _ := c.answers.Look(name)
	return v
}

func counters() *Registry[*counter] {
	of := func(name string, value any) func(*counter) any {
		return func(c *counter) any {
			c.asked[name]++
			return value
		}
	}
	return NewRegistry(City|Unit,
		Entry[*counter]{Name: "甲", Type: WordsType, Of: of("甲", "一")},
		Entry[*counter]{Name: "乙", Type: WordsType, For: Unit, Of: of("乙", "区")},
		Entry[*counter]{Name: "乙", Type: WordsType, For: City, Of: of("乙", "市")},
		Entry[*counter]{Name: "丙", Type: WordsType, Of: func(c *counter) any { return c.ask("甲").(string) + c.ask("乙").(string) }},
		Entry[*counter]{Name: "子", Type: WordsType, Of: func(c *counter) any { return c.ask("丑") }},
		Entry[*counter]{Name: "丑", Type: WordsType, Of: func(c *counter) any { return c.ask("寅") }},
		Entry[*counter]{Name: "寅", Type: WordsType, Of: func(c *counter) any { return c.ask("子") }},
		Entry[*counter]{Name: "〈名〉倍", Type: WordsType, Is: func(n string) bool { return strings.HasSuffix(n, "倍") },
			Each: func(_ *counter, n string) any { return strings.Repeat(strings.TrimSuffix(n, "倍"), 2) }},
	)
}

func counting(asker Asker, faults *[]error) *counter {
	c := &counter{asked: map[string]int{}}
	under := func(name string) (any, bool) { return "下", name == "丁" }
	c.answers = NewAnswers(counters(), c, asker, under, func(err error) { *faults = append(*faults, err) })
	return c
}

func TestASlotIsComputedOnceWhenAskedFor(t *testing.T) {
	var faults []error
	c := counting(Unit, &faults)
	if len(c.asked) != 0 {
		t.Fatalf("computed unasked: %v", c.asked)
	}
	for range 3 {
		if got := c.ask("丙"); got != "一区" {
			t.Fatalf("丙 is %v", got)
		}
	}
	if c.asked["甲"] != 1 || c.asked["乙"] != 1 || len(faults) != 0 {
		t.Errorf("asked %v, faults %v", c.asked, faults)
	}
	if got := counting(City, &faults).ask("丙"); got != "一市" {
		t.Errorf("of the city 丙 is %v", got)
	}
}

func TestFamiliesAndWhatLiesUnder(t *testing.T) {
	var faults []error
	c := counting(Unit, &faults)
	if v, ok := c.answers.Look("三倍"); v != "三三" || !ok {
		t.Errorf("三倍: %v, %v", v, ok)
	}
	if v, ok := c.answers.Look("丁"); v != "下" || !ok {
		t.Errorf("丁: %v, %v", v, ok)
	}
	if _, ok := c.answers.Look("戊"); ok {
		t.Error("戊 is declared nowhere")
	}
}

func TestACircleOfSlotsIsNamed(t *testing.T) {
	var faults []error
	c := counting(Unit, &faults)
	if v := c.ask("子"); v != nil {
		t.Errorf("子 is %v", v)
	}
	if err := errors.Join(faults...); err == nil || !strings.Contains(err.Error(), "子→丑→寅→子") || len(faults) != 1 {
		t.Errorf("faults: %v", err)
	}
}

func TestADoubleDeclarationIsRefused(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a second 甲 for the same asker was taken")
		}
	}()
	one := func(*counter) any { return 1 }
	NewRegistry(Unit, Entry[*counter]{Name: "甲", Of: one}, Entry[*counter]{Name: "甲", For: Unit | City, Of: one})
}
