package generators

import (
	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/templates"
)

// Recommendation is one proposal of a report in its five parts, with the
// indicator that tells success and the value it has to reach.
type Recommendation struct {
	Unit                                 string
	Who, What, Deadline, Output, Measure string
	Code                                 string
	Target                               zhixiao.Decimal
}

// Recommendations are what the report on u proposes for the period of f.
func Recommendations(f *analysis.Facts, t *templates.Set, u zhixiao.Unit) []Recommendation {
	r := newReport(f, t, u, "advice."+u.Code)
	r.fillUnit()
	var out []Recommendation
	for _, p := range r.pick(problemsWanted) {
		rec, ok := r.advise(p)
		if !ok {
			continue
		}
		say := func(in []document.Inline) string { return document.PlainText(in, nil) }
		out = append(out, Recommendation{
			Unit: u.Code, Who: say(rec.lead) + "；" + say(rec.with), What: say(rec.action), Deadline: rec.deadline,
			Output: say(rec.output), Measure: say(rec.measure), Code: rec.code, Target: rec.goal,
		})
	}
	return out
}

// followUp holds what was recommended last quarter against where its indicators
// stand now: at the target, nearer to it, or not.
func (r *report) followUp() {
	before, ok := r.f.Before()
	if !ok {
		return
	}
	var told [][]document.Inline
	var reached, nearer, still, all []zhixiao.Key
	for _, rec := range Recommendations(before, r.t, r.u) {
		ind, known := r.f.Indicator(rec.Code)
		c := r.f.Change(rec.Code, r.u.Code)
		now := r.f.Value(rec.Code, r.u.Code)
		if !known || !c.Delta.Ok() {
			continue
		}
		all = append(all, now.Key)
		word := "未见进展"
		switch {
		case reaches(ind, now.Value, rec.Target):
			word, reached = "达到验收标准", append(reached, now.Key)
		case c.Better > 0 && !level(c.Delta):
			word, nearer = "有所进展", append(nearer, now.Key)
		default:
			still = append(still, now.Key)
		}
		told = append(told, join(plain(ind.Name+"（目标"), number(target(ind, rec.Target)), plain("）由"), number(c.From), plain("变为"), number(now), plain("，"+word)))
	}
	if len(all) == 0 {
		return
	}
	r.slots["建议数"] = r.counted("advised", len(all), "项", all...)
	r.slots["达标数"] = r.counted("advice.reached", len(reached), "项", reached...)
	r.slots["进展数"] = r.counted("advice.nearer", len(nearer), "项", nearer...)
	r.slots["无进展数"] = r.counted("advice.still", len(still), "项", still...)
	r.slots["建议列"] = semicolons(told)
}

// reaches reports whether a value is at its goal or beyond.
func reaches(ind zhixiao.Indicator, value, goal zhixiao.Decimal) bool {
	if ind.Direction == zhixiao.Lower {
		return value.Cmp(goal) <= 0
	}
	return value.Cmp(goal) >= 0
}
