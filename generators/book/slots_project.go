package book

import (
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/analysis/contract"
	"zhixiao/document"
	"zhixiao/generators/fulfilment"
	"zhixiao/generators/prose"
)

func (b *book) contract() contract.Account { return contract.Of(b.facts) }

// dutySlots are which quotas of the contract are ahead and which behind.
func dutySlots() []entry {
	worst := nth(func(b *book) []contract.Pace {
		return greatest(b.paces(true), func(x, y contract.Pace) int { return y.Ahead.Value.Cmp(x.Ahead.Value) })
	}, 0)
	return []entry{
		{Name: "时间进度", Type: prose.NumberType, Means: "实施期时间进度", Of: func(b *book) any { return b.contract().Elapsed() }},
		{Name: "履约高列", Type: prose.WordsType, Means: "不低于时间进度（中期）或已达到合同数量（终期）的项目及完成率", Of: func(b *book) any { return paceList(b.paces(false)) }},
		{Name: "履约低列", Type: prose.WordsType, Means: "低于时间进度（中期）或未达到合同数量（终期）的项目及完成率", Of: func(b *book) any { return paceList(b.paces(true)) }},
		{Name: "履约列", Type: prose.WordsType, Means: "前四个项目及完成率", Of: func(b *book) any { return paceList(prose.FirstN(b.rated(), 4)) }},
		{Name: "欠账名", Type: prose.WordsType, Means: "{履约低列}中与时间进度差得最多的项目", Of: worst(func(_ *book, p contract.Pace) any { return p.Name })},
		{Name: "欠账率", Type: prose.NumberType, Means: "该项目的完成率", Of: worst(func(_ *book, p contract.Pace) any { return p.Rate })},
		{Name: "欠账差", Type: prose.NumberType, Means: "该项目完成率与时间进度之差", Of: worst(func(_ *book, p contract.Pace) any { return p.Ahead })},
		{Name: "欠量列", Type: prose.WordsType, Means: "未达到合同数量的项目及所差数量", Of: func(b *book) any { return b.amounts(-1) }},
		{Name: "超量列", Type: prose.WordsType, Means: "超出合同数量的项目及超出数量", Of: func(b *book) any { return b.amounts(1) }},
	}
}

// rated is the quotas whose rate is known.
func (b *book) rated() []contract.Pace {
	return slices.DeleteFunc(slices.Clone(b.contract().Paces()), func(p contract.Pace) bool { return !p.Rate.Ok() })
}

// paces is the quotas that are late, or those that are not: behind the days that have
// passed, and at the end of the contract behind its amounts.
func (b *book) paces(late bool) []contract.Pace {
	return slices.DeleteFunc(b.rated(), func(p contract.Pace) bool {
		is := p.Ahead.Value.Sign() < 0
		if b.final() {
			is = p.Done.Value.Cmp(p.Required.Value) < 0
		}
		return is != late
	})
}

// paceList is quotas with their rate: 公众问卷（98.5%）.
func paceList(list []contract.Pace) []document.Inline {
	var items [][]document.Inline
	for _, p := range list {
		items = append(items, prose.Join(prose.Plain(p.Name+"（"), prose.Number(p.Rate), prose.Plain("）")))
	}
	return prose.Listed(items)
}

// amounts lists by how many quotas are missed, for 1 by how many exceeded.
func (b *book) amounts(way int) []document.Inline {
	var items [][]document.Inline
	for _, p := range b.contract().Paces() {
		if gap := b.facts.Diff(p.Done, p.Required, ""); gap.Ok() && gap.Value.Sign() == way {
			items = append(items, prose.Join(prose.Plain(p.Name), prose.Size(gap)))
		}
	}
	return prose.Listed(items)
}

