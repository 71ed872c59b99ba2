package prose

import (
	"cmp"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/analysis/finding"
	"zhixiao/document"
	"zhixiao/templates"
)

// Candidate is a problem that a report may tell of.
type Candidate struct {
	Theme *templates.Theme
	Loss  analysis.Loss
	focus *finding.Finding // the part of the unit where it lies; nil: nowhere in particular
	surge *finding.Finding // a class of complaint that rose far beyond chance, when that brought it in
}

// at is the dimension value that drills begin with.
func (c Candidate) at() map[string]string {
	if c.focus == nil {
		return nil
	}
	return map[string]string{c.focus.By[0]: c.focus.Keys[0]}
}

// Pick chooses up to k problems of different themes. What only this unit has, a
// matter, a hall or a line far worse than its like elsewhere, takes up to two of
// the places; red lights, yellow ones and complaints take the others, in the
// order analysis gives them. The red lights left over are named after the problems.
func (r *Report) Pick(k int) []*Problem {
	if r.Unit.Kind == zhixiao.City {
		return r.Written(r.cityCandidates(), k)
	}
	own, lit := oneQuiet(r.own()), r.lit()
	const ownMost = 2
	list := slices.Concat(FirstN(own, ownMost), lit)
	list = append(list, own[min(ownMost, len(own)):]...)
	list = r.Merged(r.wellFounded(r.faulty(list)))
	list = list[:min(k, len(list))]
	// Red lights come first in the text, whatever brought them in.
	slices.SortStableFunc(list, func(a, b Candidate) int {
		return cmp.Compare(redFirst(a.Loss), redFirst(b.Loss))
	})
	return r.Written(list, k)
}

// faulty leaves out what is no problem of the unit; all are kept when nothing else
// is left.
func (r *Report) faulty(list []Candidate) []Candidate {
	if bad := slices.DeleteFunc(slices.Clone(list), r.fine); len(bad) > 0 {
		return bad
	}
	return list
}

// fine reports whether a candidate is no problem of the unit, whatever its light:
// it does as well as the city or better, or no worse beyond chance and better than
// a period ago, and no part of it stands out. A red light left out so is named
// with the others after the problems.
func (r *Report) fine(c Candidate) bool {
	l := c.Loss
	if c.focus != nil || c.surge != nil || !l.Gap.Ok() {
		return false
	}
	if l.Gap.Value.Sign()*int(l.Indicator.Direction) >= 0 {
		return true
	}
	tested, differs := r.Facts.Differs(l.Indicator.Code, r.Unit.Code, zhixiao.CityCode)
	past := r.Facts.Change(l.Indicator.Code, r.Unit.Code)
	return tested && !differs && past.Tested && past.Significant && past.Better > 0
}

// wellFounded puts what rests on a small sample behind the rest: a handful of
// ratings or test calls carries no problem while there are others.
func (r *Report) wellFounded(list []Candidate) []Candidate {
	out := slices.Clone(list)
	slices.SortStableFunc(out, func(a, b Candidate) int {
		return cmp.Compare(weak(a.Loss), weak(b.Loss))
	})
	return out
}

// enough is the sample from which a sampled indicator can carry a problem, and
// fewestBad the cases on the bad side (fewestRatings where these are ratings).
const enough, fewestBad, fewestRatings = 30, 5, 10

func weak(l analysis.Loss) int {
	q := l.Value
	if l.Role.Sampled && q.N > 0 && q.N < enough || fewBad(l.Indicator, l.Role, q) {
		return 1
	}
	return 0
}

// fewBad reports a rate for which fewer than five cases stand on the bad side.
func fewBad(ind zhixiao.Indicator, role zhixiao.Role, q zhixiao.Quantity) bool {
	if role.Ratings {
		return q.Num.Cmp(zhixiao.Int(fewestRatings)) < 0
	}
	if ind.Formula != zhixiao.RatioFormula || q.Den.Sign() <= 0 || q.Num.Cmp(q.Den) > 0 {
		return false
	}
	if ind.Direction == zhixiao.Lower {
		return q.Num.Cmp(zhixiao.Int(fewestBad)) < 0
	}
	return q.Den.Cmp(q.Num.Add(zhixiao.Int(fewestBad))) < 0
}

// oneQuiet keeps one candidate at most whose indicator shows no warning: a part
// that stands out in a unit that is well is worth one place.
func oneQuiet(list []Candidate) []Candidate {
	quiet := false
	return slices.DeleteFunc(slices.Clone(list), func(c Candidate) bool {
		if c.Loss.Light >= analysis.Yellow {
			return false
		}
		again := quiet
		quiet = true
		return again
	})
}

