package quarter

import (
	"slices"
	"strings"

	"zhixiao/analysis/finding"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// noteworthy is the salience from which a finding outside the problems is told.
const noteworthy = 330

// otherFindings sets {其他发现}: what else stands out and is told by no problem.
func (r *report) otherFindings(problems []*prose.Problem, most int) {
	var out [][]document.Inline
	var told []string
	for _, x := range finding.Of(r.Facts, r.Unit.Code) {
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
	r.Slots["其他发现"] = prose.Semicolons(out)
}

// tells reports whether a problem speaks of a finding.
func (r *report) tells(problems []*prose.Problem, x finding.Finding) bool {
	return slices.ContainsFunc(problems, func(p *prose.Problem) bool {
		same := p.Focus != nil && p.Focus.Label == x.Label || p.Surge != nil && p.Surge.Label == x.Label
		return same || p.Tells(x.Code) && (x.Kind == finding.Outlier || p.Focus != nil)
	})
}

// highlights sets {亮点}: an indicator that moved or stands out for the better.
func (r *report) highlights() {
	var out [][]document.Inline
	for _, x := range finding.Of(r.Facts, r.Unit.Code) {
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
	r.Slots["亮点"] = prose.Semicolons(out)
}

// clause says a finding by the pattern of its kind: an outlier or a move by the
// first, a part of the unit by the second, a surge of complaints by the third.
func (r *report) clause(x finding.Finding, whole, part, surge string) []document.Inline {
	ind, _ := r.Facts.Indicator(x.Code)
	slots := map[string]any{"发名": x.Label, "发指标": ind.Name, "发值": prose.NumberOrNil(x.Quantities[0])}
	id := ""
	switch x.Kind {
	case finding.Outlier:
		id, slots["发中"] = whole, prose.NumberOrNil(r.Facts.PeerMedian(x.Code, r.Unit.Code))
	case finding.Change:
		if x.Better <= 0 {
			return nil
		}
		id, slots["发值"], slots["发前"] = part, prose.NumberOrNil(x.Quantities[1]), prose.NumberOrNil(x.Quantities[2])
	case finding.Subgroup:
		if x.By[0] == "slot" || x.By[0] == "dept" || x.Better > 0 {
			return nil
		}
		id, slots["发总"] = part, prose.NumberOrNil(x.Quantities[1])
		if rest, ok := r.Elsewhere(&x); ok {
			slots["发余"] = prose.NumberOrNil(rest)
		}
	case finding.Surge:
		id, slots["发前"] = surge, prose.NumberOrNil(x.Quantities[1])
		if x.By[0] == "l2" {
			slots["发名"] = "“" + prose.Quoted(x.Label) + "”"
		}
	case finding.Newcomer:
		if len(x.By) != 2 || surge == "" {
			return nil
		}
		class, matter, _ := strings.Cut(x.Label, "·")
		id, slots["发名"], slots["发前"] = surge, matter+"“"+prose.Quoted(class)+"”", prose.NumberOrNil(x.Quantities[1])
	}
	if id == "" {
		return nil
	}
	return r.Phrase(prose.Over(slots, r.Look), id)
}
