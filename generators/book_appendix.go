package generators

import (
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
)

// appendix is what stands behind the chapters and is not counted.
func (b *book) appendix() []document.Block {
	a := &appendix{b: b}
	a.title("set", "指标说明")
	a.put(b.definitions("appendix.set.table"))
	a.title("city", "全市三级指标季度序列")
	a.put(b.cityTable("appendix.city.table"))
	a.title("regions", "17个区域得分")
	a.put(b.unitTable("appendix.regions.table", "17个区域五维得分与总分", b.f.Units(zhixiao.Region)))
	a.title("domains", "48个领域得分")
	a.put(b.unitTable("appendix.domains.table", "48个领域五维得分与总分", b.f.Units(zhixiao.Domain)))
	a.put(b.unitSeries("appendix.series", "各区域、各领域总分季度序列"))
	a.title("survey", "问卷")
	a.list("survey.text", surveyQuestions())
	a.title("checks", "暗访检查表")
	a.list("checks.text", checkItems())
	a.title("methods", "方法与显著性")
	for _, id := range []string{"Y9A1", "Y9A2", "Y9A3", "Y9A4", "Y9A5"} {
		if in := b.line(id); in != nil {
			a.put(document.Para{ID: b.d.id("appendix." + id), Inlines: in})
		}
	}
	a.put(b.significance("appendix.significance"))
	a.title("evidence", "证据目录")
	a.put(b.visitList("appendix.visits"))
	return a.blocks
}

// appendix gathers blocks.
type appendix struct {
	b      *book
	blocks []document.Block
}

func (a *appendix) title(role, text string) {
	a.blocks = append(a.blocks, document.Heading{ID: a.b.d.id("appendix." + role), Level: 1, Text: plain(text)})
}

func (a *appendix) put(block document.Block) {
	if t, ok := block.(document.Table); ok && len(t.Rows) == 0 {
		return
	}
	a.blocks = append(a.blocks, block)
}

func (a *appendix) list(role string, items []string) {
	l := document.List{ID: a.b.d.id("appendix." + role), Numbered: true}
	for _, item := range items {
		l.Items = append(l.Items, plain(item))
	}
	a.blocks = append(a.blocks, l)
}

// definitions is every indicator with its definition and its formula.
func (b *book) definitions(role string) document.Table {
	t := document.Table{
		ID: b.d.id(role), Caption: "三级指标说明", Columns: columns("cllllccc", 0.8, 1.8, 3.4, 3, 1.2, 0.9, 0.9, 0.9), Landscape: true,
		Header: header("代码", "指标", "定义", "算法", "数据源", "区域权重", "领域权重", "目标"),
		Note:   plain("观察指标不计权重，记“—”；目标为指标体系设定值。"),
	}
	for _, ind := range b.f.Indicators() {
		region, domain, goal := words("—"), words("—"), words("—")
		if ind.Direction != zhixiao.Observe {
			region, domain, goal = value(b.f.Weight(ind.Code, zhixiao.Region)), value(b.f.Weight(ind.Code, zhixiao.Domain)), value(target(ind, ind.Target))
		}
		t.Rows = append(t.Rows, []document.Cell{
			words(ind.Code), words(ind.Name), words(orDash(printable(ind.Definition))), words(orDash(printable(ind.How))), words(orDash(ind.Source)), region, domain, goal,
		})
	}
	return t
}

// cityTable is every indicator of the city by quarter.
func (b *book) cityTable(role string) document.Table {
	var codes []string
	for _, ind := range b.f.Indicators() {
		codes = append(codes, ind.Code)
	}
	t := b.seriesTable("全市三级指标季度序列", codes)
	t.ID, t.Landscape = b.d.id(role), true
	return t
}

// unitSeries is the totals of regions and domains by quarter.
func (b *book) unitSeries(role, caption string) document.Table {
	names, kinds, shares := []string{"单位"}, "l", []float64{2}
	for _, q := range b.quarters {
		names, kinds, shares = append(names, q.String()), kinds+"c", append(shares, 1)
	}
	t := document.Table{
		ID: b.d.id(role), Caption: caption, Unit: "分", Columns: columns(kinds+"c", append(shares, 1)...), Header: header(append(names, "监测期")...),
		Note: plain("监测期为" + b.span() + "合计口径。"),
	}
	for _, u := range slices.Concat(b.f.Units(zhixiao.Region), b.f.Units(zhixiao.Domain)) {
		row := []document.Cell{words(nameOf(u))}
		for _, q := range b.f.Trend(analysis.ScoreTotal, u.Code, b.quarters).Points {
			row = append(row, value(q))
		}
		t.Rows = append(t.Rows, append(row, value(b.f.Value(analysis.ScoreTotal, u.Code))))
	}
	return t
}

