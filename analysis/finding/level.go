package finding

import (
	"zhixiao"
	"zhixiao/analysis"
)

// levels: red and yellow lights, and the best place of all.
func (m *miner) levels(ind zhixiao.Indicator, u zhixiao.Unit) []Finding {
	v := m.f.Value(ind.Code, u.Code)
	if !v.Ok() {
		return nil
	}
	out := Finding{Kind: Level, Unit: u.Code, Code: ind.Code, Quantities: []zhixiao.Quantity{v, m.f.Gap(ind.Code, u.Code)}}
	lost := 0
	p, counts := m.f.Loss(ind.Code, u.Code)
	if counts && p.Ok() {
		lost = hundredths(p.Value, 800) / 4
		out.Quantities = append(out.Quantities, p)
	}
	shared := m.shared(ind, u)
	switch m.f.Light(ind.Code, u.Code) {
	case analysis.Red:
		out.Better, out.Salience, out.Reason = -1, saliencyRed+lost, "达到或劣于红灯值"
		if shared {
			out.Salience, out.Reason = saliencyYellow+lost, analysis.Wording("red like most")
		}
	case analysis.Yellow:
		out.Better, out.Salience, out.Reason = -1, saliencyYellow+lost, analysis.Wording("yellow light")
		if !m.worseThanCity(ind, u) {
			out.Salience = saliencyShared - 60 + lost
		}
	default:
		if counts {
			return m.extremes(ind, u, out)
		}
		return nil
	}
	return []Finding{out}
}

// extremes: alone on the first or the last place of at least five, for an indicator
// that counts.
func (m *miner) extremes(ind zhixiao.Indicator, u zhixiao.Unit, out Finding) []Finding {
	at, of, tied := m.f.Placing(ind.Code, u.Code)
	if at == 0 || of < 5 || len(tied) > 0 {
		return nil
	}
	out.Salience = saliencyTop
	switch at {
	case 1:
		out.Better, out.Reason = 1, analysis.Wording("alone first")
	case of:
		out.Better, out.Reason = -1, analysis.Wording("alone last")
	default:
		return nil
	}
	return []Finding{out}
}

// worseThanCity reports whether a unit's published value is worse than the
// city's; always for the city itself.
func (m *miner) worseThanCity(ind zhixiao.Indicator, u zhixiao.Unit) bool {
	g := m.f.Gap(ind.Code, u.Code)
	return u.Kind == zhixiao.City || !g.Ok() || g.Value.Sign()*int(ind.Direction) < 0
}

// shared reports whether a light says more about the city than about the unit:
// two in three comparable units of its kind are red, and it is no worse than the
// city.
func (m *miner) shared(ind zhixiao.Indicator, u zhixiao.Unit) bool {
	if m.worseThanCity(ind, u) {
		return false
	}
	comparable := m.f.Ranking(ind.Code, u.Kind)
	red := 0
	for _, other := range comparable {
		if m.f.Light(ind.Code, other.Code) == analysis.Red {
			red++
		}
	}
	return red*3 >= len(comparable)*2
}
