package prose

import (
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/analysis/finding"
	"zhixiao/document"
	"zhixiao/templates"
)

// Problem is one of a unit's outstanding problems with what was found about it. What
// it rests on and may quote is decided when it is made; its slots, title and facts are
// found when they are asked for.
type Problem struct {
	Theme *templates.Theme
	Loss  analysis.Loss
	Surge *finding.Finding // the class of complaint that rose and brought it in
	Focus *finding.Finding // where it lies, when one part of the unit stands out

	r     *Report
	turn  templates.Turn
	found Drilled
	// thin are the drills whose first key holds too little of a city for a title,
	// a cause or a remedy to rest on.
	thin       map[string]bool
	contrasted map[string]*contrast // what the theme's contrasts found
	quoted     quoted               // the evidence allotted to it
	answers    *Answers[*Problem]

	charge  Lazy[charge]
	title   Lazy[[]document.Inline]
	opened  Lazy[opening]
	drivers Lazy[*Drivers]
}

// problem drills into a theme. The problems of a report are made in the order in which
// it tells them: what one quotes no later one does.
func (r *Report) problem(no int, c Candidate) *Problem {
	p := &Problem{r: r, turn: r.Turn, Theme: c.Theme, Loss: c.Loss, Focus: c.focus, Surge: c.surge}
	if r.Unit.Kind == zhixiao.City {
		// The wordings of the city's problems turn by problem, so that they do not all
		// begin alike; other reports turn by unit, each against its peers.
		p.turn.Seq = r.Unit.Seq + no
	}
	p.found = r.drillInto(c.Theme.Drills, c.Theme.Rates, c.at())
	p.thin = p.thinDrills()
	p.contrasted = r.contrasts(p)
	p.answers = NewAnswers(problemSlots(), p, r.Asker, nil, r.Draft.Fault)
	p.quoted = r.allot(p)
	return p
}

// TurnAfter makes a report's own wordings turn with the last of its problems: which of
// its sentences a paper on the city draws hangs on that.
func (r *Report) TurnAfter(problems []*Problem) {
	for _, p := range problems {
		r.Turn = p.turn
	}
}

// Title is what the problem is headed by.
func (p *Problem) Title() []document.Inline {
	return p.title.Of(func() []document.Inline {
		look := p.look(true, nil)
		var title []document.Inline
		if p.r.Unit.Kind == zhixiao.City {
			title = p.phrase(look, "T69")
		}
		if title == nil {
			title = p.first(p.Theme.Title, look)
		}
		if x := p.focus(); x != nil && p.r.Unit.Kind != zhixiao.City && !strings.Contains(document.PlainText(title, nil), x.Label) {
			title = p.phrase(look, "G20")
		}
		if in := p.better(title, look); in != nil {
			return in
		}
		return title
	})
}

// better is another title for a problem in which the unit is no worse than the city
// and nothing in particular stands out: it must not be called high or low. Nil for
// others.
func (p *Problem) better(title []document.Inline, look templates.Lookup) []document.Inline {
	l := p.Loss
	if p.r.Unit.Kind == zhixiao.City || !l.Gap.Ok() || WorseThan(l.Indicator, l.Value.Value, l.Value.Value.Sub(l.Gap.Value)) || p.Focus != nil || p.Surge != nil {
		return nil
	}
	text := document.PlainText(title, nil)
	for _, s := range p.found.steps {
		if s != nil && strings.Contains(text, s.keys[0].Label) {
			return nil
		}
	}
	return p.phrase(look, "G29")
}

// opening is the facts that come first, with the codes that they say in full.
type opening struct {
	facts []Sentence
	codes map[string]bool
}

// opening tells the theme's facts. What one has said in full the next do not say again.
func (p *Problem) opening() opening {
	return p.opened.Of(func() opening {
		facts := p.Theme.Facts
		if p.r.Unit.Kind == zhixiao.City && len(p.Theme.City) > 0 {
			facts = p.Theme.City
		}
		o := opening{codes: map[string]bool{}}
		look := p.look(false, o.codes)
		for i := range facts {
			in, ok, err := facts[i].Say(look, p.turn)
			p.r.Draft.Fault(err)
			if !ok {
				continue
			}
			o.facts = append(o.facts, Sentence{Inlines: in, Prio: facts[i].Prio})
			if facts[i].Prio == 0 { // what may be left out for length has not been told
				o.mark(&facts[i])
			}
			if facts[i].Must {
				o.codes[p.Loss.Indicator.Code] = true
				o.facts = append(o.facts, p.SayFor(look, "G21", "G22", "G27", "G24", "G28")...)
				if p.besideTheWhole() {
					o.codes[p.Focus.Code] = true
				}
			}
		}
		return o
	})
}

// mark remembers which codes a sentence has said in full.
func (o opening) mark(s *templates.Sentence) {
	for _, name := range s.Names() {
		if code, ending, ok := SplitCode(name); ok && ending == "全" {
			o.codes[code] = true
		}
	}
}

// besideTheWhole reports whether the value of the whole unit stands beside that of the
// part where the problem lies.
func (p *Problem) besideTheWhole() bool {
	x := p.focus()
	if x == nil {
		return false
	}
	_, elsewhere := p.r.Elsewhere(x)
	return !elsewhere
}

// Facts are the sentences that tell the problem.
func (p *Problem) Facts() []Sentence {
	o := p.opening()
	return slices.Concat(o.facts, p.SayFor(p.look(false, o.codes), "G30", "G31"))
}

// Tells reports whether the facts say an indicator in full.
func (p *Problem) Tells(code string) bool { return p.opening().codes[code] }

