package analysis

import (
	"time"

	"zhixiao"
)

// Duty is one of the contract's quotas at the cutoff of an interim or final
// report.
type Duty struct {
	Name     string
	Required zhixiao.Quantity // the contract's quota
	Done     zhixiao.Quantity // counted from the term's first day to the cutoff
	Rate     zhixiao.Quantity // Done ÷ Required in %
	Ahead    zhixiao.Quantity // Rate − elapsed time, in 百分点
}

// Duties is the contract's quotas at the cutoff, as Fulfil measures them for
// status: one number, told in two places. None without Input.Counted.
func (f *Facts) Duties() []Duty {
	var list []Duty
	for _, p := range f.progress() {
		f.remember(p.Target)
		f.remember(p.Time)
		list = append(list, Duty{
			Name: p.Quota.Name, Required: p.Target, Done: f.remember(p.Done), Rate: f.remember(p.Part), Ahead: f.Diff(p.Part, p.Time, "百分点"),
		})
	}
	return list
}

// Quotas is the contract's quotas at the cutoff as Fulfil measures them; none
// without Input.Counted.
func (f *Facts) Quotas() []Progress {
	list := f.progress()
	for _, p := range list {
		f.remember(p.Unjudged)
	}
	return list
}

// Elapsed is how much of the contract's term is over at the cutoff, in %;
// NotProvided without Input.Counted.
func (f *Facts) Elapsed() zhixiao.Quantity {
	if list := f.progress(); len(list) > 0 {
		return f.remember(list[0].Time)
	}
	return zhixiao.Absent(zhixiao.NewKey("elapsed", zhixiao.CityCode, f.Period()), "%", zhixiao.NotProvided)
}

func (f *Facts) progress() []Progress {
	if f.in.Counted == nil {
		return nil
	}
	return fulfil(f.in.Contract, f.in.Counted, f.Cutoff(), f.Period())
}

// Last is the last day that the snapshot has rows of a feed table of, zero when it
// has none or does not say.
func (f *Facts) Last(table string) time.Time {
	for _, s := range f.now().snap.Sources {
		if s.Table == table {
			return s.Last
		}
	}
	return time.Time{}
}

// SourceRows is how many rows of a feed table the snapshot read, NotProvided
// when it read none of that name.
func (f *Facts) SourceRows(table, unit string) zhixiao.Quantity {
	q := zhixiao.Quantity{
		Key: zhixiao.NewKey("rows."+table, zhixiao.CityCode, f.Period()), Unit: unit, Source: "快照" + f.now().snap.ID + " " + table,
		Rule: "冻结时读取的行数", Missing: zhixiao.NotProvided,
	}
	for _, s := range f.now().snap.Sources {
		if s.Table == table {
			q.Value, q.Missing = zhixiao.Int(s.Rows), zhixiao.Present
		}
	}
	return f.remember(q)
}
