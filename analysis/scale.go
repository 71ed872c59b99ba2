package analysis

import "zhixiao"

// InTenThousands is a count of 100 000 or more in 万 with two decimals, as
// official texts print large counts (GB/T 15835-2011); smaller counts and
// absent ones stay as they are.
func (f *Facts) InTenThousands(q zhixiao.Quantity) zhixiao.Quantity {
	const from, scale = 100000, 10000
	if !q.Ok() || q.Value.Places != 0 || q.Value.N < from {
		return q
	}
	value, err := zhixiao.Ratio(q.Value, zhixiao.Int(scale), 1, 2)
	if err != nil {
		return q
	}
	out := derived("wan", q)
	out.Value, out.Unit, out.N = value, "万"+q.Unit, q.N
	out.Rule = Wording("ten thousands")
	return f.Keep(out)
}
