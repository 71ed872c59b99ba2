package store

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"
)

// kind is what a column's values are.
type kind uint8

const (
	word   kind = iota // a name, class or place
	prose              // what people wrote, which is masked before it enters the store
	code               // a code or number that tables are joined by
	unit               // a region or department
	flag               // 0 or 1
	amount             // a whole number from low to high
	past               // a day that has been
	ahead              // a day that may lie ahead
)

// The most characters a text may have. What people wrote is masked, whose cost
// grows faster than the text; no complaint is as long.
const (
	longestWord  = 200
	longestProse = 5000
)

// The days that feeds can hold: none of the sources is older, and no plan reaches
// further.
const (
	firstDay = "2000-01-01"
	lastDay  = "2099-12-31"
	forever  = "9999-12-31" // valid_to of what is in force
)

// heading is a column as people know it and what it may hold: the one list that
// forms are headed, files imported and databases checked by.
type heading struct {
	column    string // name, or table.name where one table has it otherwise
	title     string
	kind      kind
	low, high int64    // of a whole number
	also      []int64  // whole numbers outside that mean something of their own
	words     []string // the only words it may hold, when there are only some
	says      string   // what a value means, where its title does not say
}

// Plausible bounds of whole numbers; more is a slipped column or a time stamp.
const (
	manyDays  = 2000
	manyTimes = 1000
	manyCases = 1_000_000
)

