package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestStatusTellsDutiesAndDeliveries(t *testing.T) {
	dir, _ := inspectionDesk(t)
	db, out := filepath.Join(dir, "db.sqlite"), filepath.Join(dir, "out")
	status := func(more ...string) string {
		return program(t, exitDone, append([]string{"status", "--db", db, "--out", out}, more...)...)
	}
	program(t, exitDone, "status", "deliver", "month-report", "2026-08", "--db", db, "--on", "2026-09-09", "--by", "经办人")
	var doc struct {
		Duties []struct {
			ID, Period, Due, Standing string
			Late                      string `json:"days_late"`
			Penalty                   string `json:"penalty_yuan"`
		}
	}
	if err := json.Unmarshal([]byte(status("--json", "--on", "2026-09-20")), &doc); err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, d := range doc.Duties {
		found[d.ID+" "+d.Period] = strings.Join([]string{d.Due, d.Standing, d.Late, d.Penalty}, " ")
	}
	for duty, want := range map[string]string{
		"month-report 2026-08":  "2026-09-07 已交付 2 4320.00",
		"month-list 2026-08":    "2026-09-07 未完成 13 28080.00",
		"quarter-domain 2026Q3": "2026-10-27 未到期 0 0.00",
	} {
		if found[duty] != want {
			t.Errorf("%s: %q, want %q", duty, found[duty], want)
		}
	}
	if _, weekend := found["day-report 2026-08-01"]; weekend || found["day-report 2026-08-03"] == "" {
		t.Error("a day's summary is owed for working days only")
	}
	if text := status("--on", "2026-09-20"); !strings.Contains(text, "区域问卷有效样本") || !strings.Contains(text, "28080.00元") {
		t.Errorf("the table lacks quotas or penalties:\n%s", text)
	}
	file := filepath.Join(dir, "对照表.docx")
	status("--on", "2026-09-20", "--docx", file)
	if _, err := os.Stat(file); err != nil {
		t.Fatal(err)
	}
	text := wordText(t, dir, "对照表")
	for _, want := range []string{"配额完成情况", "成果交付情况", "72000", "28080.00", "例行成果", "2026年8月办事堵点问题专项分析报告"} {
		if !strings.Contains(text, want) {
			t.Errorf("the Word table lacks %q", want)
		}
	}
	wrong := program(t, exitUsage, "status", "deliver", "month-report", "2026Q3", "--db", db, "--by", "经办人")
	if !strings.Contains(wrong, "合同里没有成果month-report的2026Q3期") {
		t.Errorf("message: %s", wrong)
	}
}
