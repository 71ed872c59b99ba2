package contract

import (
	"time"

	"zhixiao"
	"zhixiao/analysis"
)

// Progress is how far a quota of the contract is on a day.
type Progress struct {
	Quota    zhixiao.Quota
	Done     zhixiao.Quantity // counted so far
	Target   zhixiao.Quantity // owed over the term
	Part     zhixiao.Quantity // Done ÷ Target, %
	Time     zhixiao.Quantity // elapsed part of the term, %
	Forecast zhixiao.Quantity // Done at the end of the term at the pace so far
	Short    zhixiao.Quantity // Target − Forecast where that is positive, else 0
	Unjudged zhixiao.Quantity // rows that lie there and do not count; NotApplicable where every row counts
	Light    analysis.Light   // docs/domain/workflow.md §2: behind the time by 5 points yellow, by 10 red
}

// Behind the elapsed time by more than these, in percentage points, a quota
// turns yellow and red.
const (
	quotaYellow = 5
	quotaRed    = 10
)

// Fulfil measures every quota on a day; counted is the rows of each by Quota.ID.
// Before the term's first day nothing is due: parts of the time are 0 and there
// is no forecast.
func Fulfil(c zhixiao.Contract, counted map[string]zhixiao.Counted, on time.Time) []Progress {
	return fulfil(c, counted, on, dayOf(on))
}

// fulfil is Fulfil with the period that the quantities are named after.
func fulfil(c zhixiao.Contract, counted map[string]zhixiao.Counted, on time.Time, named zhixiao.Period) []Progress {
	gone, all := termDays(c, on)
	var list []Progress
	for _, q := range c.Quotas {
		list = append(list, progress(q, counted[q.ID], gone, all, named))
	}
	return list
}

// termDays is how many of the term's days are over by the end of a day, and how
// many there are.
func termDays(c zhixiao.Contract, on time.Time) (gone, all int64) {
	days := func(to time.Time) int64 { return int64(to.Sub(c.From)/(24*time.Hour)) + 1 }
	all = days(c.To)
	return min(max(days(on), 0), all), all
}

func progress(q zhixiao.Quota, counted zhixiao.Counted, gone, all int64, named zhixiao.Period) Progress {
	n := counted.Done
	made := func(part, unit, rule string, v zhixiao.Decimal, err error) zhixiao.Quantity {
		out := zhixiao.Quantity{Key: zhixiao.NewKey("quota."+q.ID+"."+part, zhixiao.CityCode, named), Value: v, Unit: unit, Source: q.Table, Rule: rule}
		if err != nil {
			out.Missing = zhixiao.NoBaseline
		}
		return out
	}
	part, partErr := zhixiao.Ratio(zhixiao.Int(n), zhixiao.Int(q.Target), 100, 1)
	elapsed, timeErr := zhixiao.Ratio(zhixiao.Int(gone), zhixiao.Int(all), 100, 1)
	forecast, paceErr := zhixiao.Ratio(zhixiao.Int(n*all), zhixiao.Int(gone), 1, 0)
	short := zhixiao.Int(q.Target).Sub(forecast)
	if short.Sign() < 0 {
		short = zhixiao.Int(0)
	}
	p := Progress{
		Quota:    q,
		Done:     made("done", q.Unit, analysis.Wording("quota done"), zhixiao.Int(n), nil),
		Target:   made("target", q.Unit, "合同要求", zhixiao.Int(q.Target), nil),
		Part:     made("part", "%", "完成量÷合同要求×100%", part, partErr),
		Time:     made("time", "%", analysis.Wording("time passed"), elapsed, timeErr),
		Forecast: made("forecast", q.Unit, analysis.Wording("forecast"), forecast, paceErr),
		Short:    made("short", q.Unit, analysis.Wording("shortfall"), short, paceErr),
	}
	p.Unjudged = made("unjudged", q.Unit, analysis.Wording("unjudged"), zhixiao.Int(counted.Unjudged), nil)
	if q.Unjudged == "" {
		p.Unjudged.Missing = zhixiao.NotApplicable
	}
	p.Light = quotaLight(part, elapsed)
	return p
}

func quotaLight(part, elapsed zhixiao.Decimal) analysis.Light {
	switch behind := elapsed.Sub(part); {
	case part.Cmp(zhixiao.Int(100)) >= 0:
		return analysis.Green
	case behind.Cmp(zhixiao.Int(quotaRed)) > 0:
		return analysis.Red
	case behind.Cmp(zhixiao.Int(quotaYellow)) > 0:
		return analysis.Yellow
	}
	return analysis.Green
}

func dayOf(t time.Time) zhixiao.Period {
	return zhixiao.Period{Kind: zhixiao.Day, Year: t.Year(), N: t.YearDay()}
}
