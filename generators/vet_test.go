package generators

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"zhixiao"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

func TestTemplatesUseOnlyKnownSlots(t *testing.T) {
	set, err := templates.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := Vet(set); err != nil {
		t.Error(err)
	}
}

// An editor's file with several slips is told all of them, each with its place and the
// nearest name, whether or not the sentence is ever drawn.
func TestSlipsInSentencesAreToldWithPlaceAndName(t *testing.T) {
	set, err := templates.Load(fstest.MapFS{"narrative/week.yaml": {Data: []byte(`- {id: ZC01, text: ["本周收到{归集数}，有效{件树}。"]}
- id: ZC02
  when: 历使 == 1
  text:
    - 突增{突增列}。
    - 核查{核依据|数}。
`)}})
	if err != nil {
		t.Fatal(err)
	}
	all := Dictionary(set).Check(set, sayers)
	var got []string
	for _, err := range all {
		var p *zhixiao.Problem
		if !errors.As(err, &p) {
			t.Fatalf("%v is no problem with a place", err)
		}
		got = append(got, p.Error())
	}
	for _, want := range [][]string{
		{"narrative/week.yaml:1:35", `"件树"`, "件数"},
		{"narrative/week.yaml:3:9", `"历使"`, "历史"},
		{"narrative/week.yaml:6:10", `"核依据"`, "只有inspection可用，这里是month"},
	} {
		if !slices.ContainsFunc(got, func(s string) bool {
			return !slices.ContainsFunc(want, func(part string) bool { return !strings.Contains(s, part) })
		}) {
			t.Errorf("%v is not told:\n%s", want, strings.Join(got, "\n"))
		}
	}
	if len(all) != 3 {
		t.Errorf("%d faults instead of 3:\n%s", len(all), strings.Join(got, "\n"))
	}
}

// The dictionary declares each name once an asker, with a meaning and a type, and every
// kind has an asker.
func TestDictionaryIsWhole(t *testing.T) {
	set, err := templates.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]prose.Asker{}
	for _, s := range Dictionary(set) {
		if s.Means == "" || s.Type == 0 || s.For == 0 {
			t.Errorf("%s: meaning %q, type %s, for %v", s.Name, s.Means, s.Type, s.For.Names())
		}
		if seen[s.Name]&s.For != 0 {
			t.Errorf("%s is declared twice for %v", s.Name, (seen[s.Name] & s.For).Names())
		}
		seen[s.Name] |= s.For
	}
	for _, k := range Catalogue() {
		if _, ok := Asker(k.Name); !ok {
			t.Errorf("nobody asks for %s", k.Name)
		}
	}
	if _, ok := Asker("quarter-street"); ok {
		t.Error("an unknown kind has slots")
	}
}
