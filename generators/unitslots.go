package generators

import (
	"maps"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
)

// fillUnit sets the slots that a unit's report has whatever its problems.
func (r *report) fillUnit() drilled {
	u := r.u
	found := r.drillDown(unitDrills(), unitRates())
	maps.Copy(r.slots, found.slots)
	maps.Copy(r.slots, map[string]any{
		"单位": u.Name(), "全称": u.Full, "期次": r.f.Period().Title(), "下期": r.f.Period().Next().Title(),
		"等级": r.f.Grade(u.Code), "功能区": u.Group, "领域": u.Domain, "部门": u.Short,
		"截至": zhixiao.ChineseDate(r.f.Cutoff()), "名次移": movedPhrase(r.f, analysis.ScoreTotal, u),
	})
	if r.f.Reference(u.Code) {
		r.slots["参考"] = "参考值"
	}
	switch u.Kind {
	case zhixiao.Region:
		r.slots["本"] = "本区"
		if u.Full != u.Short {
			r.slots["全称"] = u.Full + "（以下简称" + u.Short + "）"
		}
	case zhixiao.Domain:
		r.slots["本"] = "本领域"
		r.slots["全称"] = u.Name() + "（责任单位：" + unbracketed(u.Full) + "）"
	default:
		r.slots["本"] = "全市"
	}
	r.fillVolume()
	r.fillLevels()
	r.fillLights()
	r.fillPerception()
	r.fillVisits()
	return found
}

// unbracketed is a name to stand inside brackets: its own become a dash.
func unbracketed(name string) string {
	return strings.NewReplacer("（", "、", "）", "").Replace(name)
}

func (r *report) fillVolume() {
	r.slots["过程件"] = r.f.Count(analysis.Query{Cube: "case", Column: "applied", Unit: r.u.Code})
	q := analysis.Query{Cube: "caseload", Column: "cases", Unit: r.u.Code}
	own := r.f.Count(q)
	q.Unit = zhixiao.CityCode
	r.slots["办件"] = r.f.InTenThousands(own)
	if r.u.Kind != zhixiao.City {
		r.slots["办件占比"] = r.f.Percent(own, r.f.Count(q))
	}
	complaints := analysis.Query{Cube: "complaint", Column: "cases", Unit: r.u.Code}
	complaints.By, complaints.Limit = []string{"street"}, 5
	var streets []string
	for _, s := range r.f.Top(complaints) {
		if s.Keys[0] != "" {
			streets = append(streets, s.Label)
		}
	}
	r.slots["街乡列"] = strings.Join(streets, "、")
	complaints.By, complaints.Limit = nil, 0
	now, before := r.f.Count(complaints), r.f.PrevCount(complaints)
	r.slots["诉求量"] = now
	r.slots["诉求量变"] = r.growth(now, before)
	mean := r.f.PeerMean(analysis.ScoreTotal, r.u.Group)
	r.slots["组均分"] = mean
	peers := 0
	for _, u := range r.f.Units(r.u.Kind) {
		if u.Group == r.u.Group {
			peers++
		}
	}
	if r.u.Kind != zhixiao.City && mean.Ok() && peers > 1 {
		r.slots["组差"] = peerGap(r.f.Diff(r.f.Value(analysis.ScoreTotal, r.u.Code), mean, "分"))
	}
}

func peerGap(q zhixiao.Quantity) []document.Inline {
	if !q.Ok() {
		return nil
	}
	switch {
	case level(q):
		return plain("与之基本持平")
	case q.Value.Sign() > 0:
		return join(plain("较之高"), size(q))
	}
	return join(plain("较之低"), size(q))
}

// growth is 较上季度增加12件，增长8.5%; a small or zero base has no percentage.
func (r *report) growth(now, before zhixiao.Quantity) []document.Inline {
	if !now.Ok() || !before.Ok() {
		return nil
	}
	delta := r.f.Diff(now, before, now.Unit)
	last := lastName(r.f.Period().Kind)
	switch delta.Value.Sign() {
	case 0:
		return plain("与" + last + "持平")
	case 1:
		if before.Value.Sign() == 0 {
			return join(plain(last+"为"), number(before), plain("，不计算增幅"))
		}
		return join(plain("较"+last+"增加"), size(delta), r.percentage("增长", now, before))
	}
	return join(plain("较"+last+"减少"), size(delta), r.percentage("下降", now, before))
}

func (r *report) percentage(verb string, now, before zhixiao.Quantity) []document.Inline {
	rate := r.f.GrowthRate(now, before)
	if !rate.Ok() {
		return nil
	}
	return join(plain("，"+verb), size(rate))
}

// fillLevels sets which dimensions stand out and the list of strengths.
func (r *report) fillLevels() {
	codes := slices.DeleteFunc(dimensions(), func(c string) bool { return !r.f.Gap(c, r.u.Code).Ok() && r.u.Kind != zhixiao.City })
	measure := func(c string) zhixiao.Decimal {
		if r.u.Kind == zhixiao.City {
			return r.f.Value(c, r.u.Code).Value
		}
		return r.f.Gap(c, r.u.Code).Value
	}
	slices.SortStableFunc(codes, func(a, b string) int { return measure(b).Cmp(measure(a)) })
	if len(codes) > 1 {
		best, worst := codes[0], lastN(codes, 1)[0]
		r.slots["强维"], r.slots["弱维"] = r.f.LevelName(best), r.f.LevelName(worst)
		if r.u.Kind == zhixiao.City || measure(worst).Sign() < 0 {
			r.slots["弱维差"] = gapPhrase(r.f, worst, r.u.Code)
		}
	}
	var good [][]document.Inline
	for _, l := range r.f.Strengths(r.u.Code, 3) {
		rank := r.f.Rank(l.Indicator.Code, r.u.Code)
		if !rank.Place.Ok() || r.u.Light {
			good = append(good, join(plain(l.Indicator.Name+"（"), number(l.Value), plain("）")))
			continue
		}
		place := "，第"
		if len(rank.Tied) > 0 {
			place = "，并列第"
		}
		good = append(good, join(plain(l.Indicator.Name+"（"), number(l.Value), plain(place), bare(rank.Place), plain("位）")))
	}
	if len(good) > 0 {
		r.slots["优势"] = listed(good)
	}
}

