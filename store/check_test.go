package store_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"zhixiao/store"
)

func TestCheckFindsPlantedFaults(t *testing.T) {
	clean, _ := handMade(t)
	set, units := masters(t)
	base, err := clean.Check(context.Background(), quarter, set, units, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	known := lines(base)
	for _, tt := range []struct{ name, damage, want string }{
		{"satisfaction upside down", "UPDATE evaluation SET satisfaction = 6 - satisfaction", "表evaluation: 满意度等级与评价选项码首位矛盾"},
		{"promise of no days", "UPDATE cases SET promise_days = 0 WHERE id = 1", "表cases: 承诺件的承诺时限为0：1行（共7行），首例编号1"},
		{"hidden overdue", "UPDATE cases SET handle_days = 11 WHERE id = 1", "超过承诺时限却未计逾期"},
		{"reported twice", "UPDATE cases SET project_no = 'P10001' WHERE id = 2", "办件编号重复：多出1行"},
		{"test case", "UPDATE cases SET project_no = 'Test1' WHERE id = 2", "疑似测试件"},
		{"phone number", "UPDATE complaint SET text = '请回电13912345678谢谢' WHERE no = 'GZ-7'", "表complaint: 文字中有未脱敏的手机号"},
		{"another date", "UPDATE ticket SET date = '2026/7/6' WHERE id = 1", `日期date格式不对，或不在2000年至2099年之间：1种写法，如"2026/7/6"`},
		{"no such day", "UPDATE consult SET date = '2026-02-31' WHERE id = 3", ""},
		{"unknown matter", "UPDATE complaint SET matter = 'M9999' WHERE no = 'GZ-1'", "有1个事项编码不在事项库中，如M9999"},
		{"more right than checked", "UPDATE guide_check SET consistent = 27 WHERE id = 1", "一致要素数大于抽查要素数"},
		{"empty feed", "DELETE FROM consult", "表consult: 本期没有数据"},
	} {
		s, path := handMade(t)
		if strings.Contains(known, tt.want) && tt.want != "" {
			t.Errorf("%s: %q is reported of clean data too", tt.name, tt.want)
		}
		raw(t, path).MustExec(tt.damage)
		found, err := s.Check(context.Background(), quarter, set, units, time.Time{})
		if err != nil || !strings.Contains(lines(found), tt.want) {
			t.Errorf("%s: %v\n%s", tt.name, err, lines(found))
		}
	}
}

func lines(found []store.Finding) string {
	var b strings.Builder
	for _, p := range found {
		b.WriteString(p.Error() + "\n")
	}
	return b.String()
}

// Check and Freeze read the rows once in the same way: what blocks one blocks the
// other in the same words, what does not is told by both.
func TestCheckAndFreezeAgree(t *testing.T) {
	set, units := masters(t)
	for _, c := range []struct {
		name, damage, says string
		blocks             bool
	}{
		{"clean data", "SELECT 1", "", false},
		{"a feed is missing", "DELETE FROM consult", "表consult: 本期没有数据", false},
		{"a test case is suspected", "UPDATE cases SET project_no = 'Test1' WHERE id = 2", "疑似测试件", false},
		{"a few labels are not reviewed", "UPDATE complaint SET reviewed = 0, confidence = 10", "低置信度标注未经人工复核", false},
		{"a promise of no days", "UPDATE cases SET promise_days = 0 WHERE id = 1", "承诺件的承诺时限为0", true},
		{"reported twice", "UPDATE cases SET project_no = 'P10001' WHERE id = 2", "办件编号重复", true},
		{"a day that is none", "UPDATE ticket SET date = '2026/7/6' WHERE id = 1", "日期date格式不对", true},
		{"a unit nobody knows", "UPDATE cases SET region = '999999' WHERE id = 1", `单位代码"999999"`, true},
		{"the two large feeds are missing", "DELETE FROM cases; DELETE FROM evaluation", "", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, path := handMade(t)
			raw(t, path).MustExec(c.damage)
			found, err := s.Check(context.Background(), quarter, set, units, time.Time{})
			if err != nil {
				t.Fatal(err)
			}
			var blocks, doubts []string
			for _, f := range found {
				if f.Blocks {
					blocks = append(blocks, f.Error())
				} else {
					doubts = append(doubts, f.Error())
				}
			}
			if !strings.Contains(lines(found), c.says) || len(blocks) > 0 != c.blocks {
				t.Errorf("blocks %v, want %v:\n%s", len(blocks) > 0, c.blocks, lines(found))
			}
			m, err := s.Measure(context.Background(), quarter, set, units, time.Time{})
			if len(blocks) > 0 {
				if err == nil || err.Error() != strings.Join(blocks, "\n") {
					t.Errorf("frozen, or refused otherwise:\n%v\nwant\n%s", err, strings.Join(blocks, "\n"))
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var told []string
			for _, p := range m.Doubts() {
				told = append(told, p.Error())
			}
			if !slices.Equal(told, doubts) {
				t.Errorf("freezing tells %q, checking %q", told, doubts)
			}
			if _, _, err := m.Keep(context.Background()); err != nil {
				t.Error(err)
			}
		})
	}
}
