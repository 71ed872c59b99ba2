package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"zhixiao/store"
	"zhixiao/store/ledger"
	"zhixiao/store/sqlite"
)

func TestStatusTellsDutiesAndDeliveries(t *testing.T) {
	dir, _ := inspectionDesk(t)
	db, out := filepath.Join(dir, "db.sqlite"), filepath.Join(dir, "out")
	status := func(more ...string) string {
		return called(t, exitDone, append([]string{"status", "--db", db, "--out", out}, more...)...)
	}
	refused := called(t, exitFailed, "status", "deliver", "month-report", "2026-08", "--db", db, "--on", "2026-09-09", "--by", "经办人")
	if !strings.Contains(refused, "2026-08办事堵点问题专项分析报告: 应交1份，截至交付日2026-09-09审定0份，还有1份没有审定，不能登记交付（先用") {
		t.Errorf("message: %s", refused)
	}
	called(t, exitDone, "status", "deliver", "month-report", "2026-08", "--db", db, "--on", "2026-09-09", "--by", "经办人", "--reason", "纸质件先行送交")
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
		"month-report 2026-08":  "2026-09-07 已交付（未经审定） 2 4320.00",
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
	if text := status("--on", "2026-09-20"); !strings.Contains(text, "区域问卷有效样本") || !strings.Contains(text, "28080.00元") || !strings.Contains(text, "纸质件先行送交") || !strings.Contains(text, "标注维护诉求尚无记录。") {
		t.Errorf("the table lacks quotas, penalties or reasons:\n%s", text)
	}
	file := filepath.Join(dir, "对照表.docx")
	status("--on", "2026-09-20", "--docx", file)
	if _, err := os.Stat(file); err != nil {
		t.Fatal(err)
	}
	text := wordText(t, dir, "对照表")
	for _, want := range []string{"配额完成情况", "成果交付情况", "72000", "28080.00", "例行成果", "2026年8月办事堵点问题专项分析报告", "已交付（未经审定）", "未经审定交付的原因：纸质件先行送交", "标注维护诉求尚无记录。", "已交付而没有全部审定记录的有2026年8月办事堵点问题专项分析报告，原因见表。"} {
		if !strings.Contains(text, want) {
			t.Errorf("the Word table lacks %q", want)
		}
	}
	wrong := called(t, exitUsage, "status", "deliver", "month-report", "2026Q3", "--db", db, "--by", "经办人")
	if !strings.Contains(wrong, "合同里没有成果month-report的2026Q3期") {
		t.Errorf("message: %s", wrong)
	}
}

// Everything in status is as of its day: what was handed over, approved or made
// from later data is not there yet, and the penalty runs on.
func TestStatusIsAsOfItsDay(t *testing.T) {
	dir, _ := inspectionDesk(t)
	db, out := filepath.Join(dir, "db.sqlite"), filepath.Join(dir, "out")
	enterApprovals(t, db, "month-report-110000-2026-08", "2026-09-05T10:00:00+08:00", "2026-09-20T10:00:00+08:00")
	folder := filepath.Join(out, "2026-08")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	manifest := `{"period":"2026-08","jobs":[{"id":"month-report-110000-2026-08","kind":"month-report","unit":"110000","title":"","inputs":{"快照":"2026-08.v1 00"},"files":[]}]}`
	if err := os.WriteFile(filepath.Join(folder, "manifest.json"), []byte(manifest), 0o644); err != nil {
		t.Fatal(err)
	}
	called(t, exitDone, "status", "deliver", "month-report", "2026-08", "--db", db, "--on", "2026-09-10", "--by", "经办人")
	for _, tt := range []struct{ name, on, want, word string }{
		{"before the data end", "2026-08-30", "0 0 未到期 0 0.00", "未到期"},
		{"on the data's last day", "2026-08-31", "1 0 已成稿 0 0.00", "已成稿"},
		{"the day before it was approved", "2026-09-04", "1 0 已成稿 0 0.00", "已成稿"},
		{"on the day of the approval, before its erratum", "2026-09-05", "1 1 已审定 0 0.00", "已审定"},
		{"the day before it was handed over the penalty runs", "2026-09-09", "1 1 已审定 2 4320.00", "已审定"},
		{"on the day it was handed over", "2026-09-10", "1 1 已交付 3 6480.00", "已交付"},
		{"long after", "2027-03-01", "1 1 已交付 3 6480.00", "已交付"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var doc struct {
				Duties []struct {
					ID, Period, Standing string
					Made, Approved       int
					Late                 string `json:"days_late"`
					Penalty              string `json:"penalty_yuan"`
				}
			}
			if err := json.Unmarshal([]byte(called(t, exitDone, "status", "--db", db, "--out", out, "--json", "--on", tt.on)), &doc); err != nil {
				t.Fatal(err)
			}
			for _, d := range doc.Duties {
				if got := fmt.Sprintln(d.Made, d.Approved, d.Standing, d.Late, d.Penalty); d.ID == "month-report" && d.Period == "2026-08" && got != tt.want+"\n" {
					t.Errorf("got %s, want %s", got, tt.want)
				}
			}
			text := called(t, exitDone, "status", "--db", db, "--out", out, "--on", tt.on)
			for line := range strings.Lines(text) {
				if f := strings.Fields(line); len(f) > 5 && f[1] == "month-report" && f[2] == "2026-08" && f[5] != tt.word {
					t.Errorf("the table says %s, want %s", f[5], tt.word)
				}
			}
			called(t, exitDone, "status", "--db", db, "--out", out, "--on", tt.on, "--docx", filepath.Join(dir, "对照表.docx"))
			if told := strings.Contains(wordText(t, dir, "对照表"), "2026-09-10"); told != (tt.word == "已交付") {
				t.Errorf("the Word table names the day of delivery: %v", told)
			}
		})
	}
}

