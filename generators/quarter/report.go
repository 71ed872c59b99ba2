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
	return &report{Report: prose.New(f, t, u, prefix)}
}