// significance is each region's satisfaction with its margin, and whether it
// differs from the city's beyond chance.
func (b *book) significance(role string) document.Table {
	t := document.Table{
		ID: b.d.id(role), Caption: "各区域总体满意度与抽样误差", Columns: columns("lccccl", 1.4, 1.1, 1.2, 1.2, 1.2, 1.6),
		Header: header("区域", "得分（分）", "样本（份）", "95%误差（±分）", "与全市之差（分）", "判断"),
		Note:   plain("误差按有效样本量计算；判断为各区域单独与全市其余部分比较的双侧检验（5%水平），未作多重比较调整，仅供参考。"),
	}
	for _, u := range b.f.Units(zhixiao.Region) {
		q := b.f.Value("D101", u.Code)
		tested, significant := b.f.Differs("D101", u.Code, zhixiao.CityCode)
		word := "未检验"
		switch {
		case tested && significant:
			word = "差异显著"
		case tested:
			word = "差异不显著"
		}
		sample := b.f.Count(analysis.Query{Cube: "survey", Column: "n_d101", Unit: u.Code})
		t.Rows = append(t.Rows, []document.Cell{words(u.Short), value(q), value(sample), value(b.f.Margin("D101", u.Code)), signed(b.f.Gap("D101", u.Code)), words(word)})
	}
	return t
}

// visitList is the evidence of the covert visits.
func (b *book) visitList(role string) document.Table {
	t := document.Table{
		ID: b.d.id(role), Caption: "暗访证据目录", Columns: columns("llllll", 1.9, 1, 1.8, 1.8, 1.2, 1.2),
		Header: header("暗访编号", "日期", "点位", "检查项", "程度", "证据编号"),
		Note:   plain("仅列发现问题的条目；原始影像和录音不随报告发出。"),
	}
	for _, v := range b.f.Visits(b.u.Code) {
		for _, found := range v.Findings {
			t.Rows = append(t.Rows, []document.Cell{
				words(v.No), words(monthDay(v.Date)), words(b.hallName(v.Hall)), words(orDash(found.Item)), words(orDash(found.Severity)), words(orDash(found.Evidence)),
			})
		}
	}
	return t
}

// surveyQuestions are the groups of the questionnaire and how they are scored.
func surveyQuestions() []string {
	return []string{
		"总体满意度：您对最近一次办事的整体感受如何？（十分制）",
		"办理便捷：办理这件事需要准备的材料、跑动的次数和经过的环节是否合理？（五级）",
		"办理时效：从提交申请到拿到结果的时间是否符合预期？（五级）",
		"指南材料：办事指南和样表是否清楚，照着准备能否一次通过？（五级）",
		"网办好用：如果是在网上办理，填写、上传和签章是否顺利？（五级，未使用者跳过）",
		"窗口服务：如果到过现场，引导、等候和窗口答复是否满意？（五级，未到场者跳过）",
		"咨询有效：如果咨询过，电话、在线或者现场的答复是否解决了问题？（五级，未咨询者跳过）",
		"改善感受：与上一次办事相比，有改善、没有变化还是有所变差？",
		"不满意的主要原因：（单选，可补充文字）",
		"背景：办事人身份（个人、企业）、办理渠道、办理事项、所在区域。",
	}
}

// checkItems are the modules of the covert visits' check list.
func checkItems() []string {
	return []string{
		"场所与标识：导视、无障碍设施、进驻事项公示、开放时间与网上一致、停车与等候座位。",
		"引导与取号：主动引导、取号成功、预约后不重复取号、老年人通道、帮办代办。",
		"窗口纪律：开窗情况、空岗挂牌、工牌、着装，有无办理与工作无关的事项。",
		"首问与告知：首问负责、口头和书面一次性告知、限时办结、容缺受理。",
		"指南一致：材料、时限、费用、地点与网上公示逐项比对。",
		"业务能力：三道标准问题的答复是否准确。",
		"等候与办理时长：取号至叫号、叫号至办结分别计时。",
		"自助与网办区：设备可用、教学引导。",
		"评价与投诉：评价器和二维码在位、不引导好评、“办不成事”窗口有人有台账、监督电话可以接通。",
		"结果领取：寄递服务、电子证照。",
		"否决情形：拒不受理且不告知理由，索要指南外要件，辱骂推诿，收受礼品，代替群众评价。",
	}
}