// A second delivery stands beside the first: the first day ends the delay, also on a
// day between the two, and the later one is told.
func TestStatusKeepsEveryDelivery(t *testing.T) {
	dir, _ := inspectionDesk(t)
	db, out := filepath.Join(dir, "db.sqlite"), filepath.Join(dir, "out")
	hand := func(code int, day string, more ...string) string {
		return called(t, code, append([]string{"status", "deliver", "month-report", "2026-08", "--db", db, "--on", day, "--by", "经办人"}, more...)...)
	}
	hand(exitDone, "2026-09-09", "--reason", "纸质件先行送交")
	enterApprovals(t, db, "month-report-110000-2026-08", "2026-09-15T10:00:00+08:00")
	if said := hand(exitDone, "2026-09-20", "--note", "换第3页"); !strings.Contains(said, "首次交付日仍为2026-09-09，本次记为补交或更正") {
		t.Errorf("the second delivery is told as %s", said)
	}
	if said := hand(exitFailed, "2026-09-20", "--note", "换第3页"); !strings.Contains(said, "已经登记") {
		t.Errorf("the same delivery again: %s", said)
	}
	for _, tt := range []struct{ name, on, standing, delivered, late string }{
		{"the day before the first", "2026-09-08", "未完成", "", "1"},
		{"between the two, before the approval", "2026-09-12", "已交付（未经审定）", "2026-09-09", "2"},
		{"the day before the second: an approval alone hands nothing over", "2026-09-19", "已交付（未经审定）", "2026-09-09", "2"},
		{"on the second", "2026-09-20", "已交付（首次交付后审定）", "2026-09-09；补交或更正：2026-09-20（换第3页）", "2"},
		{"long after", "2027-03-01", "已交付（首次交付后审定）", "2026-09-09；补交或更正：2026-09-20（换第3页）", "2"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var doc struct {
				Duties []struct {
					ID, Period, Standing, Delivered string
					Late                            string `json:"days_late"`
				}
			}
			if err := json.Unmarshal([]byte(called(t, exitDone, "status", "--db", db, "--out", out, "--json", "--on", tt.on)), &doc); err != nil {
				t.Fatal(err)
			}
			found := false
			for _, d := range doc.Duties {
				if d.ID != "month-report" || d.Period != "2026-08" {
					continue
				}
				found = true
				if d.Standing != tt.standing || d.Delivered != tt.delivered || d.Late != tt.late {
					t.Errorf("got %s, %q, late %s; want %s, %q, %s", d.Standing, d.Delivered, d.Late, tt.standing, tt.delivered, tt.late)
				}
			}
			if !found {
				t.Error("the duty is not listed")
			}
			called(t, exitDone, "status", "--db", db, "--out", out, "--on", tt.on, "--docx", filepath.Join(dir, "对照表.docx"))
			text := wordText(t, dir, "对照表")
			if again := strings.Contains(text, "补交或更正：2026-09-20（换第3页）"); again != (tt.on >= "2026-09-20") {
				t.Errorf("the Word table tells the second delivery: %v", again)
			}
			if unproven := strings.Contains(text, "已交付而没有全部审定记录的有"); unproven != strings.Contains(tt.standing, "未经审定") {
				t.Errorf("the Word table says it is not approved: %v", unproven)
			}
		})
	}
}

