package finding

import (
	"zhixiao"
	"zhixiao/analysis"
)

// contributions: when the value changed significantly, the member whose own rate
// made at least 30 % of the change.
func (m *miner) contributions(ind zhixiao.Indicator, u zhixiao.Unit) []Finding {
	ch := m.f.Change(ind.Code, u.Code)
	if !ch.Tested || !ch.Significant {
		return nil
	}
	dims := []string{"matter"}
	if u.Kind == zhixiao.City {
		dims = []string{"region", "matter"}
	}
	var out []Finding
	for _, dim := range dims {
		split := m.f.Contributions(ind.Code, u.Code, dim)
		parts := split.Parts
		if len(parts) < 3 || split.Mostly(ch.Delta) || parts[0].Points.Value.Sign() != ch.Delta.Value.Sign() {
			continue
		}
		share := m.f.Percent(parts[0].Points, ch.Delta)
		if !share.Ok() || share.Value.Cmp(zhixiao.Int(30)) < 0 {
			continue
		}
		evidence := []zhixiao.Quantity{parts[0].Points, ch.Delta}
		if ind.Unit == "%" { // elsewhere the parts are weights or minutes, not cases
			evidence = append(evidence, parts[0].Num, parts[0].Den)
		}
		out = append(out, Finding{
			Kind: Contribution, Unit: u.Code, Code: ind.Code, Other: parts[0].Key, Label: parts[0].Label,
			By: []string{dim}, Keys: []string{parts[0].Key}, Better: ch.Better,
			Salience:   saliencyPart + hundredths(share.Value, 10000)/100 + weightBonus(ind, u.Kind),
			Quantities: evidence,
			Reason:     analysis.Wording("single contributor"),
		})
	}
	return out
}
