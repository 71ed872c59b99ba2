package store

import "zhixiao"

// Finding is something wrong with the feeds of a period.
type Finding struct {
	*zhixiao.Problem
	Blocks bool // the period cannot be frozen before it is mended; else a warning: a feed is missing, rows are in doubt
}

// rule finds rows that cannot be right. Rows that keep it make when true.
type rule struct {
	when string // SQL over one row
	says string // what it means, in Chinese
	way  string
	// most, when set, is how many per mille of the rows may break the rule before
	// it is reported: some feeds are never quite clean. Such a rule, and one that
	// only suspects, doubts rows; the others know them to be wrong.
	most int64
}

// suspects as the most of a rule reports any row, and only doubts it.
const suspects = -1

// ruled are the rules of one table.
type ruled struct {
	table, date, key string
	rules            []rule
}

const badDate = "写成 2026-08-01 的形式后重新导入"

// dayRule refuses what is no ISO day: such a row would fall out of every period.
func dayRule(column string) rule {
	return rule{when: column + " NOT GLOB '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]' OR julianday(" + column + ") IS NULL OR " + column + " NOT BETWEEN '" + firstDay + "' AND '" + lastDay + "'", says: "日期" + column + "格式不对，或不在2000年至2099年之间", way: badDate}
}

// ruledTables are the checks of docs/domain/datamodel.md §14, by how much harm they do.
// What a column may hold by itself stands in headings.
func ruledTables() []ruled {
	return []ruled{
		{"evaluation", "date", "id", []rule{
			{"code <> '' AND satisfaction < 3 AND CAST(substr(code, 1, 1) AS INTEGER) NOT BETWEEN 1 AND 2 OR code <> '' AND satisfaction > 3 AND substr(code, 1, 1) IN ('1', '2')", "满意度等级与评价选项码首位矛盾，疑似等级方向（1与5）相反", "核对来源系统的满意度方向，按来源声明重新导入", 20},
			{"is_default = 1 AND satisfaction < 5", "默认评价不是最高等级，疑似主动评价被标为默认", "核对默认评价标记", 0},
			{"rectify_ontime > rectify_due OR visited = 1 AND satisfaction > 2", "整改、回访字段与差评不符", "核对整改和回访字段", 0},
		}},
		{"cases", "apply_date", "id", []rule{
			{"promised = 1 AND promise_days <= 0", "承诺件的承诺时限为0", "补全承诺时限，注意天、小时、工作日的换算", 0},
			{"finished = 1 AND accepted = 0 AND refused = 0", "未受理却已办结", "核对受理记录是否缺失", 0},
			{"promised = 1 AND finished = 1 AND overdue = 0 AND handle_days > promise_days AND special = 0", "实际用时超过承诺时限却未计逾期", "核对特别程序起止和逾期标记", 0},
			{"lower(project_no) LIKE '%test%' OR project_no LIKE '%测试%'", "疑似测试件", "剔除测试件后重新导入", suspects},
		}},
		{"caseload", "date", "id", nil},
		{"complaint", "date", "no", []rule{
			{"l2 NOT GLOB '[0-9][0-9][0-9][0-9]'", "问题分类代码不是四位数字", "按问题分类表改正", 0},
			{"text GLOB '*1[3-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]*'", "文字中有未脱敏的手机号", "脱敏后重新导入", 0},
			{"reviewed = 0 AND confidence < 60", "低置信度标注未经人工复核", "完成人工复核", 100},
			{"solved = 1 AND visited = 0 OR satisfied = 1 AND visited = 0", "未回访却有解决或满意结论", "核对回访字段", 0},
		}},
		{"matter", "", "matter", []rule{
			{"elements_ok > elements_total OR same_ok > same_total OR materials_free > materials", "合格数大于总数", "核对要素、同源同标和材料数", 0},
			{"statutory_days > 0 AND promise_days > statutory_days", "承诺时限长于法定时限", "核对承诺时限的单位", 0},
			{"full_online = 1 AND (online = 0 OR scene_times > 0)", "全程网办与网上可办、到场次数矛盾", "核对网办深度", 0},
			{"in_hall = 0 AND hall_ok = 1 OR one_thing = 0 AND one_thing_ok = 1", "未应进驻却可办，或未列入“一件事”却已落地", "核对进驻和“一件事”清单", 0},
		}},
		{"ticket", "date", "id", nil},
		{"survey", "date", "id", []rule{
			{"valid = 1 AND weight <= 0", "有效问卷的权重不大于0", "重新计算权重", 0},
		}},
		{"phone_call", "date", "id", []rule{{"answer_right = 1 AND asked = 0 OR asked = 1 AND answered = 0", "未接通或未问毕却有答复结果", "核对电话暗访记录", 0}}},
		{"visit", "date", "no", nil},
		{"guide_check", "date", "id", []rule{{"consistent > checked", "一致要素数大于抽查要素数", "核对抽查记录", 0}}},
		{"governance_task", "due", "id", nil},
		{"consult", "date", "id", []rule{{"ontime > due", "不需答复却按时答复", "核对咨询记录", 0}}},
		{"online_session", "date", "id", nil}, {"guide_rating", "date", "id", nil}, {"interview", "date", "id", nil},
		{"inspection_item", "due", "id", nil}, {"correction", "date", "id", nil}, {"stage", "date", "id", nil},
	}
}
