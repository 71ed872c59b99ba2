package quarter

import (
	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// report is a quarterly report being written.
type report struct {
	*prose.Report
	past   []followed // last period's remedies
	layers []layered  // on which layer each problem's cause lies
}

func newReport(f *analysis.Facts, t *templates.Set, u zhixiao.Unit, prefix string) *report {
	return &report{Report: prose.New(f, t, u, asker(u), prefix)}
}

// asker is the kind of the report on a unit.
func asker(u zhixiao.Unit) prose.Asker {
	if u.Kind == zhixiao.City {
		return prose.City
	}
	return prose.Unit
}
