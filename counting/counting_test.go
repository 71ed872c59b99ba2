package counting_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"zhixiao/counting"
)

func table(t testing.TB, name string) counting.Table {
	t.Helper()
	found, ok := counting.Find(name)
	if !ok {
		t.Fatalf("no table %s", name)
	}
	return found
}

// written is an expression in brackets throughout, so that a test sees what binds.
func written(e counting.Expr) string {
	var parts []string
	for _, p := range e.Parts {
		parts = append(parts, written(p))
	}
	switch e.Op {
	case counting.ColumnOp:
		return e.Text
	case counting.NumberOp:
		return fmt.Sprint(e.N)
	case counting.TextOp:
		return fmt.Sprintf("%q", e.Text)
	}
	return string(e.Op) + "(" + strings.Join(parts, " ") + ")"
}

func where(e *counting.Expr) string {
	if e == nil {
		return ""
	}
	return " where " + written(*e)
}

func TestSumsAreReadAsWritten(t *testing.T) {
	for text, want := range map[string]string{
		"count":                    "+rows",
		" COUNT ( promised = 1 ) ": "+rows where =(promised 1)",
		"sum(handle_days)":         "+handle_days",
		"sum(handle_days - 2 * 3 - 1 where finished = 1)":          "+-(-(handle_days *(2 3)) 1) where =(finished 1)",
		"sum(-(came + 1) * 2 / promise_days)":                      "+/(*(negative(+(came 1)) 2) promise_days)",
		"count(came > 1) - count(came < -1) + sum(came)":           "+rows where >(came 1) -rows where <(came negative(1)) +came",
		"count(finished=1 or accepted=1 and not overdue=1)":        "+rows where or(=(finished 1) and(=(accepted 1) not(=(overdue 1))))",
		"count((finished = 1 or accepted = 1) and came<>0)":        "+rows where and(or(=(finished 1) =(accepted 1)) <>(came 0))",
		"count((came + 1) * 2 >= 4 AND channel IN (1, 2))":         "+rows where and(>=(*(+(came 1) 2) 4) in(channel 1 2))",
		"count(came between 0 and 5 and hall <= 'it''s')":          `+rows where and(between(came 0 5) <=(hall "it's"))`,
		"sum(points(channel, 1, 100, 2, 50))":                      "+points(channel 1 100 2 50)",
		"count(apply_date >= '2026-08-01')":                        `+rows where >=(apply_date "2026-08-01")`,
		"count(month(apply_date) = '2026-08' and matter in ('甲'))": `+rows where and(=(month(apply_date) "2026-08") in(matter "甲"))`,
	} {
		sum, faults := table(t, "cases").Sum(text)
		var got []string
		for _, p := range sum {
			of, sign := "rows", "+"
			if p.Of != nil {
				of = written(*p.Of)
			}
			if p.Minus {
				sign = "-"
			}
			got = append(got, sign+of+where(p.Where))
		}
		if len(faults) > 0 || strings.Join(got, " ") != want {
			t.Errorf("%s is read as %s, %v", text, strings.Join(got, " "), faults)
		}
	}
}

func TestValuesAreReadAsWritten(t *testing.T) {
	v, faults := table(t, "cases").Median("median(handle_days * 100 / promise_days where promise_days > 0)")
	if got := written(v.Of) + where(v.Where); len(faults) > 0 || got != "/(*(handle_days 100) promise_days) where >(promise_days 0)" {
		t.Errorf("median: %s, %v", got, faults)
	}
	for text, want := range map[string]string{
		"matter": "matter", "channel": "channel", "month(apply_date)": "month(apply_date)", "apply_date": "apply_date",
		"text(hall, '-', channel) where came > 0": `joined(hall "-" channel) where >(came 0)`,
	} {
		v, faults := table(t, "cases").Dimension(text)
		if got := written(v.Of) + where(v.Where); len(faults) > 0 || got != want {
			t.Errorf("%s is read as %s, %v", text, got, faults)
		}
	}
	e, faults := table(t, "governance").Condition("days(done, opened) > 30")
	if got := written(e); len(faults) > 0 || got != ">(days(done opened) 30)" {
		t.Errorf("days: %s, %v", got, faults)
	}
}

