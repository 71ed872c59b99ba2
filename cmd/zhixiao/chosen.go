package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/generators"
)

// report is one deliverable of the period: a kind for a unit.
type report struct {
	kind generators.Kind
	unit zhixiao.Unit
}

func (r report) id(p zhixiao.Period) string {
	return r.kind.Name + "-" + r.unit.Code + "-" + p.String()
}

// chosen lists the reports of the period that kind and units name, in the order of
// the contract; empty names choose all. Several units have commas between them. A
// name that fits none is an error with the nearest names there are.
func (l *line) chosen(kind, units string) ([]report, error) {
	typed := strings.FieldsFunc(units, func(r rune) bool { return r == ',' || r == '，' })
	if units != "" && len(typed) == 0 {
		typed = []string{units}
	}
	met := make([]bool, len(typed))
	var all []report
	var kinds, names []string
	kindKnown := false
	for _, k := range generators.Catalogue() {
		if k.Period != l.period.Kind {
			continue
		}
		kinds = append(kinds, k.Name, k.Title)
		if !matches(kind, k.Name, k.Code, k.Title) {
			continue
		}
		kindKnown = true
		for _, u := range k.Units(l.facts) {
			names = append(names, u.Short, u.Full, u.Domain)
			wanted := len(typed) == 0
			for i, name := range typed {
				if matches(strings.TrimSpace(name), u.Code, u.Serial, u.Full, u.Short, u.Domain) {
					wanted, met[i] = true, true
				}
			}
			if wanted {
				all = append(all, report{k, u})
			}
		}
	}
	if !kindKnown {
		return nil, usageError{fmt.Errorf("%s没有成果类别%q%s，见 zhixiao list", l.period.Title(), kind, near(kind, kinds))}
	}
	if i := slices.Index(met, false); i >= 0 {
		return nil, usageError{fmt.Errorf("没有单位%q%s，单位见 zhixiao list", typed[i], near(typed[i], names))}
	}
	return all, nil
}

// How many names are offered in place of one that fits none.
const maxNear = 3

// near says which names are nearest to what was typed; nothing when none is.
func near(typed string, names []string) string {
	type distant struct {
		name string
		far  int
	}
	var all []distant
	for _, n := range names {
		far := edits([]rune(strings.ToLower(typed)), []rune(strings.ToLower(n)))
		if n != "" && far <= max(1, len([]rune(n))/2) && !slices.ContainsFunc(all, func(d distant) bool { return d.name == n }) {
			all = append(all, distant{n, far})
		}
	}
	if len(all) == 0 {
		return ""
	}
	slices.SortStableFunc(all, func(a, b distant) int { return cmp.Compare(a.far, b.far) })
	var offered []string
	for _, d := range all[:min(len(all), maxNear)] {
		offered = append(offered, d.name)
	}
	return "，相近的有" + strings.Join(offered, "、")
}

// edits is how many characters must be put in, taken out or changed to make b of a.
func edits(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		before := row[0]
		row[0] = i + 1
		for j, y := range b {
			cost := before
			if x != y {
				cost++
			}
			before = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
