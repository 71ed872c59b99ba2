package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"zhixiao"
)

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

// Finding is something wrong with the feeds of a period.
type Finding struct {
	*zhixiao.Problem
	Blocks bool // the period cannot be frozen before it is mended; else a warning: a feed is missing, rows are in doubt
}

// Check looks for faults of the feeds in period that would make its numbers wrong or
// doubtful, by the same reading as Freeze: what blocks here blocks there, and what
// does not is told by both. Nothing is changed. The arguments are those of Freeze.
func (s *Store) Check(ctx context.Context, period zhixiao.Period, set *zhixiao.IndicatorSet, units []zhixiao.Unit, cutoff time.Time) ([]Finding, error) {
	m, err := s.begin(ctx, period, set, cutoff)
	if err != nil {
		return nil, err
	}
	defer m.drop()
	found, err := m.examine(ctx, units)
	return found, s.explain(err)
}

// examine measures the period and says what is wrong with its rows and cells. Where
// rows block, what keeps it from being measured is no second fault.
func (m *Measured) examine(ctx context.Context, units []zhixiao.Unit) ([]Finding, error) {
	found, err := m.f.rules(ctx)
	if err != nil {
		return nil, err
	}
	blocked := slices.ContainsFunc(found, func(f Finding) bool { return f.Blocks })
	if err := m.f.measure(ctx); err != nil {
		var fault *zhixiao.Problem
		if blocked && errors.As(err, &fault) {
			return found, nil
		}
		return nil, err
	}
	for _, p := range m.f.judge(ctx, units) {
		found = append(found, Finding{p, true})
	}
	return found, nil
}

// rules finds the rows that break a rule. A database being created holds rows of
// the program's own making: it has none.
func (f *freezer) rules(ctx context.Context) ([]Finding, error) {
	if f.s.bulk {
		return nil, nil
	}
	var found []Finding
	for _, t := range ruledTables() {
		some, err := f.apply(ctx, t)
		if err != nil {
			return nil, err
		}
		found = append(found, some...)
	}
	for _, also := range []func(context.Context) ([]*zhixiao.Problem, error){f.badDays, f.unknownMatters, f.duplicates} {
		some, err := also(ctx)
		if err != nil {
			return nil, err
		}
		for _, p := range some {
			found = append(found, Finding{p, true})
		}
	}
	doubted, err := f.claims(ctx)
	return append(found, doubted...), err
}

// bounds are the rules of a table's columns, as imports keep them; none when every
// row of the period is within. Passing once over all of them together is enough for
// what imports brought.
func (f *freezer) bounds(ctx context.Context, t ruled) ([]rule, error) {
	columns, err := f.s.columns(ctx, t.table)
	if err != nil {
		return nil, err
	}
	var rules []rule
	var any []string
	for _, c := range columns {
		if r, ok := c.heading.rule(); ok {
			rules, any = append(rules, r), append(any, r.when)
		}
	}
	if len(rules) == 0 {
		return nil, nil
	}
	during, args := f.during(t.table, t.date)
	var broken bool
	err = f.s.db.GetContext(ctx, &broken, "SELECT EXISTS(SELECT 1 FROM "+t.table+" WHERE "+during+" AND ("+strings.Join(any, " OR ")+"))", args...)
	if err != nil || !broken {
		return nil, err
	}
	return rules, nil
}