// pointed is the part that the title or a fact names, "" when none is named.
func (p *Problem) pointed() string {
	told := document.PlainText(p.Title(), nil)
	for _, s := range p.opening().facts {
		if s.Prio == 0 {
			told += document.PlainText(s.Inlines, nil)
		}
	}
	for _, d := range p.Theme.Drills {
		if name := p.found.Name(d.As); name != "" && strings.Contains(told, name) {
			return name
		}
	}
	if x := p.focus(); x != nil && x.Label != "" && strings.Contains(told, x.Label) {
		return strings.NewReplacer("“", "‘", "”", "’").Replace(x.Label)
	}
	return ""
}

// themeOf is the theme that an indicator of this unit's kind belongs to.
func (r *Report) themeOf(code string) *templates.Theme {
	for i := range r.Templates.Rules.Themes {
		t := &r.Templates.Rules.Themes[i]
		if len(t.Kinds) > 0 && !slices.Contains(t.Kinds, kindName(r.Unit.Kind)) {
			continue
		}
		if slices.Contains(t.Indicators, code) {
			return t
		}
	}
	return nil
}

func kindName(k zhixiao.UnitKind) string {
	switch k {
	case zhixiao.Region:
		return "region"
	case zhixiao.Domain:
		return "domain"
	}
	return "city"
}

// thinDrills is the drills on which no title, cause or remedy may rest:
// their first key does not stand out from the rest, holds fewer than five cases or,
// a matter or a street in the city, less than a twentieth; and the drills within.
func (p *Problem) thinDrills() map[string]bool {
	thin := map[string]bool{}
	for _, d := range p.Theme.Drills {
		first, ok := p.found.First(d.As)
		if !ok {
			continue
		}
		small := p.r.Unit.Kind == zhixiao.City && (d.By == "matter" || d.By == "street") && first.Part.Value.Cmp(zhixiao.Int(5)) < 0
		few := first.Count.Value.Cmp(zhixiao.Int(fewestBad)) < 0
		if small || few || p.found.steps[d.As].listed || slices.ContainsFunc(d.Within, func(as string) bool { return thin[as] }) {
			thin[d.As] = true
		}
	}
	return thin
}

// fewestShared is the count from which a conclusion may speak of a share, and the
// whole from which any sentence may.
const fewestShared = 10

// tooFew reports whether a slot is a share of or among too few: it is told by its
// count.
func (p *Problem) tooFew(name string, concluding bool) bool {
	for _, d := range p.Theme.Drills {
		first, ok := p.found.First(d.As)
		if !ok || name != d.As+"占比" && name != d.As+"合计占比" {
			continue
		}
		least := first.Of.Value
		if concluding {
			least = first.Count.Value
		}
		return least.Cmp(zhixiao.Int(fewestShared)) < 0
	}
	return false
}

// hides reports whether a slot belongs to a thin drill.
func (p *Problem) hides(name string) bool {
	as, _ := split(name, p.found.steps, drillEndings())
	return p.thin[as]
}

// repeats reports whether a rate of the theme is the one already said of the part
// where the problem lies.
func (p *Problem) repeats(name string) bool {
	x := p.focus()
	if x == nil {
		return false
	}
	found, _ := p.found.Look(name)
	rate, is := found.(zhixiao.Quantity)
	said := plainRatio(x.Quantities[0])
	return is && said.Ok() && rate.Ok() && said.Unit == rate.Unit && said.Value.Cmp(rate.Value) == 0
}

// Look gives a problem's own slots before the unit's, for what is concluded once its
// facts are told: a templates.Lookup.
func (p *Problem) Look(name string) (value any, declared bool) {
	return p.look(true, p.opening().codes)(name)
}

// look gives the problem's slots but what the sentences may not say: concluding hides
// what holds too little for a title, a cause or a remedy, and a code in codes has been
// said in full.
func (p *Problem) look(concluding bool, codes map[string]bool) templates.Lookup {
	return func(name string) (any, bool) {
		if name == "指标全" {
			name = p.Loss.Indicator.Code + "全"
		}
		if code, ending, ok := SplitCode(name); ok && ending == "全" && codes[code] {
			return nil, true
		}
		if v, ok := p.answers.Look(name); ok {
			return v, true
		}
		if v, ok := said(name, p.contrasted, contrastEndings()); ok {
			return v, true
		}
		if (concluding || p.r.Unit.Kind == zhixiao.City) && p.hides(name) || !concluding && p.repeats(name) || p.tooFew(name, concluding) {
			return nil, true
		}
		if v, ok := p.found.Look(name); ok {
			return v, true
		}
		v, _ := p.r.Look(name)
		return v, true // rules ask for the steps of other themes too: that there is such a name was checked with the templates
	}
}

// First is the first sentence of a list that can be concluded.
func (p *Problem) First(list []templates.Sentence) []document.Inline { return p.first(list, p.Look) }

func (p *Problem) first(list []templates.Sentence, look templates.Lookup) []document.Inline {
	return p.r.firstIn(p.turn, list, look)
}

// Turn decides which wordings the problem draws.
func (p *Problem) Turn() templates.Turn { return p.turn }

// Say fills narrative patterns with what is concluded of the problem.
func (p *Problem) Say(ids ...string) []Sentence { return p.SayFor(p.Look, ids...) }

// SayFor is Say with slots of a part of the problem.
func (p *Problem) SayFor(look templates.Lookup, ids ...string) []Sentence {
	return p.r.sayIn(p.turn, look, ids...)
}

// phrase is one narrative pattern; nil when it cannot be said.
func (p *Problem) phrase(look templates.Lookup, id string) []document.Inline {
	for _, s := range p.SayFor(look, id) {
		return s.Inlines
	}
	return nil
}
