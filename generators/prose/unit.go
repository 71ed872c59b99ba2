package prose

import (
	"maps"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
)

// FillUnit sets the slots that a unit's report has whatever its problems.
func (r *Report) FillUnit() Drilled {
	u := r.Unit
	found := r.DrillDown(UnitDrills(), UnitRates())
	found.Fill(r.Slots)
	maps.Copy(r.Slots, map[string]any{
		"单位": u.Name(), "全称": u.Full, "期次": r.Facts.Period().Title(), "下期": r.Facts.Period().Next().Title(),
		"等级": r.Facts.Grade(u.Code), "功能区": u.Group, "领域": u.Domain, "部门": u.Short,
		"截至": zhixiao.ChineseDate(r.Facts.Cutoff()),
	})
	if r.Facts.Reference(u.Code) {
		r.Slots["参考"] = "参考值"
	}
	switch u.Kind {
	case zhixiao.Region:
		r.Slots["本"] = "本区"
		if u.Full != u.Short {
			r.Slots["全称"] = u.Full + "（以下简称" + u.Short + "）"
		}
	case zhixiao.Domain:
		r.Slots["本"] = "本领域"
		r.Slots["全称"] = u.Name() + "（责任单位：" + unbracketed(u.Full) + "）"
	default:
		r.Slots["本"] = "全市"
	}
	r.fillVolume()
	r.fillLevels()
	r.fillLights()
	r.fillPerception()
	r.fillVisits()
	return found
}

func (r *Report) fillVolume() {
	r.Slots["过程件"] = r.Facts.Count(analysis.Query{Cube: "case", Column: "applied", Unit: r.Unit.Code})
	q := analysis.Query{Cube: "caseload", Column: "cases", Unit: r.Unit.Code}
	own := r.Facts.Count(q)
	q.Unit = zhixiao.CityCode
	r.Slots["办件"] = r.Facts.InTenThousands(own)
	if r.Unit.Kind != zhixiao.City {
		r.Slots["办件占比"] = r.Facts.Percent(own, r.Facts.Count(q))
	}
	complaints := analysis.Query{Cube: "complaint", Column: "cases", Unit: r.Unit.Code}
	complaints.By, complaints.Limit = []string{"street"}, 5
	var streets []string
	for _, s := range r.Facts.Top(complaints) {
		if s.Keys[0] != "" {
			streets = append(streets, s.Label)
		}
	}
	r.Slots["街乡列"] = strings.Join(streets, "、")
	complaints.By, complaints.Limit = nil, 0
	now, before := r.Facts.Count(complaints), r.Facts.PrevCount(complaints)
	r.Slots["诉求量"] = now
	r.Slots["诉求量变"] = r.Growth(now, before)
	mean := r.Facts.PeerMean(analysis.ScoreTotal, r.Unit.Group)
	r.Slots["组均分"] = mean
	peers := 0
	for _, u := range r.Facts.Units(r.Unit.Kind) {
		if u.Group == r.Unit.Group {
			peers++
		}
	}
	if r.Unit.Kind != zhixiao.City && mean.Ok() && peers > 1 {
		r.Slots["组差"] = peerGap(r.Facts.Diff(r.Facts.Value(analysis.ScoreTotal, r.Unit.Code), mean, "分"))
	}
}

func peerGap(q zhixiao.Quantity) []document.Inline {
	if !q.Ok() {
		return nil
	}
	switch {
	case Level(q):
		return Plain("与之基本持平")
	case q.Value.Sign() > 0:
		return Join(Plain("较之高"), Size(q))
	}
	return Join(Plain("较之低"), Size(q))
}

// Growth is 较上季度增加12件，增长8.5%; a small or zero base has no percentage.
func (r *Report) Growth(now, before zhixiao.Quantity) []document.Inline {
	if !now.Ok() || !before.Ok() {
		return nil
	}
	delta := r.Facts.Diff(now, before, now.Unit)
	last := lastName(r.Facts.Period().Kind)
	switch delta.Value.Sign() {
	case 0:
		return Plain("与" + last + "持平")
	case 1:
		if before.Value.Sign() == 0 {
			return Join(Plain(last+"为"), Number(before), Plain("，不计算增幅"))
		}
		return Join(Plain("较"+last+"增加"), Size(delta), r.percentage("增长", now, before))
	}
	return Join(Plain("较"+last+"减少"), Size(delta), r.percentage("下降", now, before))
}

func (r *Report) percentage(verb string, now, before zhixiao.Quantity) []document.Inline {
	rate := r.Facts.GrowthRate(now, before)
	if !rate.Ok() {
		return nil
	}
	return Join(Plain("，"+verb), Size(rate))
}

