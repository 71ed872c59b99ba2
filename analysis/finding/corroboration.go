package finding

import (
	"zhixiao"
	"zhixiao/analysis"
)

// corroboratedZ2 is how far a part must lie off, as z², when complaints of the same
// matter and the same sort rose at the same time: 9 is three standard errors. Two
// sources that do not know of each other make chance less likely than one.
const corroboratedZ2 = 9

// corroboration is complaints about a matter that a rate speaks against.
type corroboration struct {
	n     int64 // complaints of the class that rose most
	cases []string
}

// bonus is what a second source adds to a finding's salience.
func (b corroboration) bonus() int {
	if b.n == 0 {
		return 0
	}
	return 60 + min(int(b.n), 40)
}

// stands reports whether a part lies far enough off to speak of.
func (m *miner) stands(ind zhixiao.Indicator, u zhixiao.Unit, dim string, p subgroup) bool {
	return p.z2 >= subgroupZ2 || p.z2 >= corroboratedZ2 && m.corroborated(ind, u, dim, p.Key).n > 0
}

// complained is the class of complaint about a matter, of the same index as ind,
// that rose beyond chance against the period before (Poisson, z² ≥ 16) to at
// least ten; nothing when none did.
func (m *miner) corroborated(ind zhixiao.Indicator, u zhixiao.Unit, dim, matter string) corroboration {
	if dim != "matter" || u.Kind == zhixiao.City || !m.hasBase() {
		return corroboration{}
	}
	for _, s := range m.f.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: u.Code, By: []string{"l2"}, Where: map[string]string{"matter": matter}, Limit: 3}) {
		l2, n := s.Keys[0], s.Count.Value.N
		if n < analysis.SmallBase || l2 == "" || m.f.ClassIndex(l2) != ind.Level2 {
			continue
		}
		was := m.f.PrevCount(analysis.Query{Cube: "complaint", Column: "cases", Unit: u.Code, Where: map[string]string{"l2": l2, "matter": matter}})
		if more := n - was.Value.N; was.Ok() && more*more >= subgroupZ2*(n+was.Value.N) {
			return corroboration{n, m.citing(u.Code, []string{"l2", "matter"}, []string{l2, matter}, 3)}
		}
	}
	return corroboration{}
}
