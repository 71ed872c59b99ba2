package month

import (
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// roster says who answers for a complaint (docs/domain/taxonomy.md §3).
type roster struct {
	f *analysis.Facts
	t *templates.Set
}

// duty is the one body that answers for c and those that take part.
func (x roster) duty(c zhixiao.Complaint) (lead string, with []string) {
	dept := ""
	if u, ok := x.f.Unit(c.Dept); ok {
		dept = u.Short
	}
	region, inRegion := x.f.Unit(c.Region)
	inRegion = inRegion && region.Kind == zhixiao.Region
	service, matter := prose.CityService, dept
	if inRegion {
		service, matter = prose.ServiceOf(region), prose.DistrictBody(x.f, x.t, region, c.Dept)
	}
	if matter == "" {
		matter = service
	}
	switch x.t.Lists.Class(c.L2).Duty {
	case templates.DeptDuty:
		return answering(dept, matter)
	case templates.HallDuty:
		if c.Hall == "" && !inRegion {
			return answering(matter)
		}
		if strings.HasPrefix(c.L2, "06") { // what people did is also told to those who sent them
			return answering(service, matter)
		}
		return answering(service)
	case templates.PlatformDuty, templates.CityDuty:
		return answering(prose.CityService, dept)
	}
	return answering(matter, dept)
}

// answering is the first body and the rest without it and without blanks.
func answering(lead string, with ...string) (string, []string) {
	if lead == "" {
		lead = prose.CityService
	}
	return lead, slices.DeleteFunc(with, func(s string) bool { return s == "" || s == lead })
}

// complaintRules is lists.yaml with the roster, as analysis asks for it.
func complaintRules(f *analysis.Facts, t *templates.Set) analysis.ComplaintRules {
	x := roster{f, t}
	h, p := t.Lists.Frequent, t.Lists.Typical
	return analysis.ComplaintRules{
		Duty:  func(c zhixiao.Complaint) string { lead, _ := x.duty(c); return lead },
		Least: h.Least, MatterLeast: h.MatterLeast, MatterShare: h.MatterShare, Growth: h.Growth, GrowthLeast: h.GrowthLeast,
		TopLeast: h.TopLeast, Months: h.Months, Top: h.Top, Regions: h.Regions,
		Red: p.Red, Weak: p.Weak, People: p.People, Enough: p.Enough,
	}
}

func (x roster) deptName(code string) string {
	if u, ok := x.f.Unit(code); ok && u.Kind == zhixiao.Domain {
		return u.Short
	}
	return prose.CityService
}
