package generators

import (
	"slices"
	"strings"

	"zhixiao/analysis/finding"
	"zhixiao/document"
	"zhixiao/templates"
)

// noteworthy is the salience from which a finding outside the problems is told.
const noteworthy = 330

// otherFindings sets {其他发现}: what else stands out and is told by no problem.
func (r *report) otherFindings(problems []*problem, most int) {
	var out [][]document.Inline
	var told []string
	for _, x := range finding.Of(r.f, r.u.Code) {
		if len(out) == most || x.Salience < noteworthy {
			break
		}
		subject := x.Code + x.Label
		if x.Better > 0 || slices.Contains(told, x.Code) || x.Label != "" && slices.Contains(told, x.Label) || r.tells(problems, x) {
			continue
		}
		if in := r.clause(x, "R43", "R44", "R45"); in != nil {
			out, told = append(out, in), append(told, subject, x.Code, x.Label)
		}
	}
	r.slots["其他发现"] = semicolons(out)
}

// tells reports whether a problem speaks of a finding.
func (r *report) tells(problems []*problem, x finding.Finding) bool {
	return slices.ContainsFunc(problems, func(p *problem) bool {
		same := p.focus != nil && p.focus.Label == x.Label || p.surge != nil && p.surge.Label == x.Label
		return same || p.said[x.Code] && (x.Kind == finding.Outlier || p.focus != nil)
	})
}

// highlights sets {亮点}: an indicator that moved or stands out for the better.
func (r *report) highlights() {
	var out [][]document.Inline
	for _, x := range finding.Of(r.f, r.u.Code) {
		if len(out) == 2 || x.Salience < noteworthy {
			break
		}
		if x.Better <= 0 {
			continue
		}
		if in := r.clause(x, "R46", "R47", ""); in != nil {
			out = append(out, in)
		}
	}
	r.slots["亮点"] = semicolons(out)
}

// clause says a finding by the pattern of its kind: an outlier or a move by the
// first, a part of the unit by the second, a surge of complaints by the third.
func (r *report) clause(x finding.Finding, whole, part, surge string) []document.Inline {
	ind, _ := r.f.Indicator(x.Code)
	slots := map[string]any{"发名": x.Label, "发指标": ind.Name, "发值": numberOrNil(x.Quantities[0])}
	id := ""
	switch x.Kind {
	case finding.Outlier:
		id, slots["发中"] = whole, numberOrNil(r.f.PeerMedian(x.Code, r.u.Code))
	case finding.Change:
		if x.Better <= 0 {
			return nil
		}
		id, slots["发值"], slots["发前"] = part, numberOrNil(x.Quantities[1]), numberOrNil(x.Quantities[2])
	case finding.Subgroup:
		if x.By[0] == "slot" || x.By[0] == "dept" || x.Better > 0 {
			return nil
		}
		id, slots["发总"] = part, numberOrNil(x.Quantities[1])
		if rest, ok := r.elsewhere(&x); ok {
			slots["发余"] = numberOrNil(rest)
		}
	case finding.Surge:
		id, slots["发前"] = surge, numberOrNil(x.Quantities[1])
		if x.By[0] == "l2" {
			slots["发名"] = "“" + quoted(x.Label) + "”"
		}
	case finding.Newcomer:
		if len(x.By) != 2 || surge == "" {
			return nil
		}
		class, matter, _ := strings.Cut(x.Label, "·")
		id, slots["发名"], slots["发前"] = surge, matter+"“"+quoted(class)+"”", numberOrNil(x.Quantities[1])
	}
	if id == "" {
		return nil
	}
	return r.phrase(over(slots, r.look), id)
}

// over looks a name up in slots first.
func over(slots map[string]any, look templates.Lookup) templates.Lookup {
	return func(name string) (any, bool) {
		if v, ok := slots[name]; ok {
			return v, true
		}
		return look(name)
	}
}

// semicolons joins clauses; nil when there are none.
func semicolons(items [][]document.Inline) []document.Inline {
	var out []document.Inline
	for i, item := range items {
		if i > 0 {
			out = append(out, text("；"))
		}
		out = append(out, item...)
	}
	return out
}
