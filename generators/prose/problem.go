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

// Problem is one of a unit's outstanding problems with what was found about it.
type Problem struct {
	no    int // its place among the report's problems, from 0
	Theme *templates.Theme
	Loss  analysis.Loss
	Surge *finding.Finding // the class of complaint that rose and brought it in
	Focus *finding.Finding // where it lies, when one part of the unit stands out
	found Drilled
	// contrasted is what the theme's contrasts found.
	contrasted map[string]*contrast
	Title      []document.Inline
	Facts      []Sentence
	Slots      map[string]any
	Said       map[string]bool
	// thin are the drills whose first key holds too little of a city for a title,
	// a cause or a remedy to rest on; strict hides them.
	thin   map[string]bool
	strict bool
}

// better retitles a problem in which the unit is no worse than the city and nothing
// in particular stands out: it must not be called high or low.
func (r *Report) better(p *Problem, look templates.Lookup) {
	l := p.Loss
	if r.Unit.Kind == zhixiao.City || !l.Gap.Ok() || WorseThan(l.Indicator, l.Value.Value, l.Value.Value.Sub(l.Gap.Value)) {
		return
	}
	title := document.PlainText(p.Title, nil)
	for _, s := range p.found.steps {
		if s != nil && strings.Contains(title, s.keys[0].Label) {
			return
		}
	}
	if in := r.Phrase(look, "G29"); p.Focus == nil && p.Surge == nil && in != nil {
		p.Title = in
	}
}

