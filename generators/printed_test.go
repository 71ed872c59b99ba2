//go:build long

package generators_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"zhixiao/analysis"
	"zhixiao/fixtures"
	"zhixiao/generators"
	"zhixiao/generators/inspection"
	"zhixiao/store"
	"zhixiao/templates"
)

// firstMark is the first of the private characters that stand before the wordings of a
// turn and show in a paper which were printed; the next turn has the next turnMarks.
const firstMark, turnMarks = 0xF0000, 5000

var (
	entryID  = regexp.MustCompile(`(?:^- \{?|^  )id: ([^,\s]+)`)
	worded   = regexp.MustCompile(`\b(text|action|ask|cause|effect|output|title|missing|basis): (\[(?:"(?:[^"\\]|\\.)*"(?:, *)?)+\]|"(?:[^"\\]|\\.)*")`)
	oneWords = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
)

// markedWordings are the program's own templates with a mark in every wording of a
// sentence, a theme, a cause and a remedy; places says by mark what stands there: file,
// entry, wording. Which wording a paper draws depends on the marks: each turn draws
// others.
func markedWordings(t *testing.T, turn int) (set *templates.Set, places []string) {
	t.Helper()
	names, err := filepath.Glob("../templates/narrative/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, name := range append(names, "../templates/rules/causes.yaml", "../templates/rules/recommendations.yaml", "../templates/rules/themes.yaml") {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		below, _ := strings.CutPrefix(filepath.ToSlash(name), "../templates/")
		id, lines := "", strings.Split(string(text), "\n")
		for i, line := range lines {
			if found := entryID.FindStringSubmatch(line); found != nil {
				id = found[1]
			}
			if strings.HasPrefix(strings.TrimSpace(line), "#") {
				continue
			}
			lines[i] = worded.ReplaceAllStringFunc(line, func(field string) string {
				key, rest, _ := strings.Cut(field, ": ")
				return key + ": " + oneWords.ReplaceAllStringFunc(rest, func(words string) string {
					if words == `""` {
						return words
					}
					mark := rune(firstMark + turn*turnMarks + len(places))
					places = append(places, fmt.Sprintf("%s %s %s", below, id, words[1:len(words)-1]))
					return `"` + string(mark) + words[1:]
				})
			})
		}
		files[below] = &fstest.MapFile{Data: []byte(strings.Join(lines, "\n"))}
	}
	if len(places) < 1500 || len(places) > turnMarks {
		t.Fatalf("%d wordings are found", len(places))
	}
	if set, err = templates.Load(files); err != nil {
		t.Fatal(err)
	}
	return set, places
}

// Every wording is printed in a paper of a tenth of the demo year, but for those that
// testdata/unprinted.txt names: they wait for data that the tenth does not hold. What is
// printed now leaves the list; what is new and never printed is a fault.
func TestEveryWordingIsPrinted(t *testing.T) {
	printed, all := map[string]bool{}, []string(nil)
	for turn := range 3 {
		set, places := markedWordings(t, turn)
		all = places
		everyPaper(t, set, turn > 0, func(text string) {
			for _, r := range text {
				if at := int(r) - firstMark - turn*turnMarks; at >= 0 && at < len(places) {
					printed[places[at]] = true
				}
			}
		})
	}
	const file = "testdata/unprinted.txt"
	var missing []string
	for _, place := range all {
		if !printed[place] && !slices.Contains(missing, place) {
			missing = append(missing, place)
		}
	}
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(file, []byte(strings.Join(missing, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	known := strings.Split(strings.TrimSpace(string(data)), "\n")
	for _, place := range missing {
		if !slices.Contains(known, place) {
			t.Errorf("never printed: %s", place)
		}
	}
	for _, place := range known {
		if !slices.Contains(missing, place) {
			t.Errorf("%s names what is printed or no longer there: %s", file, place)
		}
	}
}

// everyPaper hands over the text of every paper of the demo year; of those alone that
// there is one of in a period, when the many have had their turns already.
func everyPaper(t *testing.T, set *templates.Set, single bool, note func(text string)) {
	t.Helper()
	for _, period := range []string{"2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3", "2026Q4", "2027Q1", "2026-08", "2026-09", "2026-12", "2026W38", "2026-09-15", "2026-interim", "2027-final"} {
		f := facts(t, period)
		for _, k := range generators.Catalogue() {
			units := k.Units(f)
			if k.Period != f.Period().Kind || single && len(units) > 1 {
				continue
			}
			for _, u := range units {
				made, err := generators.Make(generators.Request{Kind: k.Name, Facts: f, Templates: set, Unit: u})
				if err != nil {
					t.Errorf("%s %s %s: %v", k.Name, u.Code, period, err)
					continue
				}
				note(textOf(t, made.Document))
			}
		}
	}
	units := demoYear(t).House.Units
	files, err := fixtures.WriteInspections(t.TempDir(), units, 1, endOf(t, "2027-05"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		in, _, err := store.ReadInspection(file, units)
		if err != nil {
			t.Fatal(err)
		}
		list, err := inspection.New(analysis.NewInspected(in), set, units).List(nil)
		if err != nil {
			t.Fatal(err)
		}
		note(textOf(t, list))
	}
}
