package analysis

import (
	"zhixiao"
)

// backedZ2 is how far a part must lie off, as z², when complaints of the same
// matter and the same sort rose at the same time: 9 is three standard errors. Two
// sources that do not know of each other make chance less likely than one.
const backedZ2 = 9

// backing is what complaints say of a matter that a rate speaks against.
type backing struct {
	n     int64 // complaints of the class that rose most
	cases []string
}

// bonus is what a second source adds to a finding's salience.
func (b backing) bonus() int {
	if b.n == 0 {
		return 0
	}
	return 60 + min(int(b.n), 40)
}

// stands reports whether a part lies far enough off to speak of.
func (f *Facts) stands(ind zhixiao.Indicator, u zhixiao.Unit, dim string, p pocket) bool {
	return p.z2 >= pocketZ2 || p.z2 >= backedZ2 && f.complained(ind, u, dim, p.key).n > 0
}

// complained is the class of complaint about a matter, of the same index as ind,
// that rose beyond chance against the period before (Poisson, z² ≥ 16) to at
// least ten; nothing when none did.
func (f *Facts) complained(ind zhixiao.Indicator, u zhixiao.Unit, dim, matter string) backing {
	if dim != "matter" || u.Kind == zhixiao.City || f.at(f.Prev()) == nil {
		return backing{}
	}
	for _, s := range f.Top(Query{Cube: "complaint", Column: "cases", Unit: u.Code, By: []string{"l2"}, Where: map[string]string{"matter": matter}, Limit: 3}) {
		l2, n := s.Keys[0], s.Count.Value.N
		if n < smallBase || l2 == "" || feltIn(l2) != ind.Level2 {
			continue
		}
		was := f.PrevCount(Query{Cube: "complaint", Column: "cases", Unit: u.Code, Where: map[string]string{"l2": l2, "matter": matter}})
		if more := n - was.Value.N; was.Ok() && more*more >= pocketZ2*(n+was.Value.N) {
			return backing{n, f.citing(u.Code, []string{"l2", "matter"}, []string{l2, matter}, 3)}
		}
	}
	return backing{}
}
