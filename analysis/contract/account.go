package contract

import (
	"zhixiao"
	"zhixiao/analysis"
)

// Account is how far the contract's quotas are at the cutoff of an interim or final
// report, measured as status measures them: one number, told in two places. It is
// empty for facts whose Input.Counted is nil.
type Account struct {
	facts  *analysis.Facts
	quotas []Progress
}

// Of measures the contract's quotas at the cutoff of f.
func Of(f *analysis.Facts) Account {
	a := Account{facts: f}
	if c, counted := f.Contract(); counted != nil {
		a.quotas = fulfil(c, counted, f.Cutoff(), f.Period())
	}
	return a
}

// Pace is one quota beside the time that is over.
type Pace struct {
	Name     string
	Required zhixiao.Quantity // the contract's quota
	Done     zhixiao.Quantity // counted from the term's first day to the cutoff
	Rate     zhixiao.Quantity // Done ÷ Required in %
	Ahead    zhixiao.Quantity // Rate − elapsed time, in 百分点
}

// Paces is every quota beside the time that is over, in the order of the contract.
func (a Account) Paces() []Pace {
	var list []Pace
	for _, p := range a.quotas {
		a.facts.Keep(p.Target)
		a.facts.Keep(p.Time)
		list = append(list, Pace{
			Name: p.Quota.Name, Required: p.Target, Done: a.facts.Keep(p.Done), Rate: a.facts.Keep(p.Part), Ahead: a.facts.Diff(p.Part, p.Time, "百分点"),
		})
	}
	return list
}

// Quotas is every quota with all that is measured of it, in the order of the contract.
func (a Account) Quotas() []Progress {
	for _, p := range a.quotas {
		a.facts.Keep(p.Unjudged)
	}
	return a.quotas
}

// Elapsed is how much of the contract's term is over at the cutoff, in %;
// NotProvided in an empty account.
func (a Account) Elapsed() zhixiao.Quantity {
	if len(a.quotas) > 0 {
		return a.facts.Keep(a.quotas[0].Time)
	}
	return zhixiao.Absent(zhixiao.NewKey("elapsed", zhixiao.CityCode, a.facts.Period()), "%", zhixiao.NotProvided)
}