// TurnTo rotates the general report's wordings by problem, so that they do not
// all begin alike. Other reports rotate by unit, each against its peers.
func (r *Report) TurnTo(p *Problem) {
	if r.Unit.Kind == zhixiao.City {
		r.Turn.Seq = r.Unit.Seq + p.no
	}
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

// problem drills into a theme and writes its title and facts.
func (r *Report) problem(no int, c Candidate) *Problem {
	theme, l := c.Theme, c.Loss
	p := &Problem{no: no, Theme: theme, Loss: l, Focus: c.focus, Surge: c.surge, Said: map[string]bool{}, Slots: map[string]any{}}
	p.found = r.drillInto(theme.Drills, theme.Rates, c.at())
	r.TurnTo(p)
	r.focusSlots(p)
	ind := l.Indicator
	p.thin = r.thinDrills(p)
	p.contrasted = r.contrasts(p)
	p.Slots["主"] = ind.Code
	p.Slots["指标"], p.Slots["劣"] = ind.Name, "偏低"
	if ind.Direction == zhixiao.Lower {
		p.Slots["劣"] = "偏高"
	}
	p.Slots["值"] = NumberOrNil(l.Value)
	p.Slots["灯"] = int(l.Light)
	p.Slots["目标"] = Target(ind, ind.Target)
	p.Slots["红线"] = Target(ind, ind.Red)
	p.Slots["触红语"] = beyondRed(ind, l.Value)
	r.parts(p)
	p.Slots["差评数"] = r.Facts.Count(analysis.Query{Cube: "evaluation", Column: "bad", Unit: r.Unit.Code})
	p.Slots["问毕数"] = r.Facts.Count(analysis.Query{Cube: "call", Column: "asked", Unit: r.Unit.Code})
	p.Slots["答准数"] = r.Facts.Count(analysis.Query{Cube: "call", Column: "right", Unit: r.Unit.Code})
	r.bodies(p)
	r.clues(p)
	r.trends(p)
	r.peer(p)
	r.evidence(p)
	look := r.ProblemLook(p)
	p.strict = true
	if r.Unit.Kind == zhixiao.City {
		r.argue(p)
		p.Title = r.Phrase(look, "T69")
	}
	if p.Title == nil {
		p.Title = r.First(theme.Title, look)
	}
	if name, ok := p.Slots["焦点"].(string); ok && r.Unit.Kind != zhixiao.City && !strings.Contains(document.PlainText(p.Title, nil), name) {
		p.Title = r.Phrase(look, "G20")
	}
	r.better(p, look)
	p.strict = false
	p.Slots["问题"] = p.Title
	facts := theme.Facts
	if r.Unit.Kind == zhixiao.City && len(theme.City) > 0 {
		facts = theme.City
	}
	for i := range facts {
		in, ok, err := facts[i].Say(look, r.Turn)
		r.Draft.Fault(err)
		if !ok {
			continue
		}
		p.Facts = append(p.Facts, Sentence{Inlines: in, Prio: facts[i].Prio})
		if facts[i].Prio == 0 { // what may be left out for length has not been told
			p.mark(&facts[i])
		}
		if facts[i].Must {
			p.Said[ind.Code] = true
			p.Facts = append(p.Facts, r.SayFor(look, "G21", "G22", "G27", "G24", "G28")...)
			p.markWhole()
		}
	}
	if name := p.pointed(); name != "" {
		p.Slots["已指"], p.Slots["有指"] = name, 1
	}
	p.Facts = append(p.Facts, r.SayFor(look, "G30", "G31")...)
	p.strict = true
	return p
}

// pointed is the part that the title or a fact names, "" when none is named.
func (p *Problem) pointed() string {
	told := document.PlainText(p.Title, nil)
	for _, s := range p.Facts {
		if s.Prio == 0 {
			told += document.PlainText(s.Inlines, nil)
		}
	}
	for _, d := range p.Theme.Drills {
		if name := p.found.Name(d.As); name != "" && strings.Contains(told, name) {
			return name
		}
	}
	if name, _ := p.Slots["焦点"].(string); name != "" && strings.Contains(told, name) {
		return strings.NewReplacer("“", "‘", "”", "’").Replace(name)
	}
	return ""
}

// parts sets what an indicator counts: {子数} of {母数}, and {欠数} that are missing.
func (r *Report) parts(p *Problem) {
	v := p.Loss.Value
	if p.Loss.Indicator.Formula != zhixiao.RatioFormula || v.Den.Sign() <= 0 || v.Num.Cmp(v.Den) > 0 {
		return
	}
	part := func(what string, n zhixiao.Decimal) zhixiao.Quantity {
		return zhixiao.Quantity{
			Key: zhixiao.NewKey(p.Loss.Indicator.Code+"."+what, r.Unit.Code, r.Facts.Period()), Value: n, Unit: "项",
			Source: v.Source, Rule: "公布值的" + what, From: []zhixiao.Key{v.Key},
		}
	}
	whole, have := part("分母", v.Den), part("分子", v.Num)
	p.Slots["母数"], p.Slots["子数"], p.Slots["欠数"] = whole, have, r.Facts.Diff(whole, have, "项")
}

// thinDrills is the drills on which no title, cause or remedy may rest:
// their first key does not stand out from the rest, holds fewer than five cases or,
// a matter or a street in the city, less than a twentieth; and the drills within.
func (r *Report) thinDrills(p *Problem) map[string]bool {
	thin := map[string]bool{}
	for _, d := range p.Theme.Drills {
		first, ok := p.found.First(d.As)
		if !ok {
			continue
		}
		small := r.Unit.Kind == zhixiao.City && (d.By == "matter" || d.By == "street") && first.Part.Value.Cmp(zhixiao.Int(5)) < 0
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
func (p *Problem) tooFew(name string) bool {
	for _, d := range p.Theme.Drills {
		first, ok := p.found.First(d.As)
		if !ok || name != d.As+"占比" && name != d.As+"合计占比" {
			continue
		}
		least := first.Of.Value
		if p.strict {
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
	said, ok := p.Slots["焦点值"].(zhixiao.Quantity)
	found, _ := p.found.Look(name)
	rate, is := found.(zhixiao.Quantity)
	return ok && is && said.Ok() && rate.Ok() && said.Unit == rate.Unit && said.Value.Cmp(rate.Value) == 0
}

// mark remembers which codes a sentence has said in full.
func (p *Problem) mark(s *templates.Sentence) {
	for _, name := range s.Names() {
		if code, ending, ok := SplitCode(name); ok && ending == "全" {
			p.Said[code] = true
		}
	}
}

// markWhole remembers the code whose value in the whole unit stands beside that of
// the part where the problem lies.
func (p *Problem) markWhole() {
	if p.Slots["焦点"] != nil && p.Slots["焦点余"] == nil {
		p.Said[p.Focus.Code] = true
	}
}

// goal is the value a problem's indicator has to reach next: out of the warned
// range first, then the target.
func goal(ind zhixiao.Indicator, l analysis.Loss) zhixiao.Decimal {
	if l.Light >= analysis.Yellow && !Reaches(ind, l.Value.Value, ind.Yellow) {
		return ind.Yellow
	}
	return ind.Target
}

// ProblemLook gives a problem's own slots before the unit's.
func (r *Report) ProblemLook(p *Problem) templates.Lookup {
	return func(name string) (any, bool) {
		if name == "指标全" {
			name = p.Loss.Indicator.Code + "全"
		}
		if code, ending, ok := SplitCode(name); ok && ending == "全" && p.Said[code] {
			return nil, true
		}
		if v, ok := p.Slots[name]; ok {
			return v, true
		}
		if v, ok := said(name, p.contrasted, contrastEndings()); ok {
			return v, true
		}
		if (p.strict || r.Unit.Kind == zhixiao.City) && p.hides(name) || !p.strict && p.repeats(name) {
			return nil, true
		}
		if p.tooFew(name) {
			return nil, true
		}
		if v, ok := p.found.Look(name); ok {
			return v, true
		}
		return r.Look(name)
	}
}

// First is the first sentence of a list that can be said.
func (r *Report) First(list []templates.Sentence, look templates.Lookup) []document.Inline {
	for i := range list {
		in, ok, err := list[i].Say(look, r.Turn)
		r.Draft.Fault(err)
		if ok {
			return in
		}
	}
	return nil
}

// SayFor fills narrative patterns with a problem's slots.
func (r *Report) SayFor(look templates.Lookup, ids ...string) []Sentence {
	var out []Sentence
	for _, id := range ids {
		in, from, err := r.Templates.Narrative.Say(id, look, r.Turn)
		r.Draft.Fault(err)
		if from != nil {
			out = append(out, Sentence{Inlines: in, Prio: from.Prio})
		}
	}
	return out
}

// Remedy is what is proposed against a problem, in five parts.
type Remedy struct {
	Lead, With, Action, Output, Measure []document.Inline
	Deadline                            string
	Code                                string          // indicator that tells success
	Goal                                zhixiao.Decimal // the value it has to reach
}

// Remedy is the first remedy that fits the problem.
func (r *Report) Remedy(p *Problem) (Remedy, bool) {
	r.TurnTo(p)
	look := r.ProblemLook(p)
	for i := range r.Templates.Rules.Remedies {
		a := &r.Templates.Rules.Remedies[i]
		ok, err := a.Holds(p.Theme.ID, look)
		r.Draft.Fault(err)
		if !ok {
			continue
		}
		lead, with, action, output := a.Parts()
		var remedy Remedy
		complete := true
		for _, part := range []struct {
			s  *templates.Sentence
			to *[]document.Inline
		}{{lead, &remedy.Lead}, {with, &remedy.With}, {action, &remedy.Action}, {output, &remedy.Output}} {
			in, ok, err := part.s.Say(look, r.Turn)
			r.Draft.Fault(err)
			complete = complete && ok
			*part.to = in
		}
		if !complete {
			continue
		}
		if name, ok := p.Slots["主事项"].(string); ok && strings.Contains(document.PlainText(remedy.Action, nil), name) {
			remedy.Action = Join(remedy.Action, r.Phrase(look, "R51")) // a measure of the whole unit asks for more than its worst matter
		}
		r.assign(&remedy)
		remedy.Deadline = zhixiao.ChineseDate(r.Templates.Calendar.After(r.Facts.Cutoff(), a.Days))
		remedy.Measure, remedy.Code, remedy.Goal = r.measure(p, a.Measure)
		return remedy, true
	}
	return Remedy{}, false
}

// assign sees to it that a domain's own department leads, and that no body
// supports itself.
func (r *Report) assign(remedy *Remedy) {
	service := Plain("市政务服务和数据局")
	if r.Unit.Kind == zhixiao.Domain && r.Unit.Short != "市政务服务和数据局" {
		remedy.Lead, remedy.With = Plain(r.Unit.Short), service
	}
	if document.PlainText(remedy.Lead, nil) == document.PlainText(remedy.With, nil) {
		remedy.With = Plain(r.Others())
	}
}

// LastResorts are the causes that any number of problems of a report may have.
func LastResorts() []string { return []string{"K98", "K99"} }

// measure says by which indicator and value success is told. An indicator that
// already stands at its target is no measure; the problem's own is taken then.
func (r *Report) measure(p *Problem, code string) ([]document.Inline, string, zhixiao.Decimal) {
	ind := p.Loss.Indicator
	goalValue := goal(ind, p.Loss)
	if other, ok := r.Facts.Indicator(code); ok && code != "" && r.Facts.Light(code, r.Unit.Code) >= analysis.Yellow {
		ind = other
		goalValue = goal(other, analysis.Loss{Light: r.Facts.Light(code, r.Unit.Code), Value: r.Facts.Value(code, r.Unit.Code)})
	}
	way := "达到"
	end := "以上"
	if ind.Direction == zhixiao.Lower {
		way, end = "降至", "以下"
	}
	if ind.Unit == "%" && goalValue.Cmp(zhixiao.Int(100)) == 0 {
		end = ""
	}
	return Join(Plain(r.Facts.Period().Next().Title()+ind.Name+way), Number(Target(ind, goalValue)), Plain(end)), ind.Code, goalValue
}
