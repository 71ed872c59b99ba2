package prose

import (
	"slices"
	"strings"
	"time"

	"zhixiao"
)

// FeedReach is a source whose rows have days, by the name that reports call it, and
// how many working days it may be silent before it counts as broken off: some are
// made in waves.
type FeedReach struct {
	Table, name string
	silent      int
}

// FeedReaches are the sources whose rows have days, in the order in which reports name
// them.
func FeedReaches() []FeedReach {
	const daily, waves = 1, 6
	return []FeedReach{
		{"cases", "办件", daily}, {"stage", "环节用时", daily}, {"correction", "补正退回", daily}, {"ticket", "现场取号", daily}, {"online_session", "线上办事会话", daily},
		{"phone_call", "电话拨打", daily}, {"consult", "在线咨询", daily}, {"evaluation", "好差评", daily}, {"guide_rating", "指南评价", daily}, {"complaint", "全口径诉求", daily},
		{"survey", "公众问卷", waves}, {"interview", "电话访谈", waves}, {"visit", "现场暗访", waves}, {"trial", "网办体验", waves}, {"guide_check", "办事指南", waves},
	}
}

// sourceTables are the tables behind the names that pictures cite.
func sourceTables(name string) []string {
	switch name {
	case "办件库":
		return []string{"cases"}
	case "服务库":
		return []string{"ticket", "online_session", "phone_call", "consult"}
	case "评价库":
		return []string{"evaluation"}
	case "公众问卷", "问卷":
		return []string{"survey"}
	case "全口径诉求":
		return []string{"complaint"}
	}
	return nil
}

// dataEnd is the last day that the report's data reach: the cutoff, unless every
// source broke off before a working day that lies before it.
func (r *Report) dataEnd() time.Time {
	var last time.Time
	for _, s := range FeedReaches() {
		if at := r.Facts.Last(s.Table); at.After(last) {
			last = at
		}
	}
	return r.unlessSilent(last, LastOf(r.Facts.Period().End(), r.Facts.Cutoff()), 1)
}

// unlessSilent is end, or last when as many working days as silent lie between: a
// day off says nothing of a source. Without a last day nothing is known.
func (r *Report) unlessSilent(last, end time.Time, silent int) time.Time {
	if last.IsZero() || r.Templates.Calendar.Between(last, end) < silent {
		return end
	}
	return last
}

// LastOf is the earlier of two ends: a report reaches no farther than either.
func LastOf(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// feedEnd is the last day that a source reaches.
func (r *Report) feedEnd(s FeedReach) time.Time {
	return r.unlessSilent(r.Facts.Last(s.Table), r.dataEnd(), s.silent)
}

// early names the sources of the paper that broke off before the others, with the day
// of their last row, nil when none did.
func (r *Report) early() any {
	var told []string
	for _, s := range FeedReaches() {
		if at := r.feedEnd(s); at.Before(r.dataEnd()) && (len(r.Tables) == 0 || slices.Contains(r.Tables, s.Table)) {
			told = append(told, s.name+"止于"+zhixiao.ChineseDate(at))
		}
	}
	if len(told) == 0 {
		return nil
	}
	return strings.Join(told, "、")
}

// CitedReach is the last day that the sources a picture cites reach.
func (r *Report) CitedReach(from string) time.Time {
	var last time.Time
	for name := range strings.SplitSeq(from, "、") {
		tables := sourceTables(name)
		if tables == nil {
			return r.dataEnd()
		}
		for _, s := range FeedReaches() {
			if at := r.feedEnd(s); slices.Contains(tables, s.Table) && at.After(last) {
				last = at
			}
		}
	}
	return last
}

// Span is the days reported on, up to the last that the data reach: monitoring may
// end before the period does, and a source before monitoring.
func (r *Report) Span() string { return r.spanTo(r.dataEnd()) }

func (r *Report) spanTo(end time.Time) string { return SpanOf(r.Facts.Period(), end) }

// SpanOf is the days of p up to end.
func SpanOf(p zhixiao.Period, end time.Time) string {
	if !end.Before(p.End()) {
		return p.Range()
	}
	return zhixiao.ChineseDate(p.Start()) + "至" + zhixiao.ChineseDate(end)
}
