package prose

import (
	"regexp"
	"strings"

	"zhixiao/templates"
)

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
	for _, l := range Layers() {
		for _, part := range []string{"数", "占", "区", "领", "首名", "首数", "次名", "次数", "例单位", "例"} {
			names = append(names, l.Prefix+part)
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
	for _, code := range Dimensions() {
		names = append(names, "权区"+code, "权领"+code)
	}
	return names
}

// BookNames is the names of fixedBookSlots, bookDrills and bookRates.
func BookNames() map[string]bool {
	names := map[string]bool{}
	add := func(list []string) {
		for _, name := range list {
			names[name] = true
		}
	}
	add(fixedBookSlots())
	for _, d := range BookDrills() {
		add(drillSlots(d.As))
	}
	for _, r := range BookRates() {
		add(rateSlots(r.As))
	}
	return names
}

// knownBookSlot reports whether a book can give the name.
func knownBookSlot(name string) bool {
	return BookCode.MatchString(name) || BookKind.MatchString(name) || BookPair.MatchString(name) || BookNames()[name]
}

// BookDrills are the concentrations an interim or final report speaks of beside
// those of every unit.
func BookDrills() []templates.Drill {
	all := []templates.Drill{
		{As: "指南事项", Cube: "guide_check", Column: "wrong", By: "matter", Least: 2},
		{As: "指评事项", Cube: "guide_rating", Column: "negative", By: "matter", Least: 2},
		{As: "逾期事项", Cube: "case", Column: "overdue", By: "matter", Least: 2},
		{As: "转线事项", Cube: "case", Column: "turned", By: "matter", Least: 2},
		{As: "转线部门", Cube: "case", Column: "turned", By: "dept", Least: 2},
		{As: "转线事项部门", Cube: "case", Column: "turned", By: "dept", Within: []string{"转线事项"}, Least: 2},
		{As: "超长事项", Cube: "case", Column: "overlong", By: "matter", Least: 2},
		{As: "超长部门", Cube: "case", Column: "overlong", By: "dept", Least: 2},
		{As: "超长一环节", Cube: "stage", Column: "days", By: "stage", Within: []string{"超长事项"}, Least: 2},
		{As: "超长一区", Cube: "case", Column: "overlong", By: "region", Within: []string{"超长事项"}, Least: 2},
		{As: "退件事项", Cube: "correction", Column: "times", By: "matter", Least: 2},
		{As: "退件部门", Cube: "correction", Column: "times", By: "dept", Least: 2},
		{As: "退件一原因", Cube: "correction", Column: "times", By: "reason", Within: []string{"退件事项"}, Least: 2},
		{As: "退回材料", Cube: "correction", Column: "times", By: "material", Skip: []string{""}, Least: 2},
		{As: "重复事项", Cube: "case", Column: "repeat_subjects", By: "matter", Least: 2},
		{As: "重复一原因", Cube: "correction", Column: "times", By: "reason", Within: []string{"重复事项"}, Least: 2},
		{As: "重复一诉求", Cube: "complaint", Column: "cases", By: "l2", Within: []string{"重复事项"}, Least: 2},
		{As: "差评一理由", Cube: "evaluation", Column: "bad", By: "code", Within: []string{"差评事项"}, Skip: []string{""}, Least: 2},
		{As: "等候全时", Cube: "ticket", Column: "over30", By: "hour", Least: 2},
		{As: "等候周几", Cube: "ticket", Column: "over30", By: "weekday", Least: 2},
		{As: "放弃报错", Cube: "session", Column: "lost", By: "error", Skip: []string{""}, Least: 2},
		{As: "企不满", Cube: "survey", Column: "answers", By: "reason", Where: map[string]string{"identity": "企业", "reason": "!"}, Least: 2},
		{As: "个不满", Cube: "survey", Column: "answers", By: "reason", Where: map[string]string{"identity": "个人", "reason": "!"}, Least: 2},
		{As: "特殊事项", Cube: "complaint", Column: "cases", By: "matter", Where: map[string]string{"l2": "0208"}, Least: 1},
	}
	for as, l1 := range map[string]string{"类一": "01", "类二": "02", "类三": "03", "类四": "04"} {
		where := map[string]string{"l1": l1}
		for part, by := range map[string]string{"细": "l2", "事项": "matter", "区": "region", "部门": "dept", "月": "month"} {
			all = append(all, templates.Drill{As: as + part, Cube: "complaint", Column: "cases", By: by, Where: where, Least: 1})
		}
	}
	return all
}

// BookRates are the rates within the keys that BookDrills find.
func BookRates() []templates.Rate {
	rate := func(as, cube, num, den, within string) templates.Rate {
		return templates.Rate{As: as, Cube: cube, Num: num, Den: den, Unit: "%", Scale: 100, Places: 2, MinN: 30, Within: []string{within}}
	}
	return []templates.Rate{
		rate("指评事项率", "guide_rating", "positive", "ratings", "指评事项"),
		rate("转线率", "case", "turned", "online", "转线事项"),
		rate("超长一率", "case", "overlong", "finished", "超长事项"),
		rate("漏接号码率", "call", "answered", "calls", "漏接号码"),
		rate("类二通过率", "case", "first_pass", "applied", "类二事项"),
		rate("类四成功率", "session", "submitted", "sessions", "类四事项"),
	}
}

// Layer is one of the five sections of chapter 5.
type Layer struct{ Prefix, Role, Title, Name string }

// Layers are the sections of chapter 5, in order.
func Layers() []Layer {
	return []Layer{
		{"制", "rules", "制度标准", "制度标准"}, {"流", "flow", "流程再造", "流程再造"}, {"数", "data", "数据与平台", "数据与平台"},
		{"队", "staff", "队伍与管理", "队伍与管理"}, {"评", "rating", "评价机制自身", "评价机制"},
	}
}

var (
	// BookCode is a slot of the books that tells an indicator, the total (总分) or a
	// dimension (A维) over the quarters: its code and what is told of it.
	BookCode = regexp.MustCompile(`^([A-E]\d{3}|总分|[A-E]维)(变|动|距|初|末|列|累|势|程|步|步量|常步|常步量|高|高期|低|低期|同季|同比列|拖|拉)$`)
	// BookKind is a slot of the books on all regions (区) or domains (领) together: best
	// and worst of an indicator, their distance, and lights.
	BookKind = regexp.MustCompile(`^(区|领)([A-E]\d{3}|总分|[A-E]维)(优|优名|优列|劣|劣名|劣列|差|红|黄|灯数)$`)
	// BookPair is a slot of the books that tells how two indicators move together.
	BookPair = regexp.MustCompile(`^相([A-E]\d{3})([A-E]\d{3})$`)
)
