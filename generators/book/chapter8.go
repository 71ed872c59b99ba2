package book

import (
	"fmt"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/analysis/contract"
	"zhixiao/document"
	"zhixiao/generators/fulfilment"
	"zhixiao/generators/prose"
)

func errNoRemedy(p *prose.Problem) error {
	return fmt.Errorf("问题“%s”没有适用的建议", document.PlainText(p.Title, nil))
}

// project is chapter 8: the contract's quotas and the indicators themselves.
func (b *book) project() {
	revisions, left := b.revisionTable()
	b.fillRevision(len(revisions.Rows), left)
	rates, shown := b.dutyChart(), b.table("表履约", b.dutyTable())
	revised := b.table("表修订", revisions)
	b.Heading(1, "eight", "项目实施与指标优化")
	b.Heading(2, "eight.duties", "履约完成情况")
	b.para("eight.duties.a", "Y811", "Y812", "Y813")
	b.place(rates)
	b.place(shown)
	b.para("eight.duties.b", "Y841", "Y844", "Y842", "Y843", "Y845")
	b.Heading(2, "eight.set", "指标体系优化")
	b.para("eight.set.a", "Y821", "Y822", "Y824", "Y823")
	b.place(revised)
	b.Heading(2, "eight.next", "下一步")
	b.para("eight.next.a", "Y831", "Y833", "Y832")
}

// fillDuties sets which quotas are ahead and which behind.
func (b *book) fillDuties() {
	var ahead, behind, all [][]document.Inline
	var worst contract.Pace
	for _, d := range contract.Of(b.Facts).Paces() {
		if !d.Rate.Ok() {
			continue
		}
		item := prose.Join(prose.Plain(d.Name+"（"), prose.Number(d.Rate), prose.Plain("）"))
		all = append(all, item)
		late := d.Ahead.Value.Sign() < 0
		if b.final() {
			late = d.Done.Value.Cmp(d.Required.Value) < 0
		}
		if !late {
			ahead = append(ahead, item)
			continue
		}
		behind = append(behind, item)
		if worst.Name == "" || d.Ahead.Value.Cmp(worst.Ahead.Value) < 0 {
			worst = d
		}
	}
	b.Slots["履约高列"], b.Slots["履约低列"], b.Slots["履约列"] = prose.Listed(ahead), prose.Listed(behind), prose.Listed(prose.FirstN(all, 4))
	b.fillAmounts()
	b.Slots["时间进度"] = contract.Of(b.Facts).Elapsed()
	if worst.Name != "" {
		b.Slots["欠账名"], b.Slots["欠账率"], b.Slots["欠账差"] = worst.Name, worst.Rate, worst.Ahead
	}
}

// fillAmounts lists by how many a quota is missed and by how many exceeded.
func (b *book) fillAmounts() {
	var short, over [][]document.Inline
	for _, d := range contract.Of(b.Facts).Paces() {
		gap := b.Facts.Diff(d.Done, d.Required, "")
		if !gap.Ok() {
			continue
		}
		switch item := prose.Join(prose.Plain(d.Name), prose.Size(gap)); gap.Value.Sign() {
		case 1:
			over = append(over, item)
		case -1:
			short = append(short, item)
		}
	}
	b.Slots["欠量列"], b.Slots["超量列"] = prose.Listed(short), prose.Listed(over)
}

func (b *book) dutyTable() document.Table {
	t := document.Table{
		Caption: "合同数量指标履约对照", Columns: prose.Columns("lcccc", 2.2, 1.2, 1.2, 1.1, 1.4),
		Header: prose.Header("项目", "合同数量", "已完成", "完成率（%）", "与时间进度之差（百分点）"),
		Note:   prose.Join(prose.Plain("自实施期首日至数据截止日计；问卷为有效样本，主动治理案例按立项日、专项核查按结束日计。"), fulfilment.Judged(contract.Of(b.Facts).Quotas())),
	}
	for _, d := range contract.Of(b.Facts).Paces() {
		t.Rows = append(t.Rows, []document.Cell{prose.Words(d.Name), amount(d.Required), amount(d.Done), prose.Value(d.Rate), prose.Signed(d.Ahead)})
	}
	return t
}