// headings are all columns of the feed tables but their row numbers.
func headings() []heading {
	num := func(column, title string, low, high int64) heading {
		return heading{column: column, title: title, kind: amount, low: low, high: high}
	}
	yes := func(column, title string) heading { return heading{column: column, title: title, kind: flag} }
	is := func(k kind, column, title string) heading { return heading{column: column, title: title, kind: k} }
	one := func(column, title string, words ...string) heading {
		return heading{column: column, title: title, words: words}
	}
	score := func(column, title string) heading {
		return heading{column: column, title: title, kind: amount, high: 100, also: []int64{-1}, says: "0至100分，没有问到写−1"}
	}
	return []heading{
		is(unit, "region", "区域"), is(unit, "dept", "部门"), is(code, "matter", "事项编码"), is(code, "hall", "大厅编码"), is(code, "cases.hall", "受理大厅编码"),
		is(past, "date", "日期"), is(code, "project_no", "办件编号"), is(word, "name", "名称"), is(word, "governance_note.name", "栏目"),

		is(code, "task_handle_item", "业务办理项编码"), is(ahead, "valid_from", "生效日期"), is(ahead, "valid_to", "失效日期"), num("project_type", "办件类型1即办2承诺", 1, 2),
		num("statutory_days", "法定时限工作日", 0, manyDays), num("promise_days", "承诺时限工作日", 0, manyDays), num("elements_total", "应公开要素数", 0, manyTimes), num("elements_ok", "合格要素数", 0, manyTimes),
		num("same_total", "比对要素数", 0, manyTimes), num("same_ok", "一致要素数", 0, manyTimes), yes("online", "可网办"), yes("full_online", "全程网办"), num("scene_times", "到场次数", 0, manyTimes),
		num("materials", "材料数", 0, manyTimes), num("materials_free", "免提交材料数", 0, manyTimes), yes("in_hall", "应进驻"), yes("hall_ok", "进驻可办"), yes("one_thing", "一件事"), yes("one_thing_ok", "一件事可联办"),

		is(past, "apply_date", "申请日期"), {column: "channel", title: "渠道", kind: amount, high: 3, says: "0窗口、1网上、2自助、3邮寄"}, yes("promised", "承诺件"),
		{column: "accept_days", title: "受理用时工作日", kind: amount, high: manyDays, also: []int64{-1}, says: "没有受理写−1"}, num("handle_days", "办理用时工作日", 0, manyDays),
		yes("accepted", "已受理"), yes("finished", "已办结"), yes("overdue", "逾期"), yes("overlong", "超长"), num("corrections", "补正次数", 0, manyTimes), yes("subject_first", "主体期内首件"),
		yes("subject_repeat", "主体重复申请"), yes("special", "特别程序"), yes("refused", "不予受理或许可"), num("came", "到场取号次数", 0, manyTimes), yes("chain_ok", "链条完整"),
		num("cases", "办件数", 0, manyCases), num("round", "轮次", 1, manyTimes), is(prose, "reason", "原因"), is(prose, "material", "材料"),
		num("seq", "序号", 0, manyCases), is(word, "stage", "环节"), num("days", "用时工作日", 0, manyDays),

		is(word, "level", "层级"), num("windows", "窗口数", 0, manyTimes), num("weekday", "星期", 1, 7), num("hour", "时", 0, 23), num("wait_min", "等候分钟", 0, 600), num("windows_open", "开放窗口数", 0, manyTimes),
		yes("booked", "预约"), yes("booked_ontime", "预约按时叫号"), yes("due", "应办"), yes("ontime", "按时"), is(code, "line", "号码编码"), is(word, "masked", "脱敏号码"), is(word, "purpose", "用途"),
		one("slot", "时段", "上午", "午间", "下午"), yes("answered", "接通"), yes("probe", "暗访拨打"), yes("asked", "问毕"), yes("answer_right", "答复准确"),
		is(word, "step", "结束步骤"), is(prose, "error", "报错"), yes("submitted", "提交成功"),

		{column: "evaluation.channel", title: "渠道", kind: amount, high: 9, says: "评价渠道代码"}, num("satisfaction", "满意度5至1", 1, 5), is(code, "code", "选项码"), num("window_no", "窗口号", 0, manyTimes), yes("is_default", "默认评价"),
		yes("valid", "有效"), yes("abnormal", "异常"), yes("anonymous", "匿名"), yes("rectify_due", "应整改"), yes("rectify_ontime", "按期整改"), yes("visited", "已回访"),
		{column: "feedback", title: "整改评价", kind: amount, high: 3, says: wordings.Of("scale of feedback")}, yes("positive", "正向"), num("checked", "抽查要素数", 1, manyTimes), num("consistent", "一致要素数", 0, manyTimes),

		one("wave", "批次", "区域", "领域"), is(word, "identity", "身份"), is(word, "survey.channel", "渠道"), num("weight", "权重千分", 0, manyCases), score("d101", "总体"), score("d102", "便捷"), score("d103", "时效"),
		score("d104", "指南材料"), score("d105", "网办"), score("d106", "窗口"), score("d107", "咨询"), {column: "change", title: "改善感知", kind: amount, low: -1, high: 1, also: []int64{9}, says: wordings.Of("scale of change")},
		num("score", "得分", 0, 100), {column: "visit.score", title: "得分乘10", kind: amount, high: 1000, says: "以0.1分为单位，87.5分写875"}, is(prose, "topic", "话题"),

		is(code, "no", "编号"), is(word, "item", "检查项"), is(code, "l2", "问题分类"), num("severity", "严重程度", 1, 5), one("visit_finding.severity", "严重程度", "严重", "一般", "提示"),
		one("trial.severity", "严重程度", "", "严重", "一般", "提示"), is(prose, "posted", "公示"), is(prose, "actual", "现场实际"), is(word, "evidence", "证据编号"),
		one("source", "来源", "12345", "办不成事", "好差评"), is(word, "street", "街道"), is(word, "match_method", "匹配方式"), is(code, "model_l2", "模型分类"), {column: "confidence", title: "置信度", kind: amount, high: 100, says: "百分数"},
		yes("reviewed", "已复核"), num("times", "件次", 1, manyTimes), yes("dup", "重复件"), yes("typical", "典型"), is(prose, "text", "脱敏文字"), yes("responded", "已响应"), yes("solved", "已解决"),
		yes("satisfied", "满意"), yes("repeated", "重复诉求"), is(word, "status", "状态"), is(past, "closed", "办结日期"),

		is(prose, "title", "标题"), is(word, "lead", "牵头单位"), is(code, "regions", "涉及区域代码"), is(past, "opened", "立项日期"), is(ahead, "governance.due", "完成时限"), is(past, "done", "完成日期"),
		is(prose, "governance_note.text", "内容"), is(prose, "note", "说明"), is(ahead, "governance_task.due", "到期日期"), yes("done_ontime", "按期完成"), num("before_90d", "治理前90日诉求", 0, manyCases),
		{column: "after_90d", title: "治理后90日诉求", kind: amount, high: manyCases, also: []int64{-1}, says: "没有满90日写−1"},
		is(word, "inspection", "核查编号"), is(ahead, "inspection_item.due", "到期日期"), yes("passed", "复核通过"), is(word, "platform", "平台"), is(word, "time", "时刻"), is(word, "task", "任务"), is(prose, "recheck", "复核结果"),
	}
}

