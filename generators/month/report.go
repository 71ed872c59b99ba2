package month

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// The monthly report's length and how many obstacles and cases it tells of.
const (
	monthMin, monthTarget, monthMax = 1400, 1500, 1700
	monthLimit                      = 1660
	obstaclesTold                   = 3
	casesTold                       = 1
	mechanismsTold                  = 2
)

// report is the monthly report being written.
type report struct {
	*volume
	groups []analysis.ComplaintGroup
	told   []*obstacle
}

// Report is 办事堵点问题专项分析报告.
func Report(f *analysis.Facts, t *templates.Set, u zhixiao.Unit) (*document.Document, error) {
	r := &report{volume: newVolume(f, t, u, "month", "complaint"), groups: f.ComplaintGroups(complaintRules(f, t))}
	r.Look = prose.NewAnswers(reportSlots(), r, prose.Month, r.Look, r.Draft.Fault).Look
	for _, s := range f.Obstacles(u.Code, obstaclesTold) {
		r.told = append(r.told, r.obstacle(s))
	}
	r.Heading(1, "overview", "本月总体情况")
	r.Para("overview.text", "YD01", "YD02", "YD03", "YD04", "YD05", "YD06", "YD07")
	r.Draft.Blocks = append(r.Draft.Blocks, r.channelTable("table.channels"), r.classChart("figure.classes"))
	r.Heading(1, "obstacles", "主要堵点分析")
	r.Para("obstacles.intro", "YD20")
	for i, o := range r.told {
		role := "obstacle." + zhixiao.Int(int64(i+1)).String()
		r.Draft.Heading(3, role, r.First(o.family.Title, o.look))
		r.Draft.Paragraph(role+".facts", append(r.SayFor(o.look, "YD21", "YD22", "YD23", "YD24"), o.mechanism()...)...)
	}
	heat := r.regionHeat()
	heat.Title, heat.HeightMM = "17个区域诉求一级类别件数", 100
	r.Draft.Blocks = append(r.Draft.Blocks, r.Figure("figure.regions", heat.Title, heat, "全口径诉求", "颜色越深件数越多"))
	r.examples()
	r.remedies()
	r.Heading(1, "followup", "上月问题办理进展")
	r.Para("followup.text", "YD51", "YD52")
	r.Para("reach.text", "N08", "N09")

	doc := r.Document("month-report", "北京市办事堵点问题专项分析报告", document.Budget{Min: monthMin, Target: monthTarget, Max: monthMax})
	doc.TOC = false
	r.Draft.Fit(doc, monthLimit)
	return doc, r.Draft.Err()
}