func redFirst(l analysis.Loss) int {
	if l.Light == analysis.Red {
		return 0
	}
	return 1
}

// Written writes the first k candidates of different themes.
func (r *Report) Written(list []Candidate, k int) []*Problem {
	var out []*Problem
	for _, c := range r.Merged(list) {
		if len(out) < k {
			out = append(out, r.problem(len(out), c))
		}
	}
	return out
}

// unused reports whether a candidate is about applicants who give up applying
// online, whether the rate of use or the sessions show it: one problem.
func (c Candidate) unused() bool {
	return c.Theme.ID == "online" || c.Loss.Role.Uptake
}

// Merged is the candidates with each theme once: the first stays, takes the
// focus of a later one when it has none, and the loss of a later one that is red.
func (r *Report) Merged(list []Candidate) []Candidate {
	var out []Candidate
	for _, c := range list {
		i := slices.IndexFunc(out, func(x Candidate) bool { return x.Theme == c.Theme })
		if i < 0 {
			if !slices.ContainsFunc(out, func(x Candidate) bool { return x.unused() && c.unused() }) {
				out = append(out, c)
			}
			continue
		}
		if out[i].focus == nil && c.focus != nil && !r.Facts.Role(c.focus.Code).Praise && alike(out[i].Loss, c.Loss) {
			out[i].focus = c.focus
		}
		if out[i].surge == nil {
			out[i].surge = c.surge
		}
		if redFirst(c.Loss) < redFirst(out[i].Loss) && weak(c.Loss) <= weak(out[i].Loss) {
			out[i].Loss = c.Loss
		}
	}
	return out
}

// alike reports whether two indicators of a theme fail for the same reason: that
// few apply online is another matter than that applicants still have to come.
func alike(a, b analysis.Loss) bool {
	return a.Role.Uptake == b.Role.Uptake
}

// ownLeast is the salience from which a part of a unit makes a problem of its own.
const ownLeast = 330

// own is what stands out inside the unit, the most salient first: a matter, hall
// or line, or an indicator far from all peers, each of an indicator with a light.
func (r *Report) own() []Candidate {
	var out []Candidate
	var parts []string
	for _, x := range finding.Of(r.Facts, r.Unit.Code) {
		if c, ok := r.surged(x); ok {
			out = append(out, c)
			continue
		}
		code := r.indicatorOf(x)
		l, ok := r.lossOf(code)
		theme := r.themeOf(code)
		if !ok || theme == nil || x.Better > 0 || x.Salience < ownLeast || l.Role.Praise {
			continue // how many are very satisfied, not only satisfied, is no problem
		}
		switch {
		case isPart(x) && !slices.Contains(parts, x.Keys[0]):
			parts = append(parts, x.Keys[0]) // one part makes one problem
			out = append(out, Candidate{Theme: theme, Loss: l, focus: &x})
		case x.Kind == finding.Outlier && l.Light >= analysis.Yellow:
			out = append(out, Candidate{Theme: theme, Loss: l})
		}
	}
	return out
}

// surged makes a candidate of a class of complaint that rose far beyond chance: the
// problem is the one that such complaints speak of.
func (r *Report) surged(x finding.Finding) (Candidate, bool) {
	if x.Kind != finding.Surge || x.By[0] != "l2" || x.Salience < ownLeast {
		return Candidate{}, false
	}
	for i := range r.Templates.Rules.Themes {
		t := &r.Templates.Rules.Themes[i]
		if len(t.L2) == 0 || t.L2[0] != x.Keys[0] && !slices.Contains(t.L2, x.Keys[0]) || r.themeOf(t.Indicators[0]) != t {
			continue
		}
		if l, ok := r.lossOf(t.Indicators[0]); ok {
			return Candidate{Theme: t, Loss: l, surge: &x}, true
		}
	}
	return Candidate{}, false
}

// isPart reports whether a finding is about one matter, hall or line of the unit.
func isPart(x finding.Finding) bool {
	switch x.Kind {
	case finding.Subgroup, finding.Concentration, finding.Surge:
		return len(x.By) == 1 && slices.Contains([]string{"matter", "hall", "line"}, x.By[0])
	}
	return false
}

// indicatorOf is the indicator that a finding speaks of: its own, or the one that
// counts what is concentrated.
func (r *Report) indicatorOf(x finding.Finding) string {
	cube, column, _ := strings.Cut(x.Code, ".")
	if code := r.Facts.Column(cube, column).Of; code != "" {
		return code
	}
	return x.Code
}

// lossOf is what a unit loses on an indicator.
func (r *Report) lossOf(code string) (analysis.Loss, bool) {
	all := r.Facts.Losses(r.Unit.Code)
	i := slices.IndexFunc(all, func(l analysis.Loss) bool { return l.Indicator.Code == code })
	if i < 0 || !all[i].Value.Ok() {
		return analysis.Loss{}, false
	}
	return all[i], true
}