// fillLevels sets which dimensions stand out and the list of strengths.
func (r *Report) fillLevels() {
	codes := slices.DeleteFunc(Dimensions(), func(c string) bool { return !r.Facts.Gap(c, r.Unit.Code).Ok() && r.Unit.Kind != zhixiao.City })
	measure := func(c string) zhixiao.Decimal {
		if r.Unit.Kind == zhixiao.City {
			return r.Facts.Value(c, r.Unit.Code).Value
		}
		return r.Facts.Gap(c, r.Unit.Code).Value
	}
	slices.SortStableFunc(codes, func(a, b string) int { return measure(b).Cmp(measure(a)) })
	if len(codes) > 1 {
		best, worst := codes[0], LastN(codes, 1)[0]
		r.Slots["强维"], r.Slots["弱维"] = r.Facts.LevelName(best), r.Facts.LevelName(worst)
		if r.Unit.Kind == zhixiao.City || measure(worst).Sign() < 0 {
			r.Slots["弱维差"] = gapPhrase(r.Facts, worst, r.Unit.Code)
		}
	}
	var good [][]document.Inline
	for _, l := range r.Facts.Strengths(r.Unit.Code, 3) {
		rank := r.Facts.Rank(l.Indicator.Code, r.Unit.Code)
		if !rank.Place.Ok() || r.Unit.Light {
			good = append(good, Join(Plain(l.Indicator.Name+"（"), Number(l.Value), Plain("）")))
			continue
		}
		place := "，第"
		if len(rank.Tied) > 0 {
			place = "，并列第"
		}
		good = append(good, Join(Plain(l.Indicator.Name+"（"), Number(l.Value), Plain(place), Bare(rank.Place), Plain("位）")))
	}
	if len(good) > 0 {
		r.Slots["优势"] = Listed(good)
	}
}

// fillLights counts and lists the red and yellow indicators.
func (r *Report) fillLights() {
	var names [analysis.Red + 1][]string
	var keys [analysis.Red + 1][]zhixiao.Key
	for _, l := range r.Facts.Losses(r.Unit.Code) {
		names[l.Light] = append(names[l.Light], l.Indicator.Name)
		keys[l.Light] = append(keys[l.Light], l.Value.Key)
	}
	red, yellow := analysis.Red, analysis.Yellow
	r.Slots["红数"] = r.Counted("red", len(names[red]), "项", keys[red]...)
	r.Slots["黄数"] = r.Counted("yellow", len(names[yellow]), "项", keys[yellow]...)
	r.Slots["红列"], r.Slots["黄列"] = Some(names[red], 4), Some(names[yellow], 4)
}

// fillPerception sets the questionnaire's slots.
func (r *Report) fillPerception() {
	n := r.Surveyed()
	if n.Ok() && n.Value.Sign() > 0 {
		r.Slots["问卷数"] = n
	}
	v, m := r.Facts.Value("D101", r.Unit.Code), r.Facts.Margin("D101", r.Unit.Code)
	if v.Ok() && m.Ok() {
		r.Slots["满意区间"] = Join(Plain("本期得分的95%置信区间为±"), Number(m))
	}
	groups := slices.DeleteFunc(SurveyCodes()[1:], func(c string) bool { return !r.Facts.Value(c, r.Unit.Code).Ok() })
	slices.SortStableFunc(groups, func(a, b string) int {
		return r.Facts.Value(a, r.Unit.Code).Value.Cmp(r.Facts.Value(b, r.Unit.Code).Value)
	})
	if len(groups) > 1 {
		r.Slots["最低题组"] = r.CodeName(groups[0])
		r.Slots["最低题组全"] = commas(Join(Plain(r.CodeName(groups[0])+"最低，为"), Number(r.Facts.Value(groups[0], r.Unit.Code))), gapPhrase(r.Facts, groups[0], r.Unit.Code))
		r.Slots["次低题组"] = Join(Plain(r.CodeName(groups[1])), Number(r.Facts.Value(groups[1], r.Unit.Code)))
	}
	r.Slots["感知差"] = r.Facts.Value("D301", r.Unit.Code)
	r.Slots["访谈数"] = r.Facts.Count(analysis.Query{Cube: "interview", Column: "calls", Unit: r.Unit.Code})
}

// fillVisits counts the covert visits and their findings.
func (r *Report) fillVisits() {
	if r.Unit.Kind == zhixiao.Domain {
		return
	}
	visits := r.Facts.Visits(r.Unit.Code)
	found := 0
	severe := 0
	for _, v := range visits {
		found = found + len(v.Findings)
		for _, x := range v.Findings {
			if x.Severity == "严重" {
				severe = severe + 1
			}
		}
	}
	if len(visits) > 0 {
		r.Slots["暗访数"] = r.Counted("visits", len(visits), "次")
		r.Slots["暗访问题"] = r.Counted("findings", found, "条")
		r.Slots["暗访严重"] = r.Counted("findings.severe", severe, "条")
	}
}