// Each fault is told at its letter, with what was meant.
func TestFaultsAreToldWithTheirPlaces(t *testing.T) {
	for text, want := range map[string][]string{
		"":                                   {"0 没有写要统计什么 写法"},
		"finished = 1":                       {`0 "finished"不是统计方法 数行写 count`},
		"cuont(finished = 1)":                {`0 "cuont"不是统计方法 是否指 count`},
		"avg(came)":                          {`0 "avg"不是统计方法 求和写 sum`},
		"count(finshed = 1 and cam > 1)":     {`6 数据表cases没有列"finshed" 是否指 finished`, `22 数据表cases没有列"cam" 是否指 came`},
		"sum(rigion + 1)":                    {`4 数据表cases没有列"rigion" 是否指 region`},
		"sum(satisfaction)":                  {`4 数据表cases没有列"satisfaction" 该表的列：project_no、region`},
		"sum(region)":                        {"4 sum里要写数，却是文字 核对列名"},
		"sum(came + hall)":                   {"11 加减乘除的应是数，却是文字 核对列名"},
		"count(accepted)":                    {"6 这里应是条件，却是数 写成比较"},
		"count(accepted and came > 0)":       {"6 这里应是条件，却是数 写成比较"},
		"count(region = 110101)":             {"15 文字不能与数比较 文字加单引号"},
		"count(came in (1, 'x'))":            {"18 数不能与文字比较 数不加引号"},
		"count(apply_date > 20260801)":       {"19 文字不能与数比较 文字加单引号"},
		"count(came = (accepted = 1))":       {"23 条件不能再与别的比较 and、or"},
		"sum(dasy(apply_date, apply_date))":  {`4 没有函数"dasy" 是否指 days`},
		"sum(count(came))":                   {`4 没有函数"count" 只能写在最外层`},
		"sum(days(apply_date))":              {"4 函数days的参数个数不对 days(后一日, 前一日)"},
		"sum(days(apply_date, hall))":        {"21 days里要写日期列，却是文字 核对列名"},
		"sum(points(channel, 1, 2, 3))":      {"4 函数points的参数个数不对 points(列"},
		"count(came > 0":                     {"14 应为“)”，却已到末尾 括号要成对"},
		"count(came > 0))":                   {`15 到这里应已写完，却是")" 写法`},
		"count（came > 0）":                    {`5 "（"无法识别 英文（半角）`},
		"count(came ≥ 0)":                    {`11 "≥"无法识别 ≥写成>=`},
		"count(hall = 'H1)":                  {`13 "'H1)"无法识别 各写一个英文单引号`},
		`count(hall = "H1")`:                 {`13 "\""无法识别 文字用单引号`},
		"sum(came where)":                    {"14 应为列名、数、文字或括号，却是\")\" 写法"},
		"sum(99999999999999999999)":          {"4 数99999999999999999999太大 写小一些"},
		"sum(CASE WHEN came > 0 THEN 1 END)": {`4 应为列名、数、文字或括号，却是"CASE" 写成`},
		"CASE WHEN came > 0 THEN 1 END":      {`0 应为count或sum，却是"CASE" 写成`},
		"sum(came where cam > 0) - count(rigion = '1' or cam)": {`15 没有列"cam" 是否指 came`, `32 没有列"rigion" 是否指 region`, `48 没有列"cam" 是否指 came`},
	} {
		_, faults := table(t, "cases").Sum(text)
		if len(faults) != len(want) {
			t.Errorf("%s: %v, want %q", text, faults, want)
			continue
		}
		for i, f := range faults {
			words := strings.SplitN(want[i], " ", 3)
			if fmt.Sprint(f.At) != words[0] || !strings.Contains(f.Err.Error(), words[1]) || !strings.Contains(f.Way, words[2]) {
				t.Errorf("%s: %d %v（%s）, want %s", text, f.At, f.Err, f.Way, want[i])
			}
		}
	}
	if _, faults := table(t, "cases").Dimension("came > 0"); len(faults) != 1 {
		t.Errorf("a condition is a dimension: %v", faults)
	}
	if _, faults := table(t, "cases").Median("sum(came)"); len(faults) != 1 || !strings.Contains(faults[0].Err.Error(), "应为median") {
		t.Errorf("a sum is a median: %v", faults)
	}
	if _, faults := table(t, "cases").Condition("count(came)"); len(faults) != 1 {
		t.Errorf("a count is a condition: %v", faults)
	}
}

func TestTablesAndColumnsAreFound(t *testing.T) {
	if _, ok := counting.Find("case"); ok {
		t.Error("a table that is none was found")
	}
	for _, c := range []struct {
		table, column string
		kind          counting.Kind
	}{{"cases", "apply_date", counting.Day}, {"cases", "came", counting.Number}, {"complaint", "l2", counting.Text}} {
		if got, ok := table(t, c.table).Column(c.column); !ok || got.Kind != c.kind {
			t.Errorf("%s.%s: %v", c.table, c.column, got)
		}
	}
	if got := table(t, "matter").Days(); !slices.Equal(got, []string{"valid_from", "valid_to"}) {
		t.Errorf("days of matter: %v", got)
	}
}

// Whatever is written, it is read or its fault lies within it.
func FuzzSum(f *testing.F) {
	for _, seed := range []string{"count", "sum(points(channel, 1, 100) where not came in (1, -2))", "count(hall = 'a''b') - sum((1", "sum(（", "'"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		cases := table(t, "cases")
		sum, faults := cases.Sum(text)
		if len(sum) == 0 {
			t.Errorf("%q has no part", text)
		}
		for _, fault := range faults {
			if fault.At < 0 || fault.At > len([]rune(text)) || fault.Err == nil || fault.Way == "" {
				t.Errorf("%q: fault at %d: %v（%s）", text, fault.At, fault.Err, fault.Way)
			}
		}
		cases.Dimension(text)
		cases.Median(text)
		cases.Condition(text)
	})
}
