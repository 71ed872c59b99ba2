package store_test

import (
	"context"
	"strings"
	"testing"

	"zhixiao"
)

func TestCheckFindsPlantedFaults(t *testing.T) {
	clean, _ := handMade(t)
	base, err := clean.Check(context.Background(), quarter)
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
		found, err := s.Check(context.Background(), quarter)
		if err != nil || !strings.Contains(lines(found), tt.want) {
			t.Errorf("%s: %v\n%s", tt.name, err, lines(found))
		}
	}
}

func lines(found []zhixiao.Problem) string {
	var b strings.Builder
	for _, p := range found {
		b.WriteString(p.Error() + "\n")
	}
	return b.String()
}
