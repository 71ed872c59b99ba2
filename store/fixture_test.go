package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"zhixiao"
	"zhixiao/store"
	"zhixiao/store/sqlite"
	"zhixiao/templates"
)

var quarter = zhixiao.Period{Kind: zhixiao.Quarter, Year: 2026, N: 3}

// hand is a hand-made quarter: table, columns, rows. The rows cover each
// condition of the indicators from both sides, and the days around the quarter.
var hand = []struct {
	table, columns string
	rows           [][]any
}{
	{"matter", "matter,region,dept,task_handle_item,name,valid_from,valid_to,project_type,statutory_days,promise_days,elements_total,elements_ok,same_total,same_ok,online,full_online,scene_times,materials,materials_free,in_hall,hall_ok,one_thing,one_thing_ok", [][]any{
		{"M0001", "110101", "F23", "1", "旧名", "2025-01-01", "2026-08-31", 2, 20, 10, 26, 20, 10, 5, 0, 0, 2, 8, 1, 1, 0, 1, 0},
		{"M0001", "110101", "F23", "1", "食品经营许可", "2026-09-01", "9999-12-31", 2, 15, 4, 26, 26, 10, 9, 1, 1, 0, 8, 5, 1, 1, 1, 1},
		{"M0002", "110101", "F01", "2", "项目备案", "2026-01-01", "9999-12-31", 1, 0, 0, 26, 25, 10, 10, 1, 0, 1, 3, 0, 1, 0, 1, 0},
		{"M0003", "110102", "F23", "3", "设备登记", "2026-01-01", "9999-12-31", 2, 7, 5, 26, 26, 8, 8, 0, 0, 2, 5, 2, 0, 0, 0, 0},
		{"M0004", "110102", "F23", "4", "将来的事项", "2026-10-01", "9999-12-31", 2, 7, 5, 26, 1, 8, 1, 0, 0, 2, 5, 2, 0, 0, 0, 0},
	}},
	{"cases", "project_no,region,dept,matter,hall,apply_date,channel,promised,promise_days,accept_days,handle_days,accepted,finished,overdue,overlong,corrections,subject_first,subject_repeat,special,refused,came,chain_ok", [][]any{
		{"P10001", "110101", "F23", "M0001", "H1", "2026-07-01", 1, 1, 10, 3, 4, 1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1},
		{"P10002", "110101", "F23", "M0001", "H1", "2026-09-30", 1, 1, 10, 6, 25, 1, 1, 1, 1, 2, 1, 1, 1, 0, 2, 1},
		{"P10003", "110101", "F01", "M0002", "H1", "2026-08-11", 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 1, 0},
		{"P10004", "110101", "F23", "M0001", "", "2026-08-12", 1, 1, 10, -1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1},
		{"P10005", "110102", "F23", "M0003", "H2", "2026-08-13", 2, 1, 5, 1, 3, 1, 1, 0, 0, 0, 1, 0, 0, 0, 3, 1},
		{"P10006", "110102", "F23", "M0003", "H2", "2026-08-14", 0, 1, 5, 1, 0, 1, 0, 1, 1, 0, 0, 1, 0, 0, 1, 1},
		{"P10007", "110102", "F23", "M0003", "H2", "2026-06-30", 0, 1, 5, 1, 9, 1, 1, 1, 1, 0, 1, 1, 1, 1, 9, 0},
		{"P10008", "110102", "F23", "M0003", "H2", "2026-10-01", 0, 1, 5, 1, 9, 1, 1, 1, 1, 0, 1, 1, 1, 1, 9, 0},
		{"P10009", "110101", "F23", "M0001", "H1", "2026-08-01", 1, 1, 10, 5, 7, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1},
	}},
	{"caseload", "region,dept,matter,date,cases", [][]any{
		{"110101", "F23", "M0001", "2026-07-01", 400}, {"110101", "F23", "M0001", "2026-09-01", 37}, {"110101", "F01", "M0002", "2026-08-01", 90},
		{"110102", "F23", "M0003", "2026-08-01", 250}, {"110102", "F01", "M0002", "2026-08-01", 55}, {"110102", "F23", "M0003", "2026-10-01", 999}}},
	{"correction", "project_no,region,dept,matter,date,round,reason,material", [][]any{
		{"P10002", "110101", "F23", "M0001", "2026-09-01", 1, "材料不清晰", "身份证"}, {"P10002", "110101", "F23", "M0001", "2026-09-02", 2, "材料不清晰", "身份证"}}},
	{"stage", "project_no,region,dept,matter,date,seq,stage,days,overlong", [][]any{
		{"P10002", "110101", "F23", "M0001", "2026-09-30", 1, "受理", 2, 1}, {"P10002", "110101", "F23", "M0001", "2026-09-30", 2, "审查", 20, 1}, {"P10001", "110101", "F23", "M0001", "2026-07-01", 2, "审查", 3, 0}}},
	{"hall", "hall,region,name,level,windows", [][]any{{"H1", "110101", "东城区政务服务中心", "区级", 40}, {"H2", "110102", "西城区政务服务中心", "区级", 30}}},
	{"ticket", "hall,region,dept,date,weekday,hour,wait_min,windows_open,booked,booked_ontime", [][]any{
		{"H1", "110101", "F23", "2026-07-06", 1, 9, 31, 5, 1, 0}, {"H1", "110101", "F23", "2026-07-06", 1, 9, 30, 5, 1, 1}, {"H2", "110102", "F01", "2026-07-07", 2, 14, 5, 3, 0, 0}}},
	{"consult", "region,dept,date,due,ontime", [][]any{{"110101", "F23", "2026-07-06", 1, 1}, {"110101", "F23", "2026-07-06", 1, 0}, {"110102", "F01", "2026-07-06", 0, 0}}},
	{"phone_line", "line,region,dept,masked,purpose", [][]any{{"L1", "110101", "F23", "010-8****123", "咨询"}}},
	{"phone_call", "line,region,dept,date,slot,answered,probe,asked,answer_right", [][]any{
		{"L1", "110101", "F23", "2026-07-06", "上午", 1, 0, 0, 0}, {"L1", "110101", "F23", "2026-07-06", "午间", 0, 0, 0, 0},
		{"L1", "110101", "F23", "2026-07-06", "上午", 1, 1, 1, 1}, {"L1", "110101", "F23", "2026-07-06", "下午", 1, 1, 1, 0}, {"L1", "110101", "F23", "2026-07-07", "下午", 0, 1, 0, 0}}},
	{"online_session", "region,dept,matter,date,step,error,submitted", [][]any{{"110101", "F23", "M0001", "2026-07-06", "提交成功", "", 1}, {"110101", "F23", "M0001", "2026-07-06", "上传材料", "E1", 0}, {"110102", "F23", "M0003", "2026-07-06", "提交成功", "", 1}}},
	{"evaluation", "project_no,region,dept,matter,hall,date,channel,satisfaction,code,window_no,is_default,valid,abnormal,anonymous,rectify_due,rectify_ontime,visited,feedback", [][]any{
		{"P10001", "110101", "F23", "M0001", "H1", "2026-07-02", 1, 5, "501", 3, 0, 1, 0, 0, 0, 0, 0, 0}, {"P10002", "110101", "F23", "M0001", "H1", "2026-07-03", 1, 4, "", 3, 0, 1, 0, 1, 0, 0, 0, 0},
		{"P10003", "110101", "F01", "M0002", "H1", "2026-07-04", 1, 3, "", 3, 0, 1, 1, 1, 0, 0, 0, 0}, {"P10005", "110102", "F23", "M0003", "H2", "2026-07-05", 1, 2, "207", 5, 0, 1, 0, 0, 1, 1, 1, 1},
		{"P10006", "110102", "F23", "M0003", "H2", "2026-07-06", 1, 1, "110", 5, 0, 1, 0, 0, 1, 0, 0, 3}, {"P10009", "110101", "F23", "M0001", "H1", "2026-07-06", 1, 5, "", 0, 1, 1, 0, 1, 0, 0, 0, 0},
		{"P10009", "110101", "F23", "M0001", "H1", "2026-07-06", 1, 1, "108", 2, 0, 0, 1, 0, 1, 1, 1, 1}, {"P10004", "110101", "F23", "M0001", "H1", "2026-07-08", 1, 2, "209", 2, 0, 1, 0, 1, 0, 0, 0, 0}}},
	{"guide_rating", "region,dept,matter,date,positive,valid", [][]any{{"110101", "F23", "M0001", "2026-07-06", 1, 1}, {"110101", "F23", "M0001", "2026-07-06", 0, 1}, {"110101", "F23", "M0001", "2026-07-06", 1, 0}, {"110102", "F23", "M0003", "2026-07-06", 1, 1}}},
	{"guide_check", "region,dept,matter,date,checked,consistent", [][]any{{"110101", "F23", "M0001", "2026-07-06", 26, 25}, {"110102", "F23", "M0003", "2026-07-06", 10, 7}}},
	{"survey", "wave,region,dept,date,identity,channel,weight,valid,d101,d102,d103,d104,d105,d106,d107,change,reason", [][]any{
		{"区域", "110101", "", "2026-07-06", "企业", "线上", 1500, 1, 90, 80, 70, 100, -1, 95, 60, 1, ""}, {"区域", "110101", "", "2026-07-07", "个人", "线上", 700, 1, 60, 65, 75, 85, 95, -1, -1, -1, "排队久"},
		{"领域", "", "F23", "2026-07-08", "个人", "线上", 1000, 1, 100, 100, 90, 90, 80, 80, 70, 0, ""}, {"领域", "", "F23", "2026-07-08", "个人", "线上", 1100, 1, 75, 74, 73, 72, 71, 70, 69, 9, ""},
		{"区域", "110102", "", "2026-07-08", "个人", "线上", 1000, 0, 1, 1, 1, 1, 1, 1, 1, -1, "无效"}}},
	{"interview", "dept,region,date,matter,score,topic", [][]any{{"F23", "110101", "2026-07-06", "M0001", 92, "材料"}, {"F23", "", "2026-07-06", "M0001", 81, ""}}},
	{"visit", "no,region,hall,date,slot,matter,score", [][]any{{"TY-1", "110101", "H1", "2026-07-06", "上午", "M0001", 875}, {"TY-2", "110101", "H1", "2026-07-07", "下午", "M0001", 923}}},
	{"visit_finding", "no,seq,item,l2,severity,posted,actual,evidence", [][]any{{"TY-1", 1, "取号", "0401", "严重", "9:00", "9:20", "E1"}, {"TY-1", 2, "引导", "0402", "提示", "有", "无", "E2"}, {"TY-2", 1, "引导", "0402", "一般", "有", "无", "E3"}}},
	{"complaint", "no,source,date,region,dept,matter,street,hall,match_method,project_no,l2,model_l2,confidence,reviewed,severity,times,dup,typical,identity,text,due,responded,visited,solved,satisfied,repeated,ontime,status,closed", [][]any{
		{"GZ-1", "12345", "2026-07-06", "110101", "F23", "M0001", "东华门", "H1", "exact", "", "0301", "0301", 90, 1, 4, 3, 0, 1, "个人", "电话没人接", 1, 1, 1, 1, 0, 1, 1, "办结", "2026-07-09"},
		{"GZ-2", "12345", "2026-08-06", "110101", "F23", "M0001", "东华门", "", "rule", "", "0301", "0302", 70, 1, 2, 1, 0, 0, "个人", "没人接", 1, 0, 1, 1, 1, 0, 0, "办结", ""},
		{"GZ-3", "办不成事", "2026-08-07", "110102", "F23", "M0003", "什刹海", "H2", "exact", "P10006", "0201", "0201", 90, 1, 5, 1, 0, 0, "企业", "材料反复", 1, 1, 0, 0, 0, 0, 1, "办结", ""},
		{"GZ-4", "办不成事", "2026-08-08", "110102", "F01", "M0002", "什刹海", "H2", "exact", "P99999", "0201", "0201", 90, 1, 1, 1, 0, 0, "企业", "材料反复", 1, 0, 0, 0, 0, 0, 0, "在办", ""},
		{"GZ-5", "12345", "2026-08-09", "110102", "F01", "M0002", "什刹海", "", "text", "", "9901", "9901", 90, 1, 1, 1, 0, 0, "企业", "不属于政务服务", 1, 1, 1, 1, 1, 1, 1, "办结", ""},
		{"GZ-6", "12345", "2026-08-09", "110102", "F01", "M0002", "什刹海", "", "text", "", "0201", "0201", 90, 1, 1, 1, 1, 0, "企业", "重复件", 1, 1, 1, 1, 1, 1, 1, "办结", ""},
		{"GZ-7", "好差评", "2026-08-10", "110102", "F23", "M0003", "什刹海", "", "text", "", "0201", "0201", 90, 1, 1, 1, 0, 0, "企业", "说不清", 0, 0, 0, 0, 0, 0, 0, "办结", ""}}},
	{"governance", "no,title,lead,l2,matter,regions,opened,due,done,status", [][]any{{"ZL-1", "电话接听治理", "F33", "0301", "M0001", "110101,110102", "2026-03-01", "2026-08-31", "", "完成"}}},
	{"governance_task", "no,region,dept,due,done_ontime,before_90d,after_90d", [][]any{{"ZL-1", "110101", "F23", "2026-08-31", 1, 40, 28}, {"ZL-1", "110102", "F23", "2026-08-31", 0, 10, 13}, {"ZL-1", "110102", "F01", "2026-08-31", 1, 99, -1}}},
	{"inspection_item", "inspection,region,dept,due,passed", [][]any{{"HC-1", "110101", "F23", "2026-08-31", 1}, {"HC-1", "110101", "F23", "2026-08-31", 0}, {"HC-1", "110102", "F23", "2026-08-31", 1}}},
}

