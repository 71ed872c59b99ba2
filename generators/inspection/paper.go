package inspection

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// Papers writes the two deliverables of a special inspection: the list of
// problems (专项核查问题清单) and the book of evidence (证据册).
type Papers struct {
	x     *analysis.Inspected
	t     *templates.Set
	units map[string]zhixiao.Unit
}

func (g *Papers) name(code string) string { return g.units[code].Name() }

// paper is one of the two being written.
type paper struct {
	*Papers
	d     *prose.Draft
	pages map[string]int // piece of evidence → its page in the evidence book, as far as known
}

// inspected is the section on one unit.
type inspected struct {
	*paper
	zhixiao.InspectedUnit
}

// failed is the paragraph on an item that failed in several units.
type failed struct {
	*paper
	analysis.ItemTally
	n int // from 1
}

func (p *paper) in() *zhixiao.Inspection { return p.x.Inspection() }

func (g *Papers) named(codes []string) string {
	var names []string
	for _, c := range codes {
		names = append(names, g.name(c))
	}
	return strings.Join(names, "、")
}

// extremes are the units with the lowest and the highest share, all that tie.
type extremes struct{ low, high []string }

// extremes are none when all shares are equal.
func (g *Papers) extremes() (e extremes) {
	for _, u := range g.x.Inspection().Units {
		q := g.x.Conformity(u.Unit)
		if !q.Ok() {
			continue
		}
		e.low = closer(e.low, u.Unit, q, g.x, -1)
		e.high = closer(e.high, u.Unit, q, g.x, 1)
	}
	if len(e.low) == 0 || e.low[0] == e.high[0] {
		return extremes{}
	}
	return e
}

// differ reports whether the units' shares are not all equal.
func (g *Papers) differ() bool { return len(g.extremes().low) > 0 }

// share is the one share of units that tie.
func (g *Papers) share(codes []string) any {
	if len(codes) == 0 {
		return nil
	}
	return g.x.Conformity(codes[0])
}

// closer keeps the units whose share lies farthest in the direction of sign.
func closer(best []string, unit string, q zhixiao.Quantity, x *analysis.Inspected, sign int) []string {
	if len(best) == 0 {
		return []string{unit}
	}
	switch c := q.Value.Cmp(x.Conformity(best[0]).Value); {
	case c == sign:
		return []string{unit}
	case c == 0:
		return append(best, unit)
	}
	return best
}

// ranked is the units by their share, the highest first.
func (g *Papers) ranked() (codes []string) {
	for _, u := range g.x.Inspection().Units {
		if g.x.Conformity(u.Unit).Ok() {
			codes = append(codes, u.Unit)
		}
	}
	slices.SortStableFunc(codes, func(a, b string) int { return g.x.Conformity(b).Value.Cmp(g.x.Conformity(a).Value) })
	return codes
}

// ended is an editor's text closed by a full stop.
func ended(s string) string {
	if s == "" || strings.HasSuffix(s, "。") {
		return s
	}
	return s + "。"
}

// graveness orders severities, the gravest first.
func graveness(severity string) int {
	return slices.Index([]string{"严重", "较重", "一般"}, severity)
}

// typical quotes the two gravest findings of a unit with their evidence.
func (g *Papers) typical(unit string) []document.Inline {
	var own []zhixiao.InspectionFinding
	for _, f := range g.x.Inspection().Findings {
		if g.x.UnitOf(f.Point) == unit {
			own = append(own, f)
		}
	}
	slices.SortStableFunc(own, func(a, b zhixiao.InspectionFinding) int {
		return cmp.Compare(graveness(a.Severity), graveness(b.Severity))
	})
	var parts []string
	for _, f := range prose.FirstN(own, 2) {
		parts = append(parts, fmt.Sprintf("%s（%s）“%s”（证据%s）", g.point(f.Point).Name, f.Severity, prose.Quoted(f.Fact), strings.Join(f.Evidence, "、")))
	}
	if len(parts) == 0 {
		return nil
	}
	return prose.Plain(strings.Join(parts, "；"))
}

func (g *Papers) point(no string) zhixiao.InspectionPoint {
	for _, p := range g.x.Inspection().Points {
		if p.No == no {
			return p
		}
	}
	return zhixiao.InspectionPoint{No: no, Name: no}
}

func (g *Papers) item(no string) zhixiao.InspectionItem {
	for _, it := range g.x.Inspection().Items {
		if it.No == no {
			return it
		}
	}
	return zhixiao.InspectionItem{No: no, Name: no}
}

// sections is the units in the order in which they were inspected.
func (p *paper) sections() (all []inspected) {
	for _, u := range p.in().Units {
		all = append(all, inspected{p, u})
	}
	return all
}

// shared is the items that failed in more than one unit.
func (p *paper) shared() (all []failed) {
	for _, it := range p.x.Items() {
		if len(it.At) > 1 {
			all = append(all, failed{p, it, len(all) + 1})
		}
	}
	return all
}

// causes joins what the inspectors noted as causes of an item's failures, each
// once.
func (g *Papers) causes(item string) string {
	var list []string
	for _, f := range g.x.Inspection().Findings {
		if f.Item == item {
			list = once(list, strings.TrimRight(f.Cause, "。；"))
		}
	}
	return strings.Join(list, "；")
}

// piece is one piece of evidence.
type piece struct{ zhixiao.Evidence }

// hash is the beginning of its hash, by which a piece is known on paper.
func (e piece) hash() string { return e.SHA256[:8] }

func (e piece) masked() string {
	if e.Masked {
		return "已脱敏"
	}
	return "未脱敏，不得对外"
}