// What an older version recorded is the first delivery, and no record changes or
// goes.
func TestDeliveriesOfOlderVersionsStay(t *testing.T) {
	db, out := oldDatabase(t), t.TempDir()
	execute(t, db, "INSERT INTO delivery(duty, period, delivered, who) VALUES('month-report', '2026-08', '2026-09-04', '驻场组')")
	called(t, exitDone, "status", "deliver", "month-report", "2026-08", "--db", db, "--on", "2026-09-18", "--by", "经办人", "--reason", "更正一处")
	text := called(t, exitDone, "status", "--db", db, "--out", out, "--on", "2026-10-01")
	if !strings.Contains(text, "2026-09-04；补交或更正：2026-09-18") {
		t.Errorf("the status lacks a delivery:\n%s", text)
	}
	conn := sqlite.Open(db)
	defer conn.Close()
	for statement, says := range map[string]string{
		"UPDATE delivery SET delivered = '2026-08-01'": "交付登记不能修改",
		"DELETE FROM delivery":                         "交付登记不能删除",
	} {
		if _, err := conn.Exec(statement); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", statement, err)
		}
	}
}

// enterApprovals enters approvals of a job, at the times given.
func enterApprovals(t *testing.T, db, job string, times ...string) {
	t.Helper()
	ctx := context.Background()
	st, err := store.Open(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	review, err := st.SaveReview(ctx, ledger.Review{Job: job, Stage: "审定稿", Who: "审定人", File: "a.docx", SHA256: "0", Body: []byte("x")}, time.Unix(0, 0))
	if err != nil {
		t.Fatal(err)
	}
	var before int64
	for i, at := range times {
		if before, err = st.SaveApproval(ctx, ledger.Approval{Job: job, Period: "2026-08", Version: fmt.Sprint("V2.", i), Who: "审定人", Approved: at, Review: review}, before, nil, nil); err != nil {
			t.Fatal(err)
		}
	}
}

// A hand-over without approvals and without a reason is one of earlier versions; an
// approval after the day does not make up for it. Only what a person confirmed
// counts as labelled.
func TestStatusClaimsNoApprovalAndNoLabelThatIsNotThere(t *testing.T) {
	dir, _ := inspectionDesk(t)
	db, out := filepath.Join(dir, "db.sqlite"), filepath.Join(dir, "out")
	execute(t, db, "INSERT INTO delivery(duty, period, delivered, who) VALUES('month-report', '2026-08', '2026-09-04', '驻场组')")
	status := func() string { return called(t, exitDone, "status", "--db", db, "--out", out, "--on", "2026-10-01") }
	if text := status(); !strings.Contains(text, "已交付（无审定记录）") {
		t.Errorf("an old hand-over is told as\n%s", text)
	}
	enterApprovals(t, db, "month-report-110000-2026-08", "2026-09-05T10:00:00+08:00")
	if text := status(); !strings.Contains(text, "已交付（无审定记录）") {
		t.Errorf("an approval after the hand-over is told as\n%s", text)
	}
	for _, c := range []struct {
		labels string // l2, reviewed
		want   string
	}{
		{"('0101',0),('0102',0)", "标注维护诉求尚无经人工复核的，2件只带有导入的或模型预测的类别，不计入。"},
		{"('0101',1),('',1)", "标注维护诉求只计经人工复核的，复核情况以导入数据所注为准；另有2件只带有导入的或模型预测的类别，未经人工复核，不计入。"},
	} {
		execute(t, db, "INSERT INTO complaint(no, source, date, region, dept, matter, street, match_method, l2, model_l2, confidence, reviewed, severity, times, dup, typical, identity, text, due, responded, visited, solved, satisfied, repeated, ontime, status) SELECT hex(randomblob(8)), '12345', '2026-08-10', '110105', 'F01', '', '', 'rule', column1, column1, 50, column2, 0, 1, 0, 0, '', '', 0, 0, 0, 0, 0, 0, 0, '' FROM (VALUES "+c.labels+")")
		if text := status(); !strings.Contains(text, c.want) {
			t.Errorf("after %s the status lacks %q:\n%s", c.labels, c.want, text)
		}
	}
}

// execute changes the database behind the program's back.
func execute(t *testing.T, db, statement string) {
	t.Helper()
	conn := sqlite.Open(db)
	defer conn.Close()
	if _, err := conn.Exec(statement); err != nil {
		t.Fatal(err)
	}
}
