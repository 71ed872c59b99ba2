package finding

import (
	"zhixiao"
	"zhixiao/analysis"
)

// newcomers: a class of complaint about a matter counted ten times or more, that
// was counted at most twice in the period before.
func (m *miner) newcomers(u zhixiao.Unit, _ []Finding) []Finding {
	if !m.hasBase() {
		return nil
	}
	q := analysis.Query{Cube: "complaint", Column: "cases", Unit: u.Code, By: []string{"l2", "matter"}, Limit: 10}
	var out []Finding
	for _, s := range m.f.Top(q) {
		where := map[string]string{"l2": s.Keys[0], "matter": s.Keys[1]}
		was := m.f.PrevCount(analysis.Query{Cube: q.Cube, Column: q.Column, Unit: u.Code, Where: where})
		if s.Count.Value.N < 10 || !was.Ok() || was.Value.N > 2 {
			continue
		}
		out = append(out, Finding{
			Kind: Newcomer, Unit: u.Code, Code: "complaint.cases", By: q.By, Keys: s.Keys, Label: s.Label, Better: -1,
			Salience:   saliencySubgroup + min(int(s.Count.Value.N), 100) + 40, // as a surge: it is one from nothing
			Quantities: []zhixiao.Quantity{s.Count, was, s.Part},
			Cases:      m.citing(u.Code, q.By, s.Keys, 3),
			Reason:     analysis.Wording("newcomer"),
		})
	}
	return out
}
