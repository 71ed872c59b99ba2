package analysis

import (
	"time"

	"zhixiao"
)

// Duty is one of the contract's sample quotas against what the snapshot holds.
type Duty struct {
	Name     string
	Required zhixiao.Quantity // the contract's quota
	Done     zhixiao.Quantity // NotProvided when the feed was not delivered
	Rate     zhixiao.Quantity // Done ÷ Required in %
	Ahead    zhixiao.Quantity // Rate − elapsed time, in 百分点
}

// quotas of contract 京政数合【2026】121号 (domain/workflow.md §2).
const (
	quotaRegionSurvey = 72000
	quotaDomainSurvey = 50000
	quotaVisits       = 150
	quotaInterviews   = 2000
	quotaLabelled     = 50000
	quotaGovernance   = 20
	quotaInspections  = 3
)

// Duties is the contract's quotas over the period of these facts, which must be
// Interim or Final for Done to be the whole of what was done since the start.
func (f *Facts) Duties() []Duty {
	city := zhixiao.CityCode
	list := []Duty{
		f.duty("区域问卷有效样本", quotaRegionSurvey, "份", f.Count(Query{Cube: "survey", Column: "answers", Unit: city, Where: map[string]string{"wave": "区域"}})),
		f.duty("领域问卷有效样本", quotaDomainSurvey, "份", f.Count(Query{Cube: "survey", Column: "answers", Unit: city, Where: map[string]string{"wave": "领域"}})),
		f.duty("现场暗访", quotaVisits, "次", f.recorded("visits", "次", int64(len(f.now().snap.Visits)))),
		f.duty("电话访谈", quotaInterviews, "个", f.Count(Query{Cube: "interview", Column: "calls", Unit: city})),
		f.duty("诉求标注维护", quotaLabelled, "条", f.SourceRows("complaint", "条")),
		f.duty("主动治理案例", quotaGovernance, "个", f.recorded("governance", "个", f.openCases())),
		f.duty("专项核查", quotaInspections, "次", f.recorded("inspections", "次", int64(len(f.Top(Query{Cube: "inspection_item", Column: "due", Unit: city, By: []string{"inspection"}}))))),
	}
	return list
}

func (f *Facts) duty(name string, quota int64, unit string, done zhixiao.Quantity) Duty {
	done.Unit = unit
	required := zhixiao.Quantity{
		Key: zhixiao.NewKey("quota."+name, zhixiao.CityCode, f.Period()), Value: zhixiao.Int(quota), Unit: unit,
		Source: "合同约定", Rule: "合同约定的年度数量",
	}
	f.remember(required)
	d := Duty{Name: name, Required: required, Done: done, Rate: f.Percent(done, required)}
	d.Ahead = f.Diff(d.Rate, f.Elapsed(), "百分点")
	return d
}

func (f *Facts) recorded(what, unit string, n int64) zhixiao.Quantity {
	return f.remember(zhixiao.Quantity{
		Key: zhixiao.NewKey("recorded."+what, zhixiao.CityCode, f.Period()), Value: zhixiao.Int(n), Unit: unit,
		Source: "快照" + f.now().snap.ID, Rule: "快照中的记录数",
	})
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

// Elapsed is how much of the ten months of monitoring from August to May has
// passed at the cutoff, in whole months and %.
func (f *Facts) Elapsed() zhixiao.Quantity {
	const months = 10
	year := f.Period().Year
	if f.Period().Kind == zhixiao.Final {
		year-- // a final report is named after the year in which monitoring ends
	}
	start := time.Date(year, time.August, 1, 0, 0, 0, 0, time.UTC)
	end := f.Cutoff().AddDate(0, 0, 1)
	passed := int64(end.Year()-start.Year())*12 + int64(end.Month()-start.Month())
	q := zhixiao.Quantity{
		Key: zhixiao.NewKey("elapsed", zhixiao.CityCode, f.Period()), Unit: "%", Num: zhixiao.Int(min(max(passed, 0), months)), Den: zhixiao.Int(months),
		Source: "合同约定", Rule: "自8月起已过整月数÷10个月×100%",
	}
	v, err := zhixiao.Ratio(q.Num, q.Den, 100, 1)
	if err != nil {
		q.Missing = zhixiao.NotProvided
	}
	q.Value = v
	return f.remember(q)
}

// openCases is how many governance cases were open at some time of the period:
// those due in it or later.
func (f *Facts) openCases() int64 {
	n := int64(0)
	for _, g := range f.now().snap.Governance {
		if !g.Due.Before(f.Period().Start()) {
			n++
		}
	}
	return n
}
