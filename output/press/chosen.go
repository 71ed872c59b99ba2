package press

import (
	"cmp"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/generators"
	"zhixiao/output"
)

// Report is one deliverable of a period: a kind for a unit.
type Report struct {
	Kind generators.Kind
	Unit zhixiao.Unit
}

// Reports lists the reports of the period that kind and units name, in the order of
// the contract; empty names choose all. Several units have commas between them. A
// name that fits none is an output.Misuse with the nearest names there are.
func (l *Edition) Reports(kind, units string) ([]Report, error) {
	typed := strings.FieldsFunc(units, func(r rune) bool { return r == ',' || r == '，' })
	if units != "" && len(typed) == 0 {
		typed = []string{units}
	}
	met := make([]bool, len(typed))
	var all []Report
	var kinds, names []string
	kindKnown := false
	for _, k := range generators.Catalogue() {
		if k.Period != l.Period.Kind {
			continue
		}
		kinds = append(kinds, k.Name, k.Title)
		if !Matches(kind, k.Name, k.Code, k.Title) {
			continue
		}
		kindKnown = true
		for _, u := range k.Units(l.Facts) {
			names = append(names, u.Short, u.Full, u.Domain)
			wanted := len(typed) == 0
			for i, name := range typed {
				if Matches(strings.TrimSpace(name), u.Code, u.Serial, u.Full, u.Short, u.Domain) {
					wanted, met[i] = true, true
				}
			}
			if wanted {
				all = append(all, Report{k, u})
			}
		}
	}
	if !kindKnown {
		return nil, output.Misusef("%s没有成果类别%q%s，见 zhixiao list", l.Period.Title(), kind, near(kind, kinds))
	}
	if i := slices.Index(met, false); i >= 0 {
		return nil, output.Misusef("没有单位%q%s，单位见 zhixiao list", typed[i], near(typed[i], names))
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
		far := zhixiao.Slips(strings.ToLower(typed), strings.ToLower(n))
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
