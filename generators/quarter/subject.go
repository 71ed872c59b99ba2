package quarter

import (
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// report is a quarterly report being written.
type report struct {
	*prose.Report
	past     []prose.KeptRemedy // what was proposed last period
	core     []string           // the indicators of the core table
	problems []*prose.Problem

	follows  prose.Lazy[[]followed]
	argued   prose.Lazy[[]cause]
	proposed prose.Lazy[[]proposal]
	shown    map[string]shown
}

// shown is a figure or table of the report; there is false when nothing is to be shown.
type shown struct {
	block document.Block
	there bool
}
