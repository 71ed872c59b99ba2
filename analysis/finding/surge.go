package finding

import (
	"zhixiao"
	"zhixiao/analysis"
)

// surges: a class of complaint, or a matter, with far more complaints than in
// the period before (Poisson, z² ≥ 16) and half as many again.
func (m *miner) surges(u zhixiao.Unit, _ []Finding) []Finding {
	if !m.hasBase() {
		return nil
	}
	var out []Finding
	for _, dim := range []string{"l2", "matter", "street"} {
		for _, s := range m.f.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: u.Code, By: []string{dim}, Limit: 8}) {
			was := m.f.PrevCount(analysis.Query{Cube: "complaint", Column: "cases", Unit: u.Code, Where: map[string]string{dim: s.Keys[0]}})
			now := s.Count.Value.N
			more := now - was.Value.N
			if !was.Ok() || now < 20 || more*2 < was.Value.N || more*more < subgroupZ2*(now+was.Value.N) {
				continue
			}
			out = append(out, Finding{
				Kind: Surge, Unit: u.Code, Code: "complaint.cases", By: []string{dim}, Keys: s.Keys, Label: s.Label, Better: -1,
				Salience:   saliencySubgroup + min(int(more), 100) + 40,
				Quantities: []zhixiao.Quantity{s.Count, was, m.f.Diff(s.Count, was, ""), m.f.GrowthRate(s.Count, was), s.Part},
				Cases:      m.citing(u.Code, []string{dim}, s.Keys, 3),
				Reason:     analysis.Wording("surge"),
			})
		}
	}
	return out
}