func (b *book) dutyTable() document.Table {
	t := document.Table{
		Caption: "合同数量指标履约对照", Columns: prose.Columns("lcccc", 2.2, 1.2, 1.2, 1.1, 1.4),
		Header: prose.Header("项目", "合同数量", "已完成", "完成率（%）", "与时间进度之差（百分点）"),
		Note:   prose.Join(prose.Plain("自实施期首日至数据截止日计；问卷为有效样本，主动治理案例按立项日、专项核查按结束日计。"), fulfilment.Judged(b.contract().Quotas())),
	}
	for _, d := range b.contract().Paces() {
		t.Rows = append(t.Rows, []document.Cell{prose.Words(d.Name), amount(d.Required), amount(d.Done), prose.Value(d.Rate), prose.Signed(d.Ahead)})
	}
	return t
}

func (b *book) dutyChart() document.Figure {
	var labels []string
	var points []zhixiao.Quantity
	for _, d := range b.contract().Paces() {
		labels, points = append(labels, d.Name), append(points, d.Rate)
	}
	return b.fig("合同数量指标完成率", document.Chart{
		Kind: document.RankingBarChart, Labels: labels, XTitle: "完成率", Unit: "%", Series: []document.Series{{Name: "完成率", Points: points}},
		Reference: &document.Reference{Name: "时间进度", Value: b.contract().Elapsed()},
	}, "项目台账", "各项数量指标完成率与时间进度对照")
}

// revisionSlots are what the measured redundancy and spread say of the set.
func revisionSlots() []entry {
	first := nth((*book).redundant, 0)
	left := func(say func(b *book, codes []string) any) func(*book) any {
		return func(b *book) any {
			if codes := b.revision().left; len(codes) > 0 {
				return say(b, codes)
			}
			return nil
		}
	}
	weight := func(kind zhixiao.UnitKind) func(*book) any {
		return left(func(b *book, codes []string) any {
			var all []zhixiao.Quantity
			for _, code := range codes {
				all = append(all, b.facts.Weight(code, kind))
			}
			return b.facts.Sum(all...)
		})
	}
	return []entry{
		{Name: "冗数", Type: prose.NumberType, Means: "区域之间秩相关系数绝对值超过{冗界}的计分指标对数", Of: func(b *book) any {
			return b.report.Counted("redundant", len(b.redundant()), "对")
		}},
		{Name: "冗界", Type: prose.NumberType, Means: "判定相关过高的界限", Of: func(b *book) any {
			return zhixiao.Quantity{Key: zhixiao.NewKey("redundant.from", b.unit.Code, b.facts.Period()), Value: zhixiao.Decimal{N: 90, Places: 2}, Rule: "冗余判断标准"}
		}},
		{Name: "冗一甲", Type: prose.WordsType, Means: "相关系数绝对值最高的一对的前一指标", Of: first(func(_ *book, r analysis.Redundancy) any { return r.A.Name })},
		{Name: "冗一乙", Type: prose.WordsType, Means: "该对的后一指标", Of: first(func(_ *book, r analysis.Redundancy) any { return r.B.Name })},
		{Name: "冗一值", Type: prose.NumberType, Means: "该对的秩相关系数", Of: first(func(_ *book, r analysis.Redundancy) any { return r.Correlation })},
		{Name: "平列", Type: prose.WordsType, Means: "各区域得分几乎没有差异的指标，至多五项", Of: func(b *book) any {
			return prose.Some(indicatorNames(b.facts.Discriminations(zhixiao.Region), analysis.Discrimination.Flat), 5)
		}},
		{Name: "增权列", Type: prose.WordsType, Means: "过程、体验、感知中区分度最高的三项指标，建议增加权重", Of: func(b *book) any {
			return strings.Join(indicatorNames(b.telling(), func(analysis.Discrimination) bool { return true }), "、")
		}},
		{Name: "修数", Type: prose.NumberType, Means: "建议修订的处数", Of: func(b *book) any { return b.report.Counted("revisions", len(b.revision().table.Rows), "处") }},
		{Name: "退出数", Type: prose.NumberType, Means: "建议转为观察指标的个数", Of: left(func(b *book, codes []string) any { return b.report.Counted("revisions.left", len(codes), "个") })},
		{Name: "退出区权", Type: prose.NumberType, Means: "这些指标在区域权重中的合计", Of: weight(zhixiao.Region)},
		{Name: "退出领权", Type: prose.NumberType, Means: "这些指标在领域权重中的合计", Of: weight(zhixiao.Domain)},
	}
}

