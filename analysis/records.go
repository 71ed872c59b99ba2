package analysis

import (
	"slices"
	"sort"
	"strings"

	"zhixiao"
)

// Visits is the covert visits of a region, or all of the city's, by number.
func (f *Facts) Visits(unit string) []zhixiao.Visit {
	var out []zhixiao.Visit
	for _, v := range f.now().snap.Visits {
		if unit == zhixiao.CityCode || v.Region == unit {
			out = append(out, v)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].No < out[j].No })
	return out
}

// Complaints is the masked complaints of a unit whose taxonomy code begins with
// l2 ("" for all): typical ones first, then the most severe, then the oldest.
func (f *Facts) Complaints(unit, l2 string) []zhixiao.Complaint {
	var out []zhixiao.Complaint
	for _, c := range f.now().snap.Complaints {
		if (unit == zhixiao.CityCode || c.Region == unit || c.Dept == unit) && strings.HasPrefix(c.L2, l2) {
			out = append(out, c)
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		a, b := out[i], out[j]
		switch {
		case a.Typical != b.Typical:
			return a.Typical
		case a.Severity != b.Severity:
			return a.Severity > b.Severity
		case !a.Date.Equal(b.Date):
			return a.Date.Before(b.Date)
		}
		return a.No < b.No
	})
	return out
}

// LongCases is the overlong cases of a unit, longest first.
func (f *Facts) LongCases(unit string) []zhixiao.LongCase {
	var out []zhixiao.LongCase
	for _, c := range f.now().snap.LongCases {
		if unit == zhixiao.CityCode || c.Region == unit || c.Dept == unit {
			out = append(out, c)
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].Days != out[j].Days {
			return out[i].Days > out[j].Days
		}
		return out[i].No < out[j].No
	})
	return out
}

// LedgerTasks is the ledger tasks a unit leads or takes part in, by number.
func (f *Facts) LedgerTasks(unit string) []zhixiao.LedgerTask {
	u := f.units[unit]
	var out []zhixiao.LedgerTask
	for _, g := range f.now().snap.Governance {
		leads := g.Lead != "" && (g.Lead == unit || g.Lead == u.Short || g.Lead == u.Full)
		if unit == zhixiao.CityCode || leads || slices.Contains(g.Regions, unit) {
			out = append(out, g)
		}
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].No < out[j].No })
	return out
}
