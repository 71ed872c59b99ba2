package quarter

import (
	"strings"

	"zhixiao/document"
	"zhixiao/generators/prose"
)

// layersSaid sets {规则题}, {流程题}, {系统数据题} and {人员执行题}: the problems
// whose cause lies on each layer.
func (r *report) layersSaid() {
	names := map[string][]string{}
	for _, l := range r.layers {
		names[l.layer] = append(names[l.layer], l.theme)
	}
	for layer, list := range names {
		r.Slots[layer+"题"] = strings.Join(list, "、")
	}
}

// declined sets {退步列}: the indicators that became worse beyond chance, with who
// moved them.
func (r *report) declined() {
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
	r.Slots["退步列"] = prose.Semicolons(items)
}
