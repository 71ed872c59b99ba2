package generators

import (
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/analysis/finding"
	"zhixiao/document"
	"zhixiao/templates"
)

// problem is one of a unit's outstanding problems with what was found about it.
type problem struct {
	no    int // its place among the report's problems, from 0
	theme *templates.Theme
	loss  analysis.Loss
	surge *finding.Finding // the class of complaint that rose and brought it in
	focus *finding.Finding // where it lies, when one part of the unit stands out
	found drilled
	title []document.Inline
	facts []sentence
	slots map[string]any
	said  map[string]bool
	// thin are the drills whose first key holds too little of a city for a title,
	// a cause or a recommendation to rest on; strict hides them.
	thin   map[string]bool
	strict bool
}

// better retitles a problem in which the unit is no worse than the city and nothing
// in particular stands out: it must not be called high or low.
func (r *report) better(p *problem, look templates.Lookup) {
	l := p.loss
	if r.u.Kind == zhixiao.City || !l.Gap.Ok() || worseThan(l.Indicator, l.Value.Value, l.Value.Value.Sub(l.Gap.Value)) {
		return
	}
	title := document.PlainText(p.title, nil)
	for _, first := range p.found.first {
		if strings.Contains(title, first.Label) {
			return
		}
	}
	if in := r.phrase(look, "G29"); p.focus == nil && p.surge == nil && in != nil {
		p.title = in
	}
}

// turnTo rotates the general report's wordings by problem, so that they do not
// all begin alike. Other reports rotate by unit, each against its peers.
func (r *report) turnTo(p *problem) {
	if r.u.Kind == zhixiao.City {
		r.turn.Seq = r.u.Seq + p.no
	}
}