var reportSlots = sync.OnceValue(func() *prose.Registry[*report] {
	type entry = prose.Entry[*report]
	ref := func(name, role, means string) entry {
		return entry{Name: name, Type: prose.ReferenceType, Means: means, Of: func(r *report) any { return document.Inline(document.Ref{Target: r.Draft.ID(role)}) }}
	}
	return prose.NewRegistry(prose.Month, append(closingSlots[*report]("上月"),
		entry{Name: "优先列", Type: prose.WordsType, Means: "应优先办理的件数：严重、典型", Of: func(r *report) any {
			return prose.Present(
				prose.Tally{Name: "严重及以上问题", N: r.Facts.Count(analysis.Query{Cube: "complaint", Column: "severe", Unit: r.Unit.Code})},
				prose.Tally{Name: "典型问题", N: r.Facts.CountGroups(r.Unit.Code, "typical.cases", "件", r.groups, casesWhere(analysis.ComplaintGroup.IsTypical))},
			)
		}},
		entry{Name: "变类", Type: prose.WordsType, Means: "占比上升最多的一级类别", Of: func(r *report) any {
			if l1, _, _, ok := r.Facts.ShiftedShare(r.Unit.Code); ok {
				return r.Facts.Names().L1[l1]
			}
			return nil
		}},
		entry{Name: "变点", Type: prose.NumberType, Means: "该类占比上升的百分点", Of: func(r *report) any {
			if _, _, moved, ok := r.Facts.ShiftedShare(r.Unit.Code); ok {
				return prose.Bare(moved)
			}
			return nil
		}},
		entry{Name: "密区", Type: prose.WordsType, Means: "每万件办件诉求最多的区", Of: (*report).densest},
		entry{Name: "密值", Type: prose.NumberType, Means: "该区每万件办件诉求量", Of: func(r *report) any { return r.density(true) }},
		entry{Name: "密市", Type: prose.NumberType, Means: "全市每万件办件诉求量", Of: func(r *report) any { return r.density(false) }},
		entry{Name: "上月堵点列", Type: prose.WordsType, Means: "上月所列堵点的变化", Of: (*report).obstaclesBefore},
		entry{Name: "治理数", Type: prose.NumberType, Means: "主动治理案例数", Of: func(r *report) any {
			var keys []zhixiao.Key
			for _, o := range r.wide() {
				keys = append(keys, o.share.Count.Key)
			}
			return r.Counted("governed", len(keys), "项", keys...)
		}},
		entry{Name: "治理列", Type: prose.WordsType, Means: "主动治理案例", Of: func(r *report) any {
			return listedOrNil(r.wide(), func(o *obstacle) []document.Inline {
				return prose.Plain(r.MatterName(o.matter) + quoted(o.share.Label))
			})
		}},
		ref("表渠道", "table.channels", "按渠道汇总表"), ref("图类别", "figure.classes", "各类别件数图"), ref("图区域", "figure.regions", "区域与类别热力图"),
	)...)
})

// worst is the region with the most complaints among its cases, and the indicator that
// says so; ok is false where there is none.
func (r *report) worst() (u zhixiao.Unit, code string, ok bool) {
	code = r.Facts.Column("complaint", "cases").Of
	top := r.Facts.Ranking(code, zhixiao.Region)
	if len(top) == 0 {
		return u, code, false
	}
	return prose.LastN(top, 1)[0], code, true
}

func (r *report) densest() any {
	if u, _, ok := r.worst(); ok {
		return u.Short
	}
	return nil
}

// density is the worst region's, or the unit's own.
func (r *report) density(worst bool) any {
	u, code, ok := r.worst()
	switch {
	case !ok:
		return nil
	case worst:
		return r.Facts.Value(code, u.Code)
	}
	return r.Facts.Value(code, r.Unit.Code)
}

// obstaclesBefore is how last month's obstacles came along.
func (r *report) obstaclesBefore() any {
	before, ok := r.Facts.Before()
	if total, _ := r.closing(); !ok || total.Value.Sign() == 0 {
		return nil
	}
	return listedOrNil(before.Obstacles(r.Unit.Code, obstaclesTold), func(s analysis.Share) []document.Inline {
		q := analysis.Query{Cube: "complaint", Column: "cases", Unit: r.Unit.Code, Where: map[string]string{"l2": s.Keys[0]}}
		was, now := r.Facts.PrevCount(q), r.Facts.Count(q)
		if !was.Ok() || !now.Ok() {
			return nil
		}
		way := "增至"
		switch now.Value.Cmp(was.Value) {
		case -1:
			way = "降至"
		case 0:
			return prose.Join(prose.Plain(quoted(s.Label)+"仍为"), prose.Number(now))
		}
		return prose.Join(prose.Plain(quoted(s.Label)+"由"), prose.Number(was), prose.Plain(way), prose.Number(now))
	})
}

// wide is the obstacles whose matter is met in many regions.
func (r *report) wide() []*obstacle {
	return slices.DeleteFunc(slices.Clone(r.told), func(o *obstacle) bool {
		return !slices.ContainsFunc(r.groups, func(g analysis.ComplaintGroup) bool {
			return g.Lead.L2 == o.share.Keys[0] && g.Lead.Matter == o.matter && slices.Contains(g.Frequent, "H5")
		})
	})
}