// fixedBookSlots are the names that an interim or final report gives beside codes,
// drills and rates.
func fixedBookSlots() []string {
	names := strings.Fields(`期名 终期 监测期 首季 末季 季数 基期 期限甲 期限乙 百 强维分 弱维分 维差 降维 降维量 降维变 降维拖 次降维 次降维量 次降维变 次降维拖
		区域均衡句 块条句 同比升 同比降 同比句 最低题组分 次低题组分 三类占比 重合数 成因数 规则数 强证占 强证数 中证数 弱证数 区域命中 区域首层 区域首层数 领域命中 领域首层 领域首层数 首层 首层数 次层 次层数 两层占比 首层类 最广名 最广单位数 次广名 次广单位数
		建议总数 二级数 三级数 计分数 观察数 稳区数 稳领数 动区名 动区位 动领名 动领位 评价行 取号行 会话行 拨打行 事项行 问卷行 问卷无效 问卷有效 诉求行 诉求剔 区问卷 领问卷 个人占比 企业占比 暗访次 暗访条 访谈次
		失分列 失分和 失分占 区总分 领总分 口径差 连改列 连退列 同改数 同退数 同平数 同改列 同退列 改善列 退步列 末季全 下阶段 最早季 截止句 全季 全季诉量 全季诉量前 案期限 累退列 增权列 即办最低
		功能高 功能低 功能差 功能低维 功能低维差 功能低首 功能低首分 功能低末 功能低末分 功能内差 办件区一位 办件区二位 办件区三位
		双高数 双低数 反错数 双低列 行业优列 行业劣列 行业差 办部一分 办部二分 办部三分
		样表差评 样表占比 人员差评占 高峰窗 低谷窗 窗口平 午间占 午间高 漏接列 显著高列 显著低列 无错占 暗访类一 暗访类一数 暗访类二 暗访类二数 暗访例 偏差列
		形式退回 两端 差评规则 上传断点 共享材料 话题印证 诉求件次 源热线 源热线占 源差评 源差评占 源窗口 源窗口占 四类数 四类占 诉求类三占比
		类一数 类一占 类二数 类二占 类三数 类三占 类四数 类四占 类二首 类一位 类一机理 类二退回 峰四月 峰四数 区类句 月度列 峰月 月升类 月升初 月升末 月降类 月降初 月降末
		特殊数 通办数 标准数 前置数 前置部门数 外加数 指南不一致 名义数
		案日 案源 案事项 案文 案号 案同类 案全部 案申请 案退回 案原因 案地 案细类 案通过率 案责任 案整改 案机理 案启示
		治理数 治理满 治理销 治理观 治理办 治理部门数 治理区数 承诺各项 通报各项 数智各项 供需各项 治理一题 治理一号 治理一前 治理一后 治理一降 治理二题 治理二号 治理二前 治理二后 治理二降 未立项 满期数 满期列 销满数 销仍数 复发题 复发号 复发数 待定数 待定列 待满数 待满首题 待满首号 待满首日 待满末题 待满末号 待满末日 未完列 未完逾
		季平 季节句 首因句 办季列 诉季列 办峰 诉峰 办同 办同率 诉同 诉同率 下季 下季办指 下季诉指 下季高低 大事项三占 大高 大高事项 两因数
		风险数 险一名 险一值 险一距 险一步 险二名 险二值 险二距 险一波 时间进度 履约高列 履约低列 履约列 欠量列 超量列 欠账名 欠账率 欠账差 冗数 冗界 冗一甲 冗一乙 冗一值 平列 修数 退出数 退出区权 退出领权
		图总分 图五维 图区前后 图地图 图均衡 图象限 图行业 图权重 图完整率 图样本 图指南 图网办 图时效 图退回 图差评势 图差评 图等候 图放弃 图问卷 图偏差
		图渠道 图诉求事项 图月度 图诉求图 图区类 图治理 图成因 图季节 图诉求季 图数智 图建议 图履约
		表框架 表数据源 表样本 表季度 表均衡 表承诺 表过程 表体验 表感知 表超长 表重复 表分类 表四类 表治理 表成因 表风险 表立即 表年内 表制度 表履约 表修订`)
	for _, l := range layers() {
		for _, part := range []string{"数", "占", "区", "领", "首名", "首数", "次名", "次数", "例单位", "例"} {
			names = append(names, l.prefix+part)
		}
	}
	for _, prefix := range []string{"区", "领"} {
		for _, part := range []string{"标初", "标末", "异初", "异末", "下初", "下末", "中初", "中末", "标变", "异变"} {
			names = append(names, prefix+part)
		}
		for _, part := range []string{"数", "列", "一", "一因"} {
			names = append(names, "升"+prefix+part, "降"+prefix+part)
		}
	}
	for _, code := range dimensions() {
		names = append(names, "权区"+code, "权领"+code)
	}
	return names
}

// bookNames is the names of fixedBookSlots, bookDrills and bookRates.
func bookNames() map[string]bool {
	names := map[string]bool{}
	add := func(list []string) {
		for _, name := range list {
			names[name] = true
		}
	}
	add(fixedBookSlots())
	for _, d := range bookDrills() {
		add(drillSlots(d.As))
	}
	for _, r := range bookRates() {
		add(rateSlots(r.As))
	}
	return names
}

// knownBookSlot reports whether a book can give the name.
func knownBookSlot(name string) bool {
	return bookCode.MatchString(name) || bookKind.MatchString(name) || bookPair.MatchString(name) || bookNames()[name]
}

// printable is a text of indicators.yaml in characters that the house's fonts
// have: the minus is the ASCII one.
func printable(s string) string { return strings.ReplaceAll(s, "−", "-") }