// apply counts all rules of a table in one scan.
func (f *freezer) apply(ctx context.Context, t ruled) ([]Finding, error) {
	bounds, err := f.bounds(ctx, t)
	if err != nil {
		return nil, err
	}
	t.rules = append(t.rules, bounds...)
	selected := []string{"COUNT(*)"}
	for _, r := range t.rules {
		selected = append(selected, "COALESCE(SUM("+r.when+"),0)", "MIN(CASE WHEN "+r.when+" THEN "+t.key+" END)")
	}
	during, args := f.during(t.table, t.date)
	var all int64
	counts, firsts := make([]int64, len(t.rules)), make([]sql.NullString, len(t.rules))
	into := []any{&all}
	for i := range t.rules {
		into = append(into, &counts[i], &firsts[i])
	}
	if err := f.s.db.QueryRowContext(ctx, "SELECT "+strings.Join(selected, ",")+" FROM "+t.table+" WHERE "+during, args...).Scan(into...); err != nil {
		return nil, f.s.inTable(t.table, 0, err, "")
	}
	if all == 0 {
		return []Finding{{f.s.inTable(t.table, 0, errors.New("本期没有数据，有关指标将显示“—”"), "如应有数据，先用 import 导入"), false}}, nil
	}
	var found []Finding
	for i, r := range t.rules {
		if counts[i] > 0 && counts[i]*1000 > all*r.most {
			what := fmt.Errorf("%s：%d行（共%d行），首例编号%s%s", r.says, counts[i], all, firsts[i].String, f.broughtBy(ctx, t, firsts[i].String))
			found = append(found, Finding{f.s.inTable(t.table, 0, what, r.way), r.most == 0})
		}
	}
	return found, nil
}

// broughtBy names the file that a row was imported from, "" where that is not known.
func (f *freezer) broughtBy(ctx context.Context, t ruled, key string) string {
	var file string
	if err := f.s.db.GetContext(ctx, &file, "SELECT file FROM import_batch WHERE seq = (SELECT batch FROM "+t.table+" WHERE "+t.key+" = ? LIMIT 1)", key); err != nil {
		return ""
	}
	return "（来自文件" + file + "）"
}

// badDays looks through whole tables: a day that is no day is in no period.
func (f *freezer) badDays(ctx context.Context) ([]*zhixiao.Problem, error) {
	var found []*zhixiao.Problem
	for _, t := range ruledTables() {
		if t.date == "" {
			continue
		}
		r := dayRule(t.date)
		var n int64
		var first sql.NullString
		// The days are few where the rows are many.
		text := "SELECT COUNT(*), MIN(d) FROM (SELECT DISTINCT " + t.date + " AS d FROM " + t.table + ") WHERE " + strings.ReplaceAll(r.when, t.date, "d")
		if err := f.s.db.QueryRowContext(ctx, text).Scan(&n, &first); err != nil {
			return nil, err
		}
		if n > 0 {
			found = append(found, f.s.inTable(t.table, 0, fmt.Errorf("%s：%d种写法，如%q", r.says, n, first.String), r.way))
		}
	}
	return found, nil
}

// unknownMatters finds matter codes that the catalogue has not.
func (f *freezer) unknownMatters(ctx context.Context) ([]*zhixiao.Problem, error) {
	var found []*zhixiao.Problem
	for _, t := range [][2]string{{"cases", "apply_date"}, {"evaluation", "date"}, {"complaint", "date"}} {
		during, args := f.during(t[0], t[1])
		var n int64
		var first sql.NullString
		text := "SELECT COUNT(*), MIN(m) FROM (SELECT DISTINCT matter AS m FROM " + t[0] + " WHERE matter <> '' AND " + during + ") WHERE m NOT IN (SELECT matter FROM matter)"
		if err := f.s.db.QueryRowContext(ctx, text, args...).Scan(&n, &first); err != nil {
			return nil, err
		}
		if n > 0 {
			found = append(found, f.s.inTable(t[0], 0, fmt.Errorf("有%d个事项编码不在事项库中，如%s", n, first.String), "补导事项库，或改正事项编码"))
		}
	}
	return found, nil
}

// duplicates finds cases that were reported more than once.
func (f *freezer) duplicates(ctx context.Context) ([]*zhixiao.Problem, error) {
	during, args := f.during("cases", "apply_date")
	var all, single int64
	if err := f.s.db.QueryRowContext(ctx, "SELECT COUNT(*), COUNT(DISTINCT project_no) FROM cases WHERE "+during, args...).Scan(&all, &single); err != nil {
		return nil, err
	}
	if all == single {
		return nil, nil
	}
	return []*zhixiao.Problem{f.s.inTable("cases", 0, fmt.Errorf("办件编号重复：多出%d行", all-single), "重报数据只保留最新版本")}, nil
}