// themeOf is the theme that an indicator of this unit's kind belongs to.
func (r *report) themeOf(code string) *templates.Theme {
	for i := range r.t.Rules.Themes {
		t := &r.t.Rules.Themes[i]
		if len(t.Kinds) > 0 && !slices.Contains(t.Kinds, kindName(r.u.Kind)) {
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
func (r *report) problem(no int, c candidate) *problem {
	theme, l := c.theme, c.loss
	p := &problem{no: no, theme: theme, loss: l, focus: c.focus, surge: c.surge, said: map[string]bool{}, slots: map[string]any{}}
	p.found = r.drillInto(theme.Drills, theme.Rates, c.at())
	r.turnTo(p)
	r.focusSlots(p)
	ind := l.Indicator
	p.thin = r.thinDrills(p)
	r.contrasts(p)
	p.slots["主"] = ind.Code
	p.slots["指标"], p.slots["劣"] = ind.Name, "偏低"
	if ind.Direction == zhixiao.Lower {
		p.slots["劣"] = "偏高"
	}
	p.slots["值"] = numberOrNil(l.Value)
	p.slots["灯"] = int(l.Light)
	p.slots["目标"] = target(ind, ind.Target)
	p.slots["红线"] = target(ind, ind.Red)
	p.slots["触红语"] = beyondRed(ind, l.Value)
	r.parts(p)
	p.slots["差评数"] = r.f.Count(analysis.Query{Cube: "evaluation", Column: "bad", Unit: r.u.Code})
	p.slots["问毕数"] = r.f.Count(analysis.Query{Cube: "call", Column: "asked", Unit: r.u.Code})
	p.slots["答准数"] = r.f.Count(analysis.Query{Cube: "call", Column: "right", Unit: r.u.Code})
	r.bodies(p)
	r.clues(p)
	r.trends(p)
	r.peer(p)
	r.evidence(p)
	look := r.problemLook(p)
	p.strict = true
	if r.u.Kind == zhixiao.City {
		r.argue(p)
		p.title = r.phrase(look, "T69")
	}
	if p.title == nil {
		p.title = r.first(theme.Title, look)
	}
	if name, ok := p.slots["焦点"].(string); ok && r.u.Kind != zhixiao.City && !strings.Contains(document.PlainText(p.title, nil), name) {
		p.title = r.phrase(look, "G20")
	}
	r.better(p, look)
	p.strict = false
	p.slots["问题"] = p.title
	facts := theme.Facts
	if r.u.Kind == zhixiao.City && len(theme.City) > 0 {
		facts = theme.City
	}
	for i := range facts {
		in, ok, err := facts[i].Say(look, r.turn)
		r.d.fault(err)
		if !ok {
			continue
		}
		p.facts = append(p.facts, sentence{in: in, prio: facts[i].Prio})
		if facts[i].Prio == 0 { // what may be left out for length has not been told
			p.mark(&facts[i])
		}
		if facts[i].Must {
			p.said[ind.Code] = true
			p.facts = append(p.facts, r.sayFor(look, "G21", "G22", "G27", "G24", "G28")...)
			p.markWhole()
		}
	}
	if name := p.pointed(); name != "" {
		p.slots["已指"], p.slots["有指"] = name, 1
	}
	p.facts = append(p.facts, r.sayFor(look, "G30", "G31")...)
	p.strict = true
	return p
}

// pointed is the part that the title or a fact names, "" when none is named.
func (p *problem) pointed() string {
	told := document.PlainText(p.title, nil)
	for _, s := range p.facts {
		if s.prio == 0 {
			told += document.PlainText(s.in, nil)
		}
	}
	for _, d := range p.theme.Drills {
		if name, _ := p.found.slots[d.As].(string); name != "" && strings.Contains(told, name) {
			return name
		}
	}
	if name, _ := p.slots["焦点"].(string); name != "" && strings.Contains(told, name) {
		return strings.NewReplacer("“", "‘", "”", "’").Replace(name)
	}
	return ""
}

// parts sets what an indicator counts: {子数} of {母数}, and {欠数} that are missing.
func (r *report) parts(p *problem) {
	v := p.loss.Value
	if p.loss.Indicator.Formula != zhixiao.RatioFormula || v.Den.Sign() <= 0 || v.Num.Cmp(v.Den) > 0 {
		return
	}
	part := func(what string, n zhixiao.Decimal) zhixiao.Quantity {
		return zhixiao.Quantity{
			Key: zhixiao.NewKey(p.loss.Indicator.Code+"."+what, r.u.Code, r.f.Period()), Value: n, Unit: "项",
			Source: v.Source, Rule: "公布值的" + what, From: []zhixiao.Key{v.Key},
		}
	}
	whole, have := part("分母", v.Den), part("分子", v.Num)
	p.slots["母数"], p.slots["子数"], p.slots["欠数"] = whole, have, r.f.Diff(whole, have, "项")
}

// thinDrills is the drills on which no title, cause or recommendation may rest:
// their first key does not stand out from the rest, holds fewer than five cases or,
// a matter or a street in the city, less than a twentieth; and the drills within.
func (r *report) thinDrills(p *problem) map[string]bool {
	thin := map[string]bool{}
	for _, d := range p.theme.Drills {
		first, ok := p.found.first[d.As]
		if !ok {
			continue
		}
		small := r.u.Kind == zhixiao.City && (d.By == "matter" || d.By == "street") && first.Part.Value.Cmp(zhixiao.Int(5)) < 0
		few := first.Count.Value.Cmp(zhixiao.Int(fewestBad)) < 0
		if small || few || p.found.listed[d.As] || slices.ContainsFunc(d.Within, func(as string) bool { return thin[as] }) {
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
func (p *problem) tooFew(name string) bool {
	for _, d := range p.theme.Drills {
		first, ok := p.found.first[d.As]
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
func (p *problem) hides(name string) bool {
	for as := range p.thin {
		if slices.Contains(drillSlots(as), name) {
			return true
		}
	}
	return false
}

// repeats reports whether a rate of the theme is the one already said of the part
// where the problem lies.
func (p *problem) repeats(name string) bool {
	said, ok := p.slots["焦点值"].(zhixiao.Quantity)
	rate, found := p.found.slots[name].(zhixiao.Quantity)
	return ok && found && said.Ok() && rate.Ok() && said.Unit == rate.Unit && said.Value.Cmp(rate.Value) == 0
}

// mark remembers which codes a sentence has said in full.
func (p *problem) mark(s *templates.Sentence) {
	for _, name := range s.Names() {
		if m := codeSlot.FindStringSubmatch(name); m != nil && m[2] == "全" {
			p.said[codeOf(m[1])] = true
		}
	}
}

// markWhole remembers the code whose value in the whole unit stands beside that of
// the part where the problem lies.
func (p *problem) markWhole() {
	if p.slots["焦点"] != nil && p.slots["焦点余"] == nil {
		p.said[p.focus.Code] = true
	}
}

// goal is the value a problem's indicator has to reach next: out of the warned
// range first, then the target.
func goal(ind zhixiao.Indicator, l analysis.Loss) zhixiao.Decimal {
	if l.Light >= analysis.Yellow && !reaches(ind, l.Value.Value, ind.Yellow) {
		return ind.Yellow
	}
	return ind.Target
}

// problemLook gives a problem's own slots before the unit's.
func (r *report) problemLook(p *problem) templates.Lookup {
	return func(name string) (any, bool) {
		if name == "指标全" {
			name = p.loss.Indicator.Code + "全"
		}
		if m := codeSlot.FindStringSubmatch(name); m != nil && m[2] == "全" && p.said[codeOf(m[1])] {
			return nil, true
		}
		if v, ok := p.slots[name]; ok {
			return v, true
		}
		if (p.strict || r.u.Kind == zhixiao.City) && p.hides(name) || !p.strict && p.repeats(name) {
			return nil, true
		}
		if p.tooFew(name) {
			return nil, true
		}
		if v, ok := p.found.slots[name]; ok {
			return v, true
		}
		for _, c := range p.theme.Contrasts {
			if slices.Contains(contrastSlots(c.As), name) {
				return nil, true
			}
		}
		for _, d := range p.theme.Drills {
			if slices.Contains(drillSlots(d.As), name) {
				return nil, true
			}
		}
		return r.look(name)
	}
}

// first is the first sentence of a list that can be said.
func (r *report) first(list []templates.Sentence, look templates.Lookup) []document.Inline {
	for i := range list {
		in, ok, err := list[i].Say(look, r.turn)
		r.d.fault(err)
		if ok {
			return in
		}
	}
	return nil
}

// sayFor fills narrative patterns with a problem's slots.
func (r *report) sayFor(look templates.Lookup, ids ...string) []sentence {
	var out []sentence
	for _, id := range ids {
		in, from, err := r.t.Narrative.Say(id, look, r.turn)
		r.d.fault(err)
		if from != nil {
			out = append(out, sentence{in: in, prio: from.Prio})
		}
	}
	return out
}

// recommendation is one proposal in five parts.
type recommendation struct {
	lead, with, action, output, measure []document.Inline
	deadline                            string
	code                                string          // indicator that tells success
	goal                                zhixiao.Decimal // the value it has to reach
}

// advise is the first recommendation that fits the problem.
func (r *report) advise(p *problem) (recommendation, bool) {
	r.turnTo(p)
	look := r.problemLook(p)
	for i := range r.t.Rules.Advice {
		a := &r.t.Rules.Advice[i]
		ok, err := a.Holds(p.theme.ID, look)
		r.d.fault(err)
		if !ok {
			continue
		}
		lead, with, action, output := a.Parts()
		var rec recommendation
		complete := true
		for _, part := range []struct {
			s  *templates.Sentence
			to *[]document.Inline
		}{{lead, &rec.lead}, {with, &rec.with}, {action, &rec.action}, {output, &rec.output}} {
			in, ok, err := part.s.Say(look, r.turn)
			r.d.fault(err)
			complete = complete && ok
			*part.to = in
		}
		if !complete {
			continue
		}
		if name, ok := p.slots["主事项"].(string); ok && strings.Contains(document.PlainText(rec.action, nil), name) {
			rec.action = join(rec.action, r.phrase(look, "R51")) // a measure of the whole unit asks for more than its worst matter
		}
		r.settle(&rec)
		rec.deadline = zhixiao.ChineseDate(r.t.Calendar.After(r.f.Cutoff(), a.Days))
		rec.measure, rec.code, rec.goal = r.measure(p, a.Measure)
		return rec, true
	}
	return recommendation{}, false
}

// settle sees to it that a domain's own department leads, and that no body
// supports itself.
func (r *report) settle(rec *recommendation) {
	service := plain("市政务服务和数据局")
	if r.u.Kind == zhixiao.Domain && r.u.Short != "市政务服务和数据局" {
		rec.lead, rec.with = plain(r.u.Short), service
	}
	if document.PlainText(rec.lead, nil) == document.PlainText(rec.with, nil) {
		rec.with = plain(r.others())
	}
}

// lastResorts are the causes that any number of problems of a report may have.
func lastResorts() []string { return []string{"K98", "K99"} }

// measure says by which indicator and value success is told. An indicator that
// already stands at its target is no measure; the problem's own is taken then.
func (r *report) measure(p *problem, code string) ([]document.Inline, string, zhixiao.Decimal) {
	ind := p.loss.Indicator
	goalValue := goal(ind, p.loss)
	if other, ok := r.f.Indicator(code); ok && code != "" && r.f.Light(code, r.u.Code) >= analysis.Yellow {
		ind = other
		goalValue = goal(other, analysis.Loss{Light: r.f.Light(code, r.u.Code), Value: r.f.Value(code, r.u.Code)})
	}
	way := "达到"
	end := "以上"
	if ind.Direction == zhixiao.Lower {
		way, end = "降至", "以下"
	}
	if ind.Unit == "%" && goalValue.Cmp(zhixiao.Int(100)) == 0 {
		end = ""
	}
	return join(plain(r.f.Period().Next().Title()+ind.Name+way), number(target(ind, goalValue)), plain(end)), ind.Code, goalValue
}