func (b *book) dutyChart() document.Figure {
	var labels []string
	var points []zhixiao.Quantity
	for _, d := range contract.Of(b.Facts).Paces() {
		labels, points = append(labels, d.Name), append(points, d.Rate)
	}
	return b.fig("图履约", "合同数量指标完成率", document.Chart{
		Kind: document.RankingBarChart, Labels: labels, XTitle: "完成率", Unit: "%", Series: []document.Series{{Name: "完成率", Points: points}},
		Reference: &document.Reference{Name: "时间进度", Value: contract.Of(b.Facts).Elapsed()},
	}, "项目台账", "各项数量指标完成率与时间进度对照")
}

// fillRevision sets what the measured redundancy and spread say of the set; left is
// the codes that would be scored no longer.
func (b *book) fillRevision(rows int, left []string) {
	pairs := b.Facts.Redundancies(zhixiao.Region)
	b.Slots["冗数"] = b.Counted("redundant", len(pairs), "对")
	b.Slots["冗界"] = zhixiao.Quantity{Key: zhixiao.NewKey("redundant.from", b.Unit.Code, b.Facts.Period()), Value: zhixiao.Decimal{N: 90, Places: 2}, Rule: "冗余判断标准"}
	if len(pairs) > 0 {
		b.Slots["冗一甲"], b.Slots["冗一乙"], b.Slots["冗一值"] = pairs[0].A.Name, pairs[0].B.Name, pairs[0].Correlation
	}
	var flat []string
	for _, d := range b.Facts.Discriminations(zhixiao.Region) {
		if d.Flat() {
			flat = append(flat, d.Indicator.Name)
		}
	}
	b.Slots["平列"] = prose.Some(flat, 5)
	var telling []string
	for _, d := range b.telling() {
		telling = append(telling, d.Indicator.Name)
	}
	b.Slots["增权列"] = prose.Some(telling, len(telling))
	b.Slots["修数"] = b.Counted("revisions", rows, "处")
	var region, domain []zhixiao.Quantity
	for _, code := range left {
		region, domain = append(region, b.Facts.Weight(code, zhixiao.Region)), append(domain, b.Facts.Weight(code, zhixiao.Domain))
	}
	if len(left) > 0 {
		b.Slots["退出数"], b.Slots["退出区权"], b.Slots["退出领权"] = b.Counted("revisions.left", len(left), "个"), b.Facts.Sum(region...), b.Facts.Sum(domain...)
	}
}

// revisionTable is what to do with indicators that say the same or say nothing, and
// the codes that are to leave the score.
func (b *book) revisionTable() (t document.Table, left []string) {
	t = document.Table{
		Caption: "指标体系修订建议", Columns: prose.Columns("cllll", 0.5, 1, 2.6, 2.8, 2.4),
		Header: prose.Header("序号", "类型", "指标", "依据", "建议"),
		Note:   prose.Plain("相关为各区域公布值的斯皮尔曼秩相关系数；离散为各区域该指标得分的标准差。修订自下一监测年度起施行。"),
	}
	add := func(kind, name string, why []document.Inline, what string) {
		t.Rows = append(t.Rows, []document.Cell{prose.Words(zhixiao.Int(int64(len(t.Rows) + 1)).String()), prose.Words(kind), prose.Words(name), prose.Cell(why), prose.Words(what)})
	}
	merged, apart := map[string]bool{}, map[string]zhixiao.Quantity{}
	all := b.Facts.Discriminations(zhixiao.Region)
	for _, d := range all {
		apart[d.Indicator.Code] = d.StdDev
	}
	for _, p := range b.Facts.Redundancies(zhixiao.Region) {
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
	return t, left
}

// telling is the three indicators of process, service and perception that tell the
// regions apart best; those of few cases are left out.
func (b *book) telling() []analysis.Discrimination {
	var out []analysis.Discrimination
	for _, d := range b.Facts.Discriminations(zhixiao.Region) {
		few := strings.HasPrefix(d.Indicator.Level2, "D2") || d.Indicator.Level1 == "A" || d.Indicator.Level1 == "E"
		if !few {
			out = append(out, d)
		}
	}
	return backwards(prose.LastN(out, 3))
}
