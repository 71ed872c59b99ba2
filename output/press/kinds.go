package press

import (
	"strings"

	"zhixiao"
	"zhixiao/generators"
	"zhixiao/output/formats"
)

// JobID names a deliverable for good: quarter-district-110105-2026Q3.
func JobID(kind, unit string, p zhixiao.Period) string {
	return kind + "-" + unit + "-" + p.String()
}

// JobOf takes the ID of a report's job apart; ok is false of any other.
func JobOf(id string) (k generators.Kind, unit string, period zhixiao.Period, ok bool) {
	for _, k := range generators.Catalogue() {
		rest, isKind := strings.CutPrefix(id, k.Name+"-")
		if !isKind {
			continue
		}
		unit, name, _ := strings.Cut(rest, "-")
		if period, err := zhixiao.ParsePeriod(name); err == nil {
			return k, unit, period, true
		}
	}
	return k, "", period, false
}

// TitleOf is a report's title as lists name it, with the unit's name before it but
// for the city's.
func TitleOf(k generators.Kind, u zhixiao.Unit) string {
	if u.Kind == zhixiao.City {
		return k.Title
	}
	return u.Name() + k.Title
}

// MatterOf is what a report is printed as: itself, its figures, and the tables of a
// list.
func MatterOf(k generators.Kind) formats.Matter {
	if k.Sheets {
		return formats.List | formats.Figures
	}
	return formats.Report | formats.Figures
}

// Matches reports whether what a user typed names something that goes by names,
// whatever the case of its letters. Nothing typed names everything.
func Matches(typed string, names ...string) bool {
	if typed == "" {
		return true
	}
	for _, n := range names {
		if n != "" && strings.EqualFold(n, typed) {
			return true
		}
	}
	return false
}