// redundant is the pairs of indicators that put the regions in nearly the same order.
func (b *book) redundant() []analysis.Redundancy {
	return b.kept.redundant.Of(func() []analysis.Redundancy { return b.facts.Redundancies(zhixiao.Region) })
}

// indicatorNames is the names of the indicators that are of a sort.
func indicatorNames(list []analysis.Discrimination, is func(analysis.Discrimination) bool) []string {
	var names []string
	for _, d := range list {
		if is(d) {
			names = append(names, d.Indicator.Name)
		}
	}
	return names
}

// revision is what to do with indicators that say the same or say nothing, and the codes
// that are to leave the score.
type revision struct {
	table document.Table
	left  []string
}

func (b *book) revision() revision { return b.kept.revision.Of(b.revise) }

func (b *book) revise() revision {
	var left []string
	t := document.Table{
		Caption: "指标体系修订建议", Columns: prose.Columns("cllll", 0.5, 1, 2.6, 2.8, 2.4),
		Header: prose.Header("序号", "类型", "指标", "依据", "建议"),
		Note:   prose.Plain("相关为各区域公布值的斯皮尔曼秩相关系数；离散为各区域该指标得分的标准差。修订自下一监测年度起施行。"),
	}
	add := func(kind, name string, why []document.Inline, what string) {
		t.Rows = append(t.Rows, []document.Cell{prose.Words(zhixiao.Int(int64(len(t.Rows) + 1)).String()), prose.Words(kind), prose.Words(name), prose.Cell(why), prose.Words(what)})
	}
	merged, apart := map[string]bool{}, map[string]zhixiao.Quantity{}
	all := b.facts.Discriminations(zhixiao.Region)
	for _, d := range all {
		apart[d.Indicator.Code] = d.StdDev
	}
	for _, p := range b.redundant() {
		keep, drop := p.A, p.B
		if c := keep.Region.Cmp(drop.Region); c < 0 || c == 0 && apart[keep.Code].Value.Cmp(apart[drop.Code].Value) < 0 {
			keep, drop = drop, keep
		}
		if merged[drop.Code] {
			continue
		}
		merged[drop.Code] = true
		left = append(left, drop.Code)
		add("合并", p.A.Name+"、"+p.B.Name, prose.Join(prose.Plain("秩相关系数"), prose.Number(p.Correlation)), "保留"+keep.Name+"计分，"+drop.Name+"转为观察指标")
	}
	for _, d := range all {
		if d.Flat() && !merged[d.Indicator.Code] {
			left = append(left, d.Indicator.Code)
			add("退出计分", d.Indicator.Name, prose.Join(prose.Plain("得分离散"), prose.Number(d.StdDev), prose.Plain("，满分区域"), prose.Number(d.Full)), "转为观察指标，腾出权重")
		}
	}
	for _, d := range b.telling() {
		add("提高权重", d.Indicator.Name, prose.Join(prose.Plain("得分离散"), prose.Number(d.StdDev), prose.Plain("，区分度居前")), "承接腾出的权重")
	}
	return revision{t, left}
}

// telling is the three indicators of process, service and perception that tell the
// regions apart best; those of few cases are left out.
func (b *book) telling() []analysis.Discrimination {
	var out []analysis.Discrimination
	for _, d := range b.facts.Discriminations(zhixiao.Region) {
		few := strings.HasPrefix(d.Indicator.Level2, "D2") || d.Indicator.Level1 == "A" || d.Indicator.Level1 == "E"
		if !few {
			out = append(out, d)
		}
	}
	return backwards(prose.LastN(out, 3))
}