// channelTable is 表1: first-level classes by channel.
func (r *report) channelTable(role string) document.Table {
	t := document.Table{ID: r.Draft.ID(role), Caption: "本月诉求渠道与一级类别分布", Unit: "件",
		Note: prose.Plain("按去重口径计；较上月为件数增减；占比以全部有效诉求为分母。")}
	head, widths, kinds := []string{"问题类别（一级）"}, []float64{2.4}, "l"
	sources := r.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.Unit.Code, By: []string{"source"}})
	for _, s := range sources {
		head, widths, kinds = append(head, s.Label), append(widths, 1.1), kinds+"c"
	}
	t.Header = prose.Header(append(head, "合计", "占比（%）", "较上月")...)
	t.Columns = prose.Columns(kinds+"ccc", append(widths, 1, 1.1, 1)...)
	row := func(name string, where map[string]string) []document.Cell {
		cells := []document.Cell{prose.Words(name)}
		for _, s := range sources {
			in := map[string]string{"source": s.Keys[0]}
			maps.Copy(in, where)
			cells = append(cells, prose.Value(r.Facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.Unit.Code, Where: in})))
		}
		q := analysis.Query{Cube: "complaint", Column: "cases", Unit: r.Unit.Code, Where: where}
		now, all := r.Facts.Count(q), r.Facts.Count(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.Unit.Code})
		return append(cells, prose.Value(now), prose.Value(r.Facts.Percent(now, all)), prose.Signed(r.Facts.Diff(now, r.Facts.PrevCount(q), "件")))
	}
	for _, code := range slices.Sorted(maps.Keys(r.Facts.Names().L1)) {
		if code < "99" {
			t.Rows = append(t.Rows, row(r.Facts.Names().L1[code], map[string]string{"l1": code}))
		}
	}
	t.Rows = append(t.Rows, row("合计", nil))
	t.Sums = columnSums(t.Rows, 1, len(sources)+1)
	return t
}

// columnSums states that the last row adds up the others in the columns from
// first to last.
func columnSums(rows [][]document.Cell, first, last int) []document.Sum {
	var sums []document.Sum
	for col := first; col <= last; col++ {
		var s document.Sum
		for i := range rows {
			at := document.CellAt{Row: i, Index: col}
			s.Parts = append(s.Parts, s.Total)
			s.Total = at
		}
		s.Parts = s.Parts[1:]
		sums = append(sums, s)
	}
	return sums
}

// classChart is 图1: classes this month and last.
func (r *report) classChart(role string) document.Figure {
	var labels []string
	var now, before []zhixiao.Quantity
	for _, s := range r.Facts.Top(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.Unit.Code, By: []string{"l1"}}) {
		labels, now = append(labels, s.Label), append(now, s.Count)
		before = append(before, r.Facts.PrevCount(analysis.Query{Cube: "complaint", Column: "cases", Unit: r.Unit.Code, Where: map[string]string{"l1": s.Keys[0]}}))
	}
	series := []document.Series{{Name: "本月", Points: now}}
	if slices.ContainsFunc(before, zhixiao.Quantity.Ok) {
		series = append(series, document.Series{Name: "上月", Points: before})
	}
	return r.Figure(role, "诉求一级类别件数与上月对照", document.Chart{
		Kind: document.GroupedColumnChart, Title: "诉求一级类别件数", Labels: labels, YTitle: "件数", Series: series, Unit: "件",
	}, "全口径诉求", "件数最多的类别是"+strings.Join(prose.FirstN(labels, 1), ""))
}

// remedies writes a cause and a remedy for each obstacle.
func (r *report) remedies() {
	r.Heading(1, "advice", "成因与建议")
	for i, o := range r.told {
		r.Draft.Paragraph("advice."+zhixiao.Int(int64(i+1)).String(),
			append([]prose.Sentence{{Inlines: []document.Inline{document.Strong(prose.Ordinal(i))}}}, r.SayFor(o.look, "YD41")...)...)
	}
	r.Para("governed.text", "YD42")
}
