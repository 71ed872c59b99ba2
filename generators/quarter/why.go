package quarter

import (
	"slices"
	"strings"
	"sync"

	"zhixiao"
	"zhixiao/analysis"
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
		if !ok {
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

// cause is why one problem is, as its paragraph says it; none is said when no rule
// holds.
type cause struct {
	layer string
	said  []prose.Sentence
}

// causes finds one for each problem, in their order: a rule that explains one problem
// explains no later one, but a last resort, and is weighed against another once.
func (r *report) causes() []cause {
	return r.argued.Of(func() []cause {
		main, second := map[string]bool{}, map[string]bool{}
		out := make([]cause, len(r.problems))
		for i, p := range r.problems {
			out[i] = r.cause(p, main, second)
		}
		return out
	})
}

// cause is the evidence, the conclusion of the best cause as strong as the evidence,
// what the data speak against, and the next cause weighed against the first.
func (r *report) cause(p *prose.Problem, main, second map[string]bool) cause {
	all := slices.DeleteFunc(r.hits(p.Theme.ID, p.Look, p.First), func(h hit) bool { return main[h.rule.ID] })
	for i, h := range all {
		conclusion, ok, err := h.rule.Conclusion(h.strength).Say(p.Look, p.Turn())
		r.Draft.Fault(err)
		if !ok {
			continue
		}
		main[h.rule.ID] = !slices.Contains(prose.LastResorts(), h.rule.ID)
		said := []prose.Sentence{{Inlines: h.basis}, {Inlines: conclusion}}
		if not := p.First(h.rule.Exclude); not != nil {
			said = append(said, prose.Sentence{Inlines: not})
		}
		return cause{h.rule.Layer, append(said, r.weighed(all[i+1:], p, second)...)}
	}
	return cause{}
}

// next is the cause that comes second, in words.
type next struct{ name, basis []document.Inline }

// secondSlots are those of the sentence on it.
var secondSlots = sync.OnceValue(func() *prose.Registry[next] {
	return prose.NewRegistry(prose.City|prose.Unit,
		prose.Entry[next]{Name: "次因", Type: prose.WordsType, Means: "居次的成因", Of: func(x next) any { return x.name }},
		prose.Entry[next]{Name: "次据", Type: prose.WordsType, Means: "居次成因的证据", Of: func(x next) any { return x.basis }},
	)
})

// weighed says the first particular cause of the rest as one that comes second.
func (r *report) weighed(rest []hit, p *prose.Problem, told map[string]bool) []prose.Sentence {
	for _, h := range rest {
		name, ok, err := h.rule.Name().Say(p.Look, p.Turn())
		r.Draft.Fault(err)
		if !ok || h.rule.General || told[h.rule.ID] {
			continue
		}
		told[h.rule.ID] = true
		said := p.SayFor(prose.NewAnswers(secondSlots(), next{name, clauseOf(h.basis)}, r.Asker, p.Look, r.Draft.Fault).Look, "K90")
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

// better is a gain of the management side beside one of the public's.
type better struct {
	r            *report
	pair         prose.Side
	manage, felt analysis.Change
}

// pairSlots are those of the rules on such a gain.
var pairSlots = sync.OnceValue(func() *prose.Registry[better] {
	value := func(x better, code string) any { return x.r.Facts.Value(code, x.r.Unit.Code) }
	return prose.NewRegistry(prose.City|prose.Unit,
		prose.Entry[better]{Name: "向好", Type: prose.FlagType, Means: "管理侧指标改善且公众侧也改善为1", Of: func(better) any { return 1 }},
		prose.Entry[better]{Name: "向好显著", Type: prose.FlagType, Means: "公众侧的改善经检验显著为1", Of: func(x better) any { return prose.Flag(x.felt.Tested && x.felt.Significant) }},
		prose.Entry[better]{Name: "向好管名", Type: prose.WordsType, Means: "改善的管理侧指标", Of: func(x better) any { return x.r.CodeName(x.pair.Manage) }},
		prose.Entry[better]{Name: "向好管", Type: prose.NumberType, Means: "管理侧指标的值", Of: func(x better) any { return value(x, x.pair.Manage) }},
		prose.Entry[better]{Name: "向好管前", Type: prose.NumberType, Means: "管理侧指标的上期值", Of: func(x better) any { return x.manage.From }},
		prose.Entry[better]{Name: "向好公名", Type: prose.WordsType, Means: "改善的公众侧指标", Of: func(x better) any { return x.r.CodeName(x.pair.Public) }},
		prose.Entry[better]{Name: "向好公", Type: prose.NumberType, Means: "公众侧指标的值", Of: func(x better) any { return value(x, x.pair.Public) }},
		prose.Entry[better]{Name: "向好公前", Type: prose.NumberType, Means: "公众侧指标的上期值", Of: func(x better) any { return x.felt.From }},
	)
})

// progressed says whether what the management side gained was felt on the public's
// side too; nil where no pair gained on both.
func (r *report) progressed() []document.Inline {
	for _, pair := range prose.Sides() {
		m, s := r.Facts.Change(pair.Manage, r.Unit.Code), r.Facts.Change(pair.Public, r.Unit.Code)
		if m.Better <= 0 || s.Better <= 0 || !m.Tested || !m.Significant || prose.Level(s.Delta) {
			continue
		}
		look := prose.NewAnswers(pairSlots(), better{r, pair, m, s}, r.Asker, r.Look, r.Draft.Fault).Look
		first := func(list []templates.Sentence) []document.Inline { return r.First(list, look) }
		for _, h := range r.hits("progress", look, first) {
			said, ok, err := h.rule.Conclusion(h.strength).Say(look, r.Turn)
			r.Draft.Fault(err)
			if ok {
				return prose.Join(h.basis, said)
			}
		}
	}
	return nil
}
