package prose

import (
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/templates"
)

// Remedy is what is proposed against a problem, in five parts.
type Remedy struct {
	Lead, With, Action, Output, Measure []document.Inline
	Deadline                            string
	Code                                string          // indicator that tells success
	Goal                                zhixiao.Decimal // the value it has to reach
}

// Remedy is the first remedy that fits the problem.
func (p *Problem) Remedy() (Remedy, bool) {
	r := p.r
	for i := range r.Templates.Rules.Remedies {
		a := &r.Templates.Rules.Remedies[i]
		ok, err := a.Holds(p.Theme.ID, p.Look)
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
			in, ok, err := part.s.Say(p.Look, p.turn)
			r.Draft.Fault(err)
			complete = complete && ok
			*part.to = in
		}
		if !complete {
			continue
		}
		if strings.Contains(document.PlainText(remedy.Action, nil), p.bodies().matter) {
			remedy.Action = Join(remedy.Action, p.phrase(p.Look, "R51")) // a measure of the whole unit asks for more than its worst matter
		}
		r.assign(&remedy)
		remedy.Deadline = zhixiao.ChineseDate(r.Templates.Calendar.After(r.Facts.Cutoff(), a.Days))
		remedy.Measure, remedy.Code, remedy.Goal = p.measure(a.Measure)
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
func (p *Problem) measure(code string) ([]document.Inline, string, zhixiao.Decimal) {
	r, ind := p.r, p.Loss.Indicator
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

// goal is the value a problem's indicator has to reach next: out of the warned
// range first, then the target.
func goal(ind zhixiao.Indicator, l analysis.Loss) zhixiao.Decimal {
	if l.Light >= analysis.Yellow && !Reaches(ind, l.Value.Value, ind.Yellow) {
		return ind.Yellow
	}
	return ind.Target
}