// lit is the problems analysis chooses by lights, complaints and perception. The
// rest of the losses follow, for reports that need more problems to be full.
func (r *Report) lit() []Candidate {
	var out []Candidate
	for _, p := range finding.Problems(r.Facts, r.Unit.Code, 5) {
		code := p.Code
		if code == "" {
			code = r.Facts.Column("complaint", "cases").Of
		}
		l, ok := r.lossOf(code)
		theme := r.themeOf(code)
		if ok && theme != nil && !r.uniform(code) {
			out = append(out, Candidate{Theme: theme, Loss: l, focus: r.focusOf(p)})
		}
	}
	for _, l := range r.Facts.Losses(r.Unit.Code) {
		if theme := r.themeOf(l.Indicator.Code); theme != nil && l.Value.Ok() && !r.uniform(l.Indicator.Code) {
			out = append(out, Candidate{Theme: theme, Loss: l})
		}
	}
	return out
}

// focusOf is the part that analysis found behind a problem of the same indicator.
func (r *Report) focusOf(p finding.Pick) *finding.Finding {
	for _, x := range p.Findings {
		if isPart(x) && r.indicatorOf(x) == p.Code {
			return &x
		}
	}
	return nil
}

// Common is the city's candidates by how widely their indicators are red or yellow.
func (r *Report) Common() []Candidate {
	var out []Candidate
	for _, l := range r.Facts.Losses(r.Unit.Code) {
		if theme := r.themeOf(l.Indicator.Code); theme != nil && l.Value.Ok() {
			out = append(out, Candidate{Theme: theme, Loss: l})
		}
	}
	slices.SortStableFunc(out, func(a, b Candidate) int {
		return cmp.Compare(r.reach(b.Loss.Indicator.Code), r.reach(a.Loss.Indicator.Code))
	})
	return out
}

// uniform reports whether every unit of the kind has the same value: nothing a
// single unit could be told about.
func (r *Report) uniform(code string) bool {
	s := r.Facts.Spread(code, r.Unit.Kind)
	return !s.Range.Ok() || s.Range.Value.Sign() == 0
}

// reach is how widely an indicator is red or yellow over districts and domains,
// a red counting twice; 0 for what is the same everywhere.
func (r *Report) reach(code string) int {
	s := r.Facts.Spread(code, zhixiao.Region)
	if !s.Range.Ok() || s.Range.Value.Sign() == 0 {
		return 0
	}
	n := 0
	for _, kind := range []zhixiao.UnitKind{zhixiao.Region, zhixiao.Domain} {
		for _, u := range r.Facts.Units(kind) {
			switch r.Facts.Light(code, u.Code) {
			case analysis.Red:
				n += 2
			case analysis.Yellow:
				n++
			}
		}
	}
	return n
}

// place is a part of the unit with the indicator that is measured there.
type place struct {
	*finding.Finding
	ind zhixiao.Indicator
}

// focus is the part of the unit where the problem lies, when a rate of it is known: a
// count the theme's own sentences say.
func (p *Problem) focus() *finding.Finding {
	if p.Focus == nil || p.Focus.Kind != finding.Subgroup {
		return nil
	}
	if _, ok := p.r.Facts.Indicator(p.Focus.Code); !ok {
		return nil
	}
	return p.Focus
}

// Elsewhere is the rate of a pocket's matter in the other districts; ok is false
// for other parts, and where the others have too few cases of it.
func (r *Report) Elsewhere(x *finding.Finding) (zhixiao.Quantity, bool) {
	if r.Unit.Kind != zhixiao.Region || len(x.Quantities) <= 4 || x.By[0] != "matter" {
		return zhixiao.Quantity{}, false
	}
	return x.Quantities[4], x.Quantities[4].Ok()
}

// none reports whether a rate counts no bad case at all.
func none(ind zhixiao.Indicator, q zhixiao.Quantity) bool {
	if ind.Direction == zhixiao.Lower {
		return q.Num.Sign() == 0
	}
	return q.Num.Cmp(q.Den) == 0
}

// Worse is the word for the bad side of an indicator.
func Worse(ind zhixiao.Indicator) string {
	if ind.Direction == zhixiao.Lower {
		return "偏高"
	}
	return "偏低"
}

// Phrase is one narrative pattern filled with the slots of a part of the paper.
func (r *Report) Phrase(look templates.Lookup, id string) []document.Inline {
	for _, s := range r.SayFor(look, id) {
		return s.Inlines
	}
	return nil
}
