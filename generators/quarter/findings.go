package quarter

import (
	"slices"
	"strings"
	"sync"

	"zhixiao"
	"zhixiao/analysis/finding"
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// noteworthy is the salience from which a finding outside the problems is told.
const noteworthy = 330

// otherFindings says what else stands out and is told by no problem.
func (r *report) otherFindings(most int) []document.Inline {
	var out [][]document.Inline
	var told []string
	for _, x := range finding.Of(r.Facts, r.Unit.Code) {
		if len(out) == most || x.Salience < noteworthy {
			break
		}
		subject := x.Code + x.Label
		if x.Better > 0 || slices.Contains(told, x.Code) || x.Label != "" && slices.Contains(told, x.Label) || r.tells(x) {
			continue
		}
		if in := r.clause(x, "R43", "R44", "R45"); in != nil {
			out, told = append(out, in), append(told, subject, x.Code, x.Label)
		}
	}
	return prose.Semicolons(out)
}

// tells reports whether a problem speaks of a finding.
func (r *report) tells(x finding.Finding) bool {
	return slices.ContainsFunc(r.problems, func(p *prose.Problem) bool {
		same := p.Focus != nil && p.Focus.Label == x.Label || p.Surge != nil && p.Surge.Label == x.Label
		return same || p.Tells(x.Code) && (x.Kind == finding.Outlier || p.Focus != nil)
	})
}

// highlights says which indicators moved or stand out for the better.
func (r *report) highlights() []document.Inline {
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
	return prose.Semicolons(out)
}

// told is a finding as a clause says it, by the pattern of its kind.
type told struct {
	id               string // of the pattern
	name, indicator  string
	value            zhixiao.Quantity
	median, whole    *zhixiao.Quantity // of its like, of the unit
	elsewhere, prior *zhixiao.Quantity // of the same matter, of the period before
}

// findingSlots are those of a clause on one finding.
var findingSlots = sync.OnceValue(func() *prose.Registry[told] {
	number := func(of func(told) *zhixiao.Quantity) func(told) any {
		return func(x told) any {
			if q := of(x); q != nil {
				return prose.NumberOrNil(*q)
			}
			return nil
		}
	}
	return prose.NewRegistry(prose.Unit,
		prose.Entry[told]{Name: "发名", Type: prose.WordsType, Means: "发现所在的部分", Of: func(x told) any { return x.name }},
		prose.Entry[told]{Name: "发指标", Type: prose.WordsType, Means: "发现所据的指标", Of: func(x told) any { return x.indicator }},
		prose.Entry[told]{Name: "发值", Type: prose.NumberType, Means: "发现的值", Of: number(func(x told) *zhixiao.Quantity { return &x.value })},
		prose.Entry[told]{Name: "发余", Type: prose.NumberType, Means: "同一事项在其他区的值", Of: number(func(x told) *zhixiao.Quantity { return x.elsewhere })},
		prose.Entry[told]{Name: "发中", Type: prose.NumberType, Means: "同类单位的中位数", Of: number(func(x told) *zhixiao.Quantity { return x.median })},
		prose.Entry[told]{Name: "发总", Type: prose.NumberType, Means: "本单位总体的值", Of: number(func(x told) *zhixiao.Quantity { return x.whole })},
		prose.Entry[told]{Name: "发前", Type: prose.NumberType, Means: "上期的值", Of: number(func(x told) *zhixiao.Quantity { return x.prior })},
	)
})

// clause says a finding by the pattern of its kind: an outlier or a move by the
// first, a part of the unit by the second, a surge of complaints by the third.
func (r *report) clause(x finding.Finding, whole, part, surge string) []document.Inline {
	ind, _ := r.Facts.Indicator(x.Code)
	q := x.Quantities
	t := told{name: x.Label, indicator: ind.Name, value: q[0]}
	switch x.Kind {
	case finding.Outlier:
		median := r.Facts.PeerMedian(x.Code, r.Unit.Code)
		t.id, t.median = whole, &median
	case finding.Change:
		if x.Better <= 0 {
			return nil
		}
		t.id, t.value, t.prior = part, q[1], &q[2]
	case finding.Subgroup:
		if x.By[0] == "slot" || x.By[0] == "dept" || x.Better > 0 {
			return nil
		}
		t.id, t.whole = part, &q[1]
		if rest, ok := r.Elsewhere(&x); ok {
			t.elsewhere = &rest
		}
	case finding.Surge:
		t.id, t.prior = surge, &q[1]
		if x.By[0] == "l2" {
			t.name = "“" + prose.Quoted(x.Label) + "”"
		}
	case finding.Newcomer:
		if len(x.By) != 2 || surge == "" {
			return nil
		}
		class, matter, _ := strings.Cut(x.Label, "·")
		t.id, t.name, t.prior = surge, matter+"“"+prose.Quoted(class)+"”", &q[1]
	}
	if t.id == "" {
		return nil
	}
	return r.Phrase(prose.NewAnswers(findingSlots(), t, r.Asker, r.Look, r.Draft.Fault).Look, t.id)
}