// fillLights counts and lists the red and yellow indicators.
func (r *report) fillLights() {
	var names [analysis.Red + 1][]string
	var keys [analysis.Red + 1][]zhixiao.Key
	for _, l := range r.f.Losses(r.u.Code) {
		names[l.Light] = append(names[l.Light], l.Indicator.Name)
		keys[l.Light] = append(keys[l.Light], l.Value.Key)
	}
	red, yellow := analysis.Red, analysis.Yellow
	r.slots["红数"] = r.counted("red", len(names[red]), "项", keys[red]...)
	r.slots["黄数"] = r.counted("yellow", len(names[yellow]), "项", keys[yellow]...)
	r.slots["红列"], r.slots["黄列"] = some(names[red], 4), some(names[yellow], 4)
}

// some is the first n names, with 等 when there are more.
func some(names []string, n int) string {
	s := strings.Join(firstN(names, n), "、")
	if len(names) > n {
		s += "等"
	}
	return s
}

func firstN[T any](list []T, n int) []T { return list[:min(n, len(list))] }

// fillPerception sets the questionnaire's slots.
func (r *report) fillPerception() {
	n := r.surveyed()
	if n.Ok() && n.Value.Sign() > 0 {
		r.slots["问卷数"] = n
	}
	v, m := r.f.Value("D101", r.u.Code), r.f.Margin("D101", r.u.Code)
	if v.Ok() && m.Ok() {
		r.slots["满意区间"] = join(plain("本期得分的95%置信区间为±"), number(m))
	}
	groups := slices.DeleteFunc(surveyCodes()[1:], func(c string) bool { return !r.f.Value(c, r.u.Code).Ok() })
	slices.SortStableFunc(groups, func(a, b string) int {
		return r.f.Value(a, r.u.Code).Value.Cmp(r.f.Value(b, r.u.Code).Value)
	})
	if len(groups) > 1 {
		r.slots["最低题组"] = r.codeName(groups[0])
		r.slots["最低题组全"] = commas(join(plain(r.codeName(groups[0])+"最低，为"), number(r.f.Value(groups[0], r.u.Code))), gapPhrase(r.f, groups[0], r.u.Code))
		r.slots["次低题组"] = join(plain(r.codeName(groups[1])), number(r.f.Value(groups[1], r.u.Code)))
	}
	r.slots["感知差"] = r.f.Value("D301", r.u.Code)
	r.slots["访谈数"] = r.f.Count(analysis.Query{Cube: "interview", Column: "calls", Unit: r.u.Code})
}

// fillVisits counts the covert visits and their findings.
func (r *report) fillVisits() {
	if r.u.Kind == zhixiao.Domain {
		return
	}
	visits := r.f.Visits(r.u.Code)
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
		r.slots["暗访数"] = r.counted("visits", len(visits), "次")
		r.slots["暗访问题"] = r.counted("findings", found, "条")
		r.slots["暗访严重"] = r.counted("findings.severe", severe, "条")
	}
}

// lookBack compares the indicators that were red or yellow last quarter with
// where they stand now: the follow-up that data alone can give.
func (r *report) lookBack() {
	var better, worse [][]document.Inline
	var all []zhixiao.Key
	nBetter := 0
	for _, ind := range r.f.Indicators() {
		c := r.f.Change(ind.Code, r.u.Code)
		if !ind.HasLights || ind.Direction == zhixiao.Observe || !c.From.Ok() || !c.Delta.Ok() || !wasWarned(ind, c.From.Value) {
			continue
		}
		all = append(all, c.Delta.Key)
		item := join(plain(ind.Name+"由"), number(c.From), plain("变为"), number(r.f.Value(ind.Code, r.u.Code)))
		if c.Delta.Value.Sign() == 0 {
			item = join(plain(ind.Name+"仍为"), number(c.From))
		}
		if c.Better > 0 && !level(c.Delta) {
			nBetter = nBetter + 1
			better = append(better, item)
		} else {
			worse = append(worse, item)
		}
	}
	if len(all) == 0 {
		return
	}
	r.slots["回看数"] = r.counted("followed", len(all), "项", all...)
	r.slots["改善数"] = r.counted("better", nBetter, "项", all...)
	r.slots["未改数"] = r.counted("notbetter", len(worse), "项", all...)
	if len(better) > 0 {
		r.slots["回看列"] = someListed(better, 2)
	}
	if len(worse) > 0 {
		r.slots["未改列"] = someListed(worse, 2)
	}
}

// wasWarned reports whether a value was at or beyond the yellow line.
func wasWarned(ind zhixiao.Indicator, v zhixiao.Decimal) bool {
	if ind.Direction == zhixiao.Lower {
		return v.Cmp(ind.Yellow) >= 0
	}
	return v.Cmp(ind.Yellow) <= 0
}

// someListed is the first n items, with 等 when there are more.
func someListed(items [][]document.Inline, n int) []document.Inline {
	out := listed(firstN(items, n))
	if len(items) > n {
		out = append(out, text("等"))
	}
	return out
}
