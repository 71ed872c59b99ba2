package quarter

import (
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// declined lists the indicators that became worse beyond chance, with who
// moved them.
func (r *report) declined() []document.Inline {
	var items [][]document.Inline
	for _, c := range prose.FirstN(r.Merged(r.Worsened()), 2) {
		ch := r.Facts.Change(c.Loss.Indicator.Code, r.Unit.Code)
		item := prose.Join(prose.Plain(c.Loss.Indicator.Name+"由"), prose.Number(ch.From), prose.Plain("变为"), prose.Number(c.Loss.Value))
		switch d := r.Drivers(c.Loss.Indicator.Code); {
		case d == nil:
		case len(d.Regions) > 0:
			item = prose.Join(item, prose.Plain("（主要来自"+d.Regions[0].Label+"）"))
		case d.Mix != nil:
			item = prose.Join(item, prose.Plain("（主要是构成变化）"))
		}
		items = append(items, item)
	}
	return prose.Semicolons(items)
}
