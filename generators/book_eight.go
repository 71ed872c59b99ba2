package generators

import (
	"fmt"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/analysis/contract"
	"zhixiao/document"
)

func errNoAdvice(p *problem) error {
	return fmt.Errorf("问题“%s”没有适用的建议", document.PlainText(p.title, nil))
}

// project is chapter 8: the contract's quotas and the indicators themselves.
func (b *book) project() {
	revisions, left := b.revisionTable()
	b.fillRevision(len(revisions.Rows), left)
	rates, shown := b.dutyChart(), b.table("表履约", b.dutyTable())
	revised := b.table("表修订", revisions)
	b.heading(1, "eight", "项目实施与指标优化")
	b.heading(2, "eight.duties", "履约完成情况")
	b.para("eight.duties.a", "Y811", "Y812", "Y813")
	b.place(rates)
	b.place(shown)
	b.para("eight.duties.b", "Y841", "Y844", "Y842", "Y843", "Y845")
	b.heading(2, "eight.set", "指标体系优化")
	b.para("eight.set.a", "Y821", "Y822", "Y824", "Y823")
	b.place(revised)
	b.heading(2, "eight.next", "下一步")
	b.para("eight.next.a", "Y831", "Y833", "Y832")
}

// fillDuties sets which quotas are ahead and which behind.
func (b *book) fillDuties() {
	var ahead, behind, all [][]document.Inline
	var worst contract.Pace
	for _, d := range contract.Of(b.f).Paces() {
		if !d.Rate.Ok() {
			continue
		}
		item := join(plain(d.Name+"（"), number(d.Rate), plain("）"))
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
	b.slots["履约高列"], b.slots["履约低列"], b.slots["履约列"] = listed(ahead), listed(behind), listed(firstN(all, 4))
	b.fillAmounts()
	b.slots["时间进度"] = contract.Of(b.f).Elapsed()
	if worst.Name != "" {
		b.slots["欠账名"], b.slots["欠账率"], b.slots["欠账差"] = worst.Name, worst.Rate, worst.Ahead
	}
}

// fillAmounts lists by how many a quota is missed and by how many exceeded.
func (b *book) fillAmounts() {
	var short, over [][]document.Inline
	for _, d := range contract.Of(b.f).Paces() {
		gap := b.f.Diff(d.Done, d.Required, "")
		if !gap.Ok() {
			continue
		}
		switch item := join(plain(d.Name), size(gap)); gap.Value.Sign() {
		case 1:
			over = append(over, item)
		case -1:
			short = append(short, item)
		}
	}
	b.slots["欠量列"], b.slots["超量列"] = listed(short), listed(over)
}

func (b *book) dutyTable() document.Table {
	t := document.Table{
		Caption: "合同数量指标履约对照", Columns: columns("lcccc", 2.2, 1.2, 1.2, 1.1, 1.4),
		Header: header("项目", "合同数量", "已完成", "完成率（%）", "与时间进度之差（百分点）"),
		Note:   join(plain("自实施期首日至数据截止日计；问卷为有效样本，主动治理案例按立项日、专项核查按结束日计。"), Judged(contract.Of(b.f).Quotas())),
	}
	for _, d := range contract.Of(b.f).Paces() {
		t.Rows = append(t.Rows, []document.Cell{words(d.Name), amount(d.Required), amount(d.Done), value(d.Rate), signed(d.Ahead)})
	}
	return t
}

func (b *book) dutyChart() document.Figure {
	var labels []string
	var points []zhixiao.Quantity
	for _, d := range contract.Of(b.f).Paces() {
		labels, points = append(labels, d.Name), append(points, d.Rate)
	}
	return b.fig("图履约", "合同数量指标完成率", document.Chart{
		Kind: document.RankingBarChart, Labels: labels, XTitle: "完成率", Unit: "%", Series: []document.Series{{Name: "完成率", Points: points}},
		Reference: &document.Reference{Name: "时间进度", Value: contract.Of(b.f).Elapsed()},
	}, "项目台账", "各项数量指标完成率与时间进度对照")
}

// fillRevision sets what the measured redundancy and spread say of the set; left is
// the codes that would be scored no longer.
func (b *book) fillRevision(rows int, left []string) {
	pairs := b.f.Redundancies(zhixiao.Region)
	b.slots["冗数"] = b.counted("redundant", len(pairs), "对")
	b.slots["冗界"] = zhixiao.Quantity{Key: zhixiao.NewKey("redundant.from", b.u.Code, b.f.Period()), Value: zhixiao.Decimal{N: 90, Places: 2}, Rule: "冗余判断标准"}
	if len(pairs) > 0 {
		b.slots["冗一甲"], b.slots["冗一乙"], b.slots["冗一值"] = pairs[0].A.Name, pairs[0].B.Name, pairs[0].Correlation
	}
	var flat []string
	for _, d := range b.f.Discriminations(zhixiao.Region) {
		if d.Flat() {
			flat = append(flat, d.Indicator.Name)
		}
	}
	b.slots["平列"] = some(flat, 5)
	var telling []string
	for _, d := range b.telling() {
		telling = append(telling, d.Indicator.Name)
	}
	b.slots["增权列"] = some(telling, len(telling))
	b.slots["修数"] = b.counted("revisions", rows, "处")
	var region, domain []zhixiao.Quantity
	for _, code := range left {
		region, domain = append(region, b.f.Weight(code, zhixiao.Region)), append(domain, b.f.Weight(code, zhixiao.Domain))
	}
	if len(left) > 0 {
		b.slots["退出数"], b.slots["退出区权"], b.slots["退出领权"] = b.counted("revisions.left", len(left), "个"), b.f.Sum(region...), b.f.Sum(domain...)
	}
}

// revisionTable is what to do with indicators that say the same or say nothing, and
// the codes that are to leave the score.
func (b *book) revisionTable() (t document.Table, left []string) {
	t = document.Table{
		Caption: "指标体系修订建议", Columns: columns("cllll", 0.5, 1, 2.6, 2.8, 2.4),
		Header: header("序号", "类型", "指标", "依据", "建议"),
		Note:   plain("相关为各区域公布值的斯皮尔曼秩相关系数；离散为各区域该指标得分的标准差。修订自下一监测年度起施行。"),
	}
	add := func(kind, name string, why []document.Inline, what string) {
		t.Rows = append(t.Rows, []document.Cell{words(zhixiao.Int(int64(len(t.Rows) + 1)).String()), words(kind), words(name), cell(why), words(what)})
	}
	merged, apart := map[string]bool{}, map[string]zhixiao.Quantity{}
	all := b.f.Discriminations(zhixiao.Region)
	for _, d := range all {
		apart[d.Indicator.Code] = d.StdDev
	}
	for _, p := range b.f.Redundancies(zhixiao.Region) {
		keep, drop := p.A, p.B
		if c := keep.Region.Cmp(drop.Region); c < 0 || c == 0 && apart[keep.Code].Value.Cmp(apart[drop.Code].Value) < 0 {
			keep, drop = drop, keep
		}
		if merged[drop.Code] {
			continue
		}
		merged[drop.Code] = true
		left = append(left, drop.Code)
		add("合并", p.A.Name+"、"+p.B.Name, join(plain("秩相关系数"), number(p.Correlation)), "保留"+keep.Name+"计分，"+drop.Name+"转为观察指标")
	}
	for _, d := range all {
		if d.Flat() && !merged[d.Indicator.Code] {
			left = append(left, d.Indicator.Code)
			add("退出计分", d.Indicator.Name, join(plain("得分离散"), number(d.StdDev), plain("，满分区域"), number(d.Full)), "转为观察指标，腾出权重")
		}
	}
	for _, d := range b.telling() {
		add("提高权重", d.Indicator.Name, join(plain("得分离散"), number(d.StdDev), plain("，区分度居前")), "承接腾出的权重")
	}
	return t, left
}

// telling is the three indicators of process, service and perception that tell the
// regions apart best; those of few cases are left out.
func (b *book) telling() []analysis.Discrimination {
	var out []analysis.Discrimination
	for _, d := range b.f.Discriminations(zhixiao.Region) {
		few := strings.HasPrefix(d.Indicator.Level2, "D2") || d.Indicator.Level1 == "A" || d.Indicator.Level1 == "E"
		if !few {
			out = append(out, d)
		}
	}
	return backwards(lastN(out, 3))
}
