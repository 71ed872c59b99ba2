package finding

import (
	"slices"

	"zhixiao"
	"zhixiao/analysis"
)

// runs: the signs of the moves over the snapshots, newest last.
func (m *miner) runs(ind zhixiao.Indicator, u zhixiao.Unit) []Finding {
	series := m.f.Series(ind.Code, u.Code)
	var signs []int
	for i := 1; i < len(series); i++ {
		if !series[i].Ok() || !series[i-1].Ok() {
			signs = nil
			continue
		}
		signs = append(signs, series[i].Value.Cmp(series[i-1].Value))
	}
	if len(signs) < 3 || signs[len(signs)-1] == 0 || ind.Direction == zhixiao.Observe {
		return nil
	}
	last := signs[len(signs)-1]
	run := runLength(signs, last)
	out := Finding{Unit: u.Code, Code: ind.Code, Better: last * int(ind.Direction), Quantities: reversed(series)}
	switch earlier := signs[:len(signs)-1]; {
	case run >= 3 && m.beyondNoise(ind, u, series[len(series)-1-run], series[len(series)-1]):
		out.Kind, out.Salience = Streak, saliencyStreak+20*run+weightBonus(ind, u.Kind)
		out.Reason = "连续" + zhixiao.Int(int64(run)).String() + analysis.Wording("streak")
	case run == 1 && runLength(earlier, -last) >= 2 && m.f.Change(ind.Code, u.Code).Significant:
		out.Kind, out.Salience = Turn, saliencyTurn+weightBonus(ind, u.Kind)
		out.Reason = analysis.Wording("turn")
	default:
		return nil
	}
	return []Finding{out}
}

// runLength is how many of the last signs equal sign.
func runLength(signs []int, sign int) int {
	n := 0
	for i := len(signs) - 1; i >= 0 && signs[i] == sign; i-- {
		n++
	}
	return n
}

func reversed(qs []zhixiao.Quantity) []zhixiao.Quantity {
	out := slices.Clone(qs)
	slices.Reverse(out)
	return out
}

// beyondNoise tests the two ends of a streak; a state of the register needs no
// test.
func (m *miner) beyondNoise(ind zhixiao.Indicator, u zhixiao.Unit, first, last zhixiao.Quantity) bool {
	if m.f.Register(ind.Code) {
		return true
	}
	_, _, period, _ := first.Key.Split()
	p, err := zhixiao.ParsePeriod(period)
	if err != nil {
		return false
	}
	z2, tested := m.f.ZSquared(ind.Code, u.Code, p)
	return tested && z2.Cmp(analysis.Critical()) > 0 && last.Ok()
}
