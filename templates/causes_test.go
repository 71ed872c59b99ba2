package templates

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"zhixiao"
	"zhixiao/document"
)

// causeCase is one test of templates/testdata/causes.yaml: with rule, whether the
// rule holds; without, which cause of the theme is concluded.
type causeCase struct {
	Name, Rule, Theme, Cause string
	Known                    map[string]any
	Holds                    bool
	Strength                 int
}

func causeCases(t *testing.T) []causeCase {
	t.Helper()
	data, err := os.ReadFile("testdata/causes.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var cases []causeCase
	if err := yaml.UnmarshalWithOptions(data, &cases, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	return cases
}

// look gives what is known; numbers of YAML as conditions see them.
func (c causeCase) look(name string) (any, bool) {
	switch v := c.Known[name].(type) {
	case uint64:
		return float64(v), true
	case int64:
		return float64(v), true
	default:
		return v, true
	}
}

// TestCauses reads testdata/causes.yaml.
func TestCauses(t *testing.T) {
	set, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range causeCases(t) {
		t.Run(c.Name, func(t *testing.T) {
			if c.Rule == "" {
				id, strength := concluded(t, &set.Rules, c)
				if id != c.Cause || strength != c.Strength {
					t.Errorf("cause %s at strength %d, want %s at %d", id, strength, c.Cause, c.Strength)
				}
				return
			}
			rule := ruleOf(t, &set.Rules, c.Rule)
			ok, err := rule.Holds(c.Theme, c.look)
			if err != nil || ok != c.Holds {
				t.Fatalf("holds %t, want %t (%v)", ok, c.Holds, err)
			}
			if strength, err := rule.Strength(c.look); ok && strength != c.Strength {
				t.Errorf("strength %d, want %d (%v)", strength, c.Strength, err)
			}
		})
	}
}

// TestEveryCauseTested: each of K01–K32 has a test in which it holds and one in
// which it does not.
func TestEveryCauseTested(t *testing.T) {
	cases := causeCases(t)
	for n := 1; n <= 32; n++ {
		id := fmt.Sprintf("K%02d", n)
		for _, holds := range []bool{true, false} {
			if !slices.ContainsFunc(cases, func(c causeCase) bool { return c.Rule == id && c.Holds == holds }) {
				t.Errorf("%s has no test in which it holds: %t", id, holds)
			}
		}
	}
}

func ruleOf(t *testing.T, rules *Rules, id string) *Cause {
	t.Helper()
	i := slices.IndexFunc(rules.Causes, func(c Cause) bool { return c.ID == id })
	if i < 0 {
		t.Fatalf("no rule %s", id)
	}
	return &rules.Causes[i]
}

// concluded is the cause that outweighs the others of a theme.
func concluded(t *testing.T, rules *Rules, c causeCase) (string, int) {
	t.Helper()
	var best *Cause
	at := 0
	for i := range rules.Causes {
		rule := &rules.Causes[i]
		ok, err := rule.Holds(c.Theme, c.look)
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			continue
		}
		strength, err := rule.Strength(c.look)
		if err != nil {
			t.Fatal(err)
		}
		if best == nil || Weigh(rule, strength, best, at) < 0 {
			best, at = rule, strength
		}
	}
	if best == nil {
		return "", 0
	}
	return best.ID, at
}

// What no data hold is asked however strong the evidence; what they hold is said as
// strongly as the evidence allows and followed by the question.
func TestUnheldCausesAreAsked(t *testing.T) {
	at := zhixiao.Place{File: "x.yaml"}
	of := func(cause, ask []string) *Cause {
		c := &Cause{ID: "K00", Layer: Layers()[0], Effect: "甲", Cause: cause, Ask: ask, Missing: "乙", Basis: nil}
		c.at = at
		if err := c.compile(at.File); err != nil {
			t.Fatal(err)
		}
		return c
	}
	say := func(c *Cause, strength int) string {
		in, ok, err := c.Conclusion(strength).Say(func(string) (any, bool) { return nil, false }, Turn{})
		if err != nil || !ok {
			t.Fatalf("nothing said: %v", err)
		}
		return document.PlainText(in, nil)
	}
	asked, both, held := of(nil, []string{"丙"}), of([]string{"丁"}, []string{"丙"}), of([]string{"丁"}, nil)
	for strength, way := range []string{"可能与丁有关", "丁", "主要原因在于丁"} {
		if got := say(asked, strength); !strings.Contains(got, "是否与丙有关") || !strings.Contains(got, "乙确认") || strings.Contains(got, "主要原因") {
			t.Errorf("asked at %d: %q", strength, got)
		}
		if got := say(both, strength); !strings.Contains(got, way) || !strings.Contains(got, "是否还与丙有关，需结合乙确认") {
			t.Errorf("held and asked at %d: %q", strength, got)
		}
		if got := say(held, strength); !strings.Contains(got, way) || strings.Contains(got, "是否") {
			t.Errorf("held at %d: %q", strength, got)
		}
	}
	none := &Cause{ID: "K00", Layer: Layers()[0], Effect: "甲", Missing: "乙"}
	if err := none.compile(at.File); err == nil {
		t.Error("a rule with neither is taken")
	}
}

// TestExclusionsRestOnContrasts: what the data speak against is read from the
// affected cases beside the others of the same scope and printed with both numbers,
// never from a rate or a light of the whole unit.
func TestExclusionsRestOnContrasts(t *testing.T) {
	set, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	whole := regexp.MustCompile(`^[A-E]\d{3}`)
	for i := range set.Rules.Causes {
		c := &set.Rules.Causes[i]
		for j := range c.Exclude {
			x := &c.Exclude[j]
			if x.When == "" {
				t.Errorf("%s excludes without looking", c.ID)
			}
			for _, name := range x.Names() {
				if whole.MatchString(name) {
					t.Errorf("%s excludes a cause by %s of the whole unit", c.ID, name)
				}
			}
			for _, pieces := range x.variants {
				if !slices.ContainsFunc(pieces, func(p piece) bool { return p.Slot != "" && p.Slot != "单位" }) {
					t.Errorf("%s excludes without its numbers", c.ID)
				}
			}
		}
	}
}