// handMade is a database with the hand-made quarter, and its path.
func handMade(t testing.TB) (*store.Store, string) {
	t.Helper()
	data, err := handFile()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "hand.db")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(context.Background(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s, path
}

// handFile is the database of the hand-made quarter, filled once.
var handFile = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "hand")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	ctx, path := context.Background(), filepath.Join(dir, "hand.db")
	s, err := store.Create(ctx, path)
	if err != nil {
		return nil, err
	}
	err = s.Load(ctx, func(l *store.Loader) error {
		for _, h := range hand {
			in, err := l.Insert(h.table, strings.Split(h.columns, ","))
			if err != nil {
				return err
			}
			for _, r := range h.rows {
				if err := in.Add(r...); err != nil {
					return err
				}
			}
			// A finding needs its visit to be there.
			if err := in.Flush(); err != nil {
				return err
			}
		}
		return nil
	})
	if err := errors.Join(err, s.Close()); err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// raw opens the same file without the store.
func raw(t testing.TB, path string) *sqlx.DB {
	t.Helper()
	db := sqlx.NewDb(sqlite.Open(path), "sqlite3")
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func masters(t testing.TB) (*zhixiao.IndicatorSet, []zhixiao.Unit) {
	t.Helper()
	set, err := templates.LoadIndicators(nil)
	if err != nil {
		t.Fatal(err)
	}
	units, err := templates.LoadUnits(nil)
	if err != nil {
		t.Fatal(err)
	}
	return set, units
}

func freeze(t testing.TB, s *store.Store) (*zhixiao.Snapshot, []string) {
	t.Helper()
	set, units := masters(t)
	snap, notes, err := s.Freeze(context.Background(), quarter, set, units, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	return snap, notes
}

// fill adds rows to tables; a key is the table and its columns.
func fill(t testing.TB, s *store.Store, rows map[string][][]any) {
	t.Helper()
	if err := s.Load(context.Background(), func(l *store.Loader) error {
		for head, list := range rows {
			names := strings.Fields(head)
			in, err := l.Insert(names[0], names[1:])
			if err != nil {
				return err
			}
			for _, r := range list {
				if err := in.Add(r...); err != nil {
					return err
				}
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