// headingOf is the heading of a table's column; one without a row in the list
// stands under its name and holds any word.
func headingOf(table, column string) heading {
	all := headings()
	for _, name := range []string{table + "." + column, column} {
		if i := slices.IndexFunc(all, func(h heading) bool { return h.column == name }); i >= 0 {
			h := all[i]
			h.column = column
			return h
		}
	}
	return heading{column: column}
}

// String is the column as the forms head it: 区域（region）.
func (h heading) String() string {
	if h.title == "" {
		return h.column
	}
	return h.title + "（" + h.column + "）"
}

// number says what is wrong with a whole number, nil when nothing is. one is what
// a row of the table is, for flags that were taken for sums.
func (h heading) number(n int64, one string) *cellError {
	switch {
	case h.kind == flag && n != 0 && n != 1:
		return wrong("每行是"+one+"，是写1、否写0；合计数请拆成逐件（次）的行，本表没有按日、按月合计的格式", "%d不是0或1", n)
	case h.kind == amount && (n < h.low || n > h.high) && !slices.Contains(h.also, n):
		return wrong(h.way("检查列是否错位、单位是否一致"), "%d不在%d至%d之间", n, h.low, h.high)
	}
	return nil
}

// text says what is wrong with a text.
func (h heading) text(s string) *cellError {
	most := longestWord
	if h.kind == prose {
		most = longestProse
	}
	if n := utf8.RuneCountInString(s); n > most {
		return wrong("检查引号和分列是否正确，过长的文字先摘要", "有%d个字，最多%d个字", n, most)
	}
	if len(h.words) > 0 && !slices.Contains(h.words, s) {
		return wrong("只写 "+strings.Join(h.words, "、"), "%q无法识别", short(s))
	}
	return nil
}

// day says what is wrong with an ISO day when today is the day of the import.
func (h heading) day(day string, today time.Time) *cellError {
	switch {
	case day < firstDay:
		return wrong("核对年份；Excel中请把该列设为日期", "%s早于2000年", day)
	case h.kind == past && day > today.Format(time.DateOnly):
		return wrong("核对年份；本机日期不对的，用 --on 写明今天的日期", "%s晚于今天（%s）", day, today.Format(time.DateOnly))
	case h.kind == ahead && day > lastDay && day != forever:
		return wrong("核对年份，长期有效写 "+forever, "%s过于久远", day)
	}
	return nil
}

// way is the way out with what the column means, where that needs saying.
func (h heading) way(otherwise string) string {
	if h.says == "" {
		return otherwise
	}
	return h.says + "；" + otherwise
}

// rule is the heading's bound as a rule of Check; ok is false where the column's
// type or the import alone keeps it.
func (h heading) rule() (r rule, ok bool) {
	switch {
	case h.kind == flag:
		return rule{when: h.column + " NOT IN (0, 1)", says: "列" + h.String() + "不是0或1", way: h.way(wordings.Of("write flags"))}, true
	case h.kind == amount:
		when := fmt.Sprintf("%s NOT BETWEEN %d AND %d", h.column, h.low, h.high)
		for _, n := range h.also {
			when += " AND " + h.column + " <> " + strconv.FormatInt(n, 10)
		}
		return rule{when: when, says: fmt.Sprintf("列%s不在%d至%d之间", h, h.low, h.high), way: h.way("改正后用 import --replace 重新导入")}, true
	case len(h.words) > 0:
		return rule{when: h.column + " NOT IN ('" + strings.Join(h.words, "','") + "')", says: "列" + h.String() + "的取值无法识别", way: "只写 " + strings.Join(h.words, "、")}, true
	}
	return rule{}, false
}

// short is a text for a message: a cell may hold megabytes.
func short(s string) string {
	const most = 40
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return fmt.Sprintf("%s…（共%d字）", string([]rune(s)[:most]), utf8.RuneCountInString(s))
}
