package quarter

import (
	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// newReport starts a report that tells of the first k problems of its unit.
func newReport(f *analysis.Facts, t *templates.Set, u zhixiao.Unit, prefix string, k int) *report {
	asker := prose.Unit
	if u.Kind == zhixiao.City {
		asker = prose.City
	}
	r := &report{Report: prose.New(f, t, u, asker, prefix), shown: map[string]shown{}}
	r.Look = prose.NewAnswers(reportSlots(), r, asker, r.Look, r.Draft.Fault).Look
	r.problems = r.Pick(k)
	r.TurnAfter(r.problems)
	return r
}

// display is the figure or table of a role, made once.
func (r *report) display(role string) shown {
	x, made := r.shown[role]
	if !made {
		x.block, x.there = r.drawn(role)
		r.shown[role] = x
	}
	return x
}

// put appends the figure or table of a role, where it is there.
func (r *report) put(role string) {
	if x := r.display(role); x.there {
		r.Draft.Blocks = append(r.Draft.Blocks, x.block)
	}
}

// ref points to the figure or table of a role; nil where it is not there.
func (r *report) ref(role string) any {
	if x := r.display(role); x.there {
		return document.Inline(document.Ref{Target: x.block.BlockID()})
	}
	return nil
}

// drawn makes the figure or table of a role.
func (r *report) drawn(role string) (document.Block, bool) {
	city := r.Unit.Kind == zhixiao.City
	switch role {
	case "figure.radar":
		return r.radar(role), true
	case "figure.survey":
		return r.surveyChart(role)
	case "figure.service":
		if r.tellsWaiting() {
			return r.waitingChart(role)
		}
		return r.reasonsChart(role)
	case "figure.regions":
		return r.RegionChart(role), true
	case "figure.domains":
		return r.Quadrant(role)
	case "figure.sides":
		return r.SidesChart(role), true
	case "figure.stages":
		return r.StageChart(role)
	case "figure.complaints":
		return r.MonthChart(role)
	case "table.core":
		if city {
			return r.dimensionTable(role), true
		}
		return r.coreTable(role, r.core...), true
	case "table.matters":
		if city {
			return r.longTable("table.long")
		}
		return r.mattersTable(role)
	}
	return r.listed(role)
}

// listed makes the tables of units, problems and remedies, and those of the appendix.
func (r *report) listed(role string) (document.Block, bool) {
	switch role {
	case "table.problems":
		return r.problemTable(role)
	case "table.follow":
		return r.generalFollowTable(role)
	case "table.advice":
		return r.remedyTable(role), len(r.remedies()) > 0
	case "table.regions":
		return r.UnitTable(role, "17个区域质效得分与名次", r.Facts.Units(zhixiao.Region)), true
	case "table.domains":
		ranking := r.Facts.Ranking(analysis.ScoreTotal, zhixiao.Domain)
		return r.UnitTable(role, "得分居前五位和后五位的领域", append(prose.FirstN(ranking, 5), prose.LastN(ranking, 5)...)), true
	case "appendix.regions.table":
		return r.UnitTable(role, "17个区域五维得分与总分", r.Facts.Units(zhixiao.Region)), true
	case "appendix.domains.table":
		return r.UnitTable(role, "48个领域五维得分与总分", r.Facts.Units(zhixiao.Domain)), true
	}
	return r.indicatorTable(role), true
}

// tellsWaiting reports whether the figure on service is of waiting by hour: for a
// district with a hall in which many waited. Others show the reasons of bad ratings.
func (r *report) tellsWaiting() bool {
	if r.Unit.Kind != zhixiao.Region {
		return false
	}
	_, ok := r.waitingChart("figure.service")
	return ok
}
