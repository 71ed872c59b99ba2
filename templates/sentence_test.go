package templates

import (
	"strings"
	"testing"
	"testing/fstest"

	"zhixiao"
	"zhixiao/document"
)

func sentenceOf(t *testing.T, s Sentence) *Sentence {
	t.Helper()
	if err := s.compile("narrative/test.yaml"); err != nil {
		t.Fatal(err)
	}
	return &s
}

func values(m map[string]any) Lookup {
	return func(name string) (any, bool) {
		v, ok := m[name]
		return v, ok
	}
}

func TestSay(t *testing.T) {
	rate := zhixiao.Quantity{Value: zhixiao.Decimal{N: 9952, Places: 2}, Unit: "%"}
	fall := zhixiao.Quantity{Value: zhixiao.Decimal{N: -35, Places: 2}, Unit: "分"}
	small := zhixiao.Absent("B101@F48/2026Q3", "%", zhixiao.SmallSample)
	look := values(map[string]any{"率": rate, "降": fall, "缺": small, "区": "朝阳区", "空": nil})
	for _, tt := range []struct {
		name string
		s    Sentence
		want string
		ok   bool
	}{
		{"number with unit", Sentence{Text: []string{"{区}为{率}。"}}, "朝阳区为99.52%。", true},
		{"number without unit", Sentence{Text: []string{"{率|数}"}}, "99.52", true},
		{"magnitude", Sentence{Text: []string{"下降{降|绝}"}}, "下降0.35分", true},
		{"condition holds", Sentence{When: "率 > 99", Text: []string{"高"}}, "高", true},
		{"condition fails", Sentence{When: "率 > 99.9", Text: []string{"高"}}, "", false},
		{"no comparison holds for an absent number", Sentence{When: "缺 < 100", Text: []string{"低"}}, "", false},
		{"absent number is never printed", Sentence{Text: []string{"{缺}"}}, "", false},
		{"next wording when one cannot be filled", Sentence{Text: []string{"{空}{缺}", "{区}"}}, "朝阳区", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for seq := range 4 {
				in, ok, err := sentenceOf(t, tt.s).Say(look, Turn{Seq: seq})
				if got := document.PlainText(in, nil); err != nil || ok != tt.ok || got != tt.want {
					t.Errorf("turn %d: got %q, %v, %v; want %q, %v", seq, got, ok, err, tt.want, tt.ok)
				}
			}
		})
	}
}

func TestSayRefuses(t *testing.T) {
	look := values(map[string]any{"空": nil})
	for _, tt := range []struct {
		name, want string
		s          Sentence
	}{
		{"unknown slot", `没有名为"名次"的量`, Sentence{Text: []string{"{名次}"}}},
		{"unknown name in a condition", `没有名为"名次"的量`, Sentence{When: "名次 > 1", Text: []string{"句"}}},
		{"necessary sentence without value", `必备句缺少"空"的值`, Sentence{Must: true, Text: []string{"{空}"}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := sentenceOf(t, tt.s)
			s.at.Line = 7
			_, _, err := s.Say(look, Turn{})
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "narrative/test.yaml:7") {
				t.Errorf("got %v, want %q at narrative/test.yaml:7", err, tt.want)
			}
		})
	}
}

// Of four wordings each may stand in at most five of seventeen reports.
func TestWordingsRotate(t *testing.T) {
	s := sentenceOf(t, Sentence{ID: "R01", Text: []string{"甲", "乙", "丙", "丁"}})
	uses := map[string]int{}
	for seq := 1; seq <= 17; seq++ {
		in, _, err := s.Say(values(nil), Turn{Seq: seq})
		if err != nil {
			t.Fatal(err)
		}
		uses[document.PlainText(in, nil)]++
	}
	for wording, n := range uses {
		if n > 5 {
			t.Errorf("%s used %d times", wording, n)
		}
	}
	if len(uses) != 4 {
		t.Errorf("%d of 4 wordings used", len(uses))
	}
}

func TestLoadNamesPlaces(t *testing.T) {
	for _, tt := range []struct{ name, file, text, want string }{
		{"open brace", "narrative/quarter-general.yaml", "- {id: X1, text: [\"{率\"]}\n", "narrative/quarter-general.yaml:1"},
		{"bad condition", "narrative/quarter-general.yaml", "\n- {id: X1, when: \"1 +\", text: [\"句\"]}\n", "narrative/quarter-general.yaml:2"},
		{"unknown key", "narrative/quarter-general.yaml", "- {id: X1, txt: [\"句\"]}\n", "txt"},
		{"five parts", "rules/recommendations.yaml", "- {id: P1, themes: [phone], lead: 甲, action: [乙], output: 丙, days: 5}\n", "五要素不全"},
		{"cause without evidence wanted", "rules/causes.yaml", "- {id: K1, themes: [phone], effect: 甲, cause: [乙]}\n", "missing"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(fstest.MapFS{tt.file: {Data: []byte(tt.text)}})
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func TestEveryThemeHasCauseAndRemedy(t *testing.T) {
	set, err := Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	always := values(nil)
	for _, theme := range set.Rules.Themes {
		last := false
		for i := range set.Rules.Causes {
			c := &set.Rules.Causes[i]
			if c.When == "true" {
				ok, err := c.Holds(theme.ID, always)
				last = last || ok && err == nil
			}
		}
		if !last {
			t.Errorf("主题%s没有保底的成因规则", theme.ID)
		}
		answered := false
		for i := range set.Rules.Remedies {
			if set.Rules.Remedies[i].When == "" {
				ok, err := set.Rules.Remedies[i].Holds(theme.ID, always)
				answered = answered || ok && err == nil
			}
		}
		if !answered {
			t.Errorf("主题%s没有无条件的建议", theme.ID)
		}
	}
}
