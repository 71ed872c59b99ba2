package analysis

import (
	"time"

	"zhixiao"
)

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
	return f.Keep(q)
}
