package quarter

import (
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// hit is a cause that holds for a problem, with the evidence in words.
type hit struct {
	rule     *templates.Cause
	basis    []document.Inline
	strength int
}

// hits is the causes that hold for a theme and have evidence to show, the best
// first: particular causes before general ones, then the stronger.
func (r *report) hits(theme string, look templates.Lookup, first func([]templates.Sentence) []document.Inline) []hit {
	var out []hit
	for i := range r.Templates.Rules.Causes {
		c := &r.Templates.Rules.Causes[i]
		ok, err := c.Holds(theme, look)
		r.Draft.Fault(err)
		if !ok || r.Used[c.ID] {
			continue
		}
		basis := first(c.Basis)
		strength, err := c.Strength(look)
		r.Draft.Fault(err)
		if basis != nil {
			out = append(out, hit{c, basis, strength})
		}
	}
	slices.SortStableFunc(out, func(a, b hit) int {
		return templates.Weigh(a.rule, a.strength, b.rule, b.strength)
	})
	return out
}

// cause is the paragraph on why: the evidence, the conclusion of the best cause
// as strong as the evidence, what the data speak against, and the next cause
// weighed against the first. Nil when no rule holds.
func (r *report) cause(p *prose.Problem) []prose.Sentence {
	all := r.hits(p.Theme.ID, p.Look, p.First)
	for i, h := range all {
		conclusion, ok, err := h.rule.Conclusion(h.strength).Say(p.Look, p.Turn())
		r.Draft.Fault(err)
		if !ok {
			continue
		}
		r.Used[h.rule.ID] = !slices.Contains(prose.LastResorts(), h.rule.ID)
		r.layers = append(r.layers, layered{h.rule.Layer, p.Theme.Name})
		out := []prose.Sentence{{Inlines: h.basis}, {Inlines: conclusion}}
		if not := p.First(h.rule.Exclude); not != nil {
			out = append(out, prose.Sentence{Inlines: not})
		}
		return append(out, r.weighed(all[i+1:], p)...)
	}
	return nil
}

// weighed says the first particular cause of the rest as one that comes second.
func (r *report) weighed(rest []hit, p *prose.Problem) []prose.Sentence {
	for _, h := range rest {
		name, ok, err := h.rule.Name().Say(p.Look, p.Turn())
		r.Draft.Fault(err)
		if !ok || h.rule.General || r.Used["次因 "+h.rule.ID] {
			continue
		}
		r.Used["次因 "+h.rule.ID] = true
		said := p.SayFor(prose.Over(map[string]any{"次因": name, "次据": clauseOf(h.basis)}, p.Look), "K90")
		for i := range said {
			said[i].Prio = r.secondCause()
		}
		return said
	}
	return nil
}

// secondCause is the priority of what is weighed against the main cause: the
// general report keeps it whatever its length.
func (r *report) secondCause() int {
	if r.Unit.Kind == zhixiao.City {
		return 0
	}
	return 1
}

// clauseOf is a sentence without its full stop, to stand inside another.
func clauseOf(in []document.Inline) []document.Inline {
	out := slices.Clone(in)
	for i, last := range slices.Backward(out) {
		if t, ok := last.(document.Text); ok {
			out[i] = document.Text(strings.TrimSuffix(string(t), "。"))
		}
		break
	}
	return out
}

// layered is a problem's name with the layer of its cause.
type layered struct{ layer, theme string }

// progressed sets {改进判断}: whether what the management side gained was felt on
// the public's side too.
func (r *report) progressed() {
	for _, pair := range prose.Sides() {
		m, s := r.Facts.Change(pair.Manage, r.Unit.Code), r.Facts.Change(pair.Public, r.Unit.Code)
		if m.Better <= 0 || s.Better <= 0 || !m.Tested || !m.Significant || prose.Level(s.Delta) {
			continue
		}
		real := 0
		if s.Tested && s.Significant {
			real = 1
		}
		look := prose.Over(map[string]any{
			"向好": 1, "向好显著": real,
			"向好管名": r.CodeName(pair.Manage), "向好管": r.Facts.Value(pair.Manage, r.Unit.Code), "向好管前": m.From,
			"向好公名": r.CodeName(pair.Public), "向好公": r.Facts.Value(pair.Public, r.Unit.Code), "向好公前": s.From,
		}, r.Look)
		for _, h := range r.hits("progress", look, func(list []templates.Sentence) []document.Inline { return r.First(list, look) }) {
			said, ok, err := h.rule.Conclusion(h.strength).Say(look, r.Turn)
			r.Draft.Fault(err)
			if ok {
				r.Slots["改进判断"] = prose.Join(h.basis, said)
				return
			}
		}
	}
}
