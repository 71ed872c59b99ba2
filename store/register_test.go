package store_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhixiao"
	"zhixiao/store"
	"zhixiao/store/ledger"
)

const consultHead = "region,dept,date,due,ontime\n"

// intakeOf is a fresh database and a function that imports text as a CSV of that
// name.
func intakeOf(t *testing.T) (s *store.Store, path string, take func(name, text string, repeat store.Repeat, from string) ([]store.Imported, error)) {
	t.Helper()
	s, path = handMade(t)
	raw(t, path).MustExec("DELETE FROM consult; DELETE FROM complaint; DELETE FROM ticket")
	_, units := masters(t)
	return s, path, func(name, text string, repeat store.Repeat, from string) ([]store.Imported, error) {
		in := taking(units)
		in.Repeat, in.From = repeat, from
		return s.Import(context.Background(), write(t, name, text), in)
	}
}

func one(t *testing.T, path, query string) string {
	t.Helper()
	var got string
	if err := raw(t, path).Get(&got, query); err != nil {
		t.Fatal(err)
	}
	return got
}

const consultRows = "SELECT COALESCE(group_concat(region || dept || substr(date, 6) || ontime, ' '), '') FROM (SELECT * FROM consult ORDER BY region, dept, date, ontime)"

// The same content is one delivery, whatever the file is called.
func TestSameContentIsTakenOnce(t *testing.T) {
	_, path, take := intakeOf(t)
	const text = consultHead + "东城区,F01,2026-08-01,1,1\n"
	if _, err := take("consult_8.csv", text, store.Refuse, ""); err != nil {
		t.Fatal(err)
	}
	for _, repeat := range []store.Repeat{store.Refuse, store.Replace, store.Add} {
		_, err := take("在线咨询_另一个名字.csv", text, repeat, "另一个单位")
		if err == nil || !strings.Contains(err.Error(), "内容与第1号（2026-08-31 12:00导入的consult_8.csv，1行）相同，已经导入过") {
			t.Errorf("%v: %v", repeat, err)
		}
	}
	if got := one(t, path, consultRows); got != "110101F0108-011" {
		t.Errorf("rows: %s", got)
	}
}

// A repeat is told from what only looks like one.
func TestWhatIsARepeat(t *testing.T) {
	const first = consultHead + "东城区,F01,2026-08-01,1,1\n东城区,F02,2026-08-20,1,1\n"
	for _, tt := range []struct {
		name, text, from, firstFrom string
		refused                     bool
	}{
		{"a corrected edition", consultHead + "东城区,F01,2026-08-01,1,0\n东城区,F02,2026-08-20,1,1\n", "", "", true},
		{"an edition with one row more", first + "东城区,F02,2026-08-21,1,1\n", "", "", true},
		{"the district's other department, same days", consultHead + "东城区,F03,2026-08-03,1,0\n", "", "", true},
		{"the city's file that holds the district", consultHead + "西城区,F01,2026-08-02,1,1\n东城区,F01,2026-08-05,1,1\n", "", "", true},
		{"named as the same sender", consultHead + "西城区,F05,2026-08-02,1,1\n", "甲公司", "甲公司", true},
		{"another district", consultHead + "西城区,F01,2026-08-01,1,1\n", "", "", false},
		{"another month", consultHead + "东城区,F01,2026-07-01,1,1\n", "", "", false},
		{"named as another sender", consultHead + "东城区,F01,2026-08-01,1,0\n", "乙公司", "甲公司", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, path, take := intakeOf(t)
			if _, err := take("consult.csv", first, store.Refuse, tt.firstFrom); err != nil {
				t.Fatal(err)
			}
			_, err := take("consult_b.csv", tt.text, store.Refuse, tt.from)
			if (err != nil) != tt.refused {
				t.Fatal(err)
			}
			rows := 2 + strings.Count(tt.text, "\n") - 1
			if tt.refused {
				rows = 2
				for _, want := range []string{"consult_b.csv", "第1号", "同一单位", "同期间（2026-08-", "--replace", "--add"} {
					if !strings.Contains(err.Error(), want) {
						t.Errorf("the message lacks %q: %v", want, err)
					}
				}
			}
			if got := one(t, path, "SELECT COUNT(*) FROM consult"); got != fmt.Sprint(rows) {
				t.Errorf("%s rows, want %d", got, rows)
			}
		})
	}
}

// What is replaced is the sender's rows of the period, and nothing else.
func TestReplaceTakesTheOldRowsAway(t *testing.T) {
	const old = consultHead + "东城区,F01,2026-07-31,1,0\n东城区,F01,2026-08-01,1,0\n东城区,F02,2026-08-20,1,0\n"
	const city = consultHead + "东城区,F01,2026-08-01,1,0\n西城区,F01,2026-08-01,1,0\n西城区,F01,2026-08-31,1,0\n"
	for _, tt := range []struct{ name, first, second, want, note string }{
		{"days outside stay and are told", consultHead + "东城区,F01,2026-08-01,1,0\n东城区,F01,2026-08-20,1,0\n", consultHead + "东城区,F01,2026-08-03,1,1\n", "110101F0108-010 110101F0108-031 110101F0108-200", "第1号（2026-08-31 12:00导入的consult.csv，2行）另有2行在新文件的期间（2026-08-03）之外"},
		{"a department fewer", old, consultHead + "东城区,F01,2026-08-01,1,1\n东城区,F01,2026-08-31,1,1\n", "110101F0107-310 110101F0108-011 110101F0108-311", "另有1行在新文件的期间（2026-08-01至2026-08-31）之外"},
		{"one district of the city's file", city, consultHead + "东城区,F01,2026-08-01,1,1\n东城区,F01,2026-08-31,1,1\n", "110101F0108-011 110101F0108-311 110102F0108-010 110102F0108-310", "第1号（2026-08-31 12:00导入的consult.csv，3行）同期另有2行是别的单位的"},
		{"nothing to replace", consultHead + "海淀区,F01,2026-08-01,1,1\n", consultHead + "东城区,F01,2026-08-01,1,1\n", "110101F0108-011 110108F0108-011", "没有同单位、同期间的数据可替换"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, path, take := intakeOf(t)
			if _, err := take("consult.csv", tt.first, store.Refuse, ""); err != nil {
				t.Fatal(err)
			}
			done, err := take("consult_b.csv", tt.second, store.Replace, "")
			if err != nil {
				t.Fatal(err)
			}
			if got := one(t, path, consultRows); got != tt.want {
				t.Errorf("rows\n%s, want\n%s", got, tt.want)
			}
			if got := strings.Join(done[0].Notes, ";"); tt.note == "" && got != "" || !strings.Contains(got, tt.note) {
				t.Errorf("notes %q, want %q", got, tt.note)
			}
			list, err := s.Register(context.Background())
			if err != nil || len(list) != 2 {
				t.Fatal(list, err)
			}
			gone := list[0].Rows + list[1].Rows - strings.Count(tt.want, " ") - 1
			if list[0].Gone != gone || (gone > 0) != (list[0].Heirs == "2") {
				t.Errorf("the register says %+v, %d rows went", list[0], gone)
			}
		})
	}
}

// Whoever says what period a file reports on replaces all of it.
func TestReplaceAPeriod(t *testing.T) {
	s, path := handMade(t)
	raw(t, path).MustExec("DELETE FROM consult")
	_, units := masters(t)
	in := taking(units)
	for _, text := range []string{"东城区,F01,2026-08-01,1,0\n东城区,F01,2026-08-20,1,0\n", "东城区,F01,2026-08-03,1,1\n"} {
		if _, err := s.Import(context.Background(), write(t, "consult.csv", consultHead+text), in); err != nil {
			t.Fatal(err)
		}
		in.Repeat, in.Period = store.Replace, zhixiao.Period{Kind: zhixiao.Month, Year: 2026, N: 8}
	}
	if got := one(t, path, consultRows); got != "110101F0108-031" {
		t.Errorf("rows %s", got)
	}
	if _, err := s.Import(context.Background(), write(t, "consult.csv", consultHead+"东城区,F01,2026-07-03,1,1\n"), in); err == nil || !strings.Contains(err.Error(), "不都在2026年8月") {
		t.Error(err)
	}
}

// A faulty edition replaces nothing.
func TestReplaceIsWholeOrNotAtAll(t *testing.T) {
	s, path, take := intakeOf(t)
	if _, err := take("consult.csv", consultHead+"东城区,F01,2026-08-01,1,0\n", store.Refuse, ""); err != nil {
		t.Fatal(err)
	}
	before := one(t, path, consultRows)
	for _, bad := range []string{"东城区,F01,2026-08-01,1,1\n东城区,F01,2026-08-01,7,1\n", "东城区,F01,2026-08-01,1,1\n东城区,F01,2026-08-01,1,\"1\n"} {
		if _, err := take("consult_b.csv", consultHead+bad, store.Replace, ""); err == nil {
			t.Error("a faulty edition was taken")
		}
	}
	if got := one(t, path, consultRows); got != before {
		t.Errorf("rows %s", got)
	}
	if list, err := s.Register(context.Background()); err != nil || len(list) != 1 || list[0].Gone != 0 {
		t.Errorf("register %v, %v", list, err)
	}
	// Back to an edition that was replaced: its content is not in the database.
	for i, ontime := range []string{"1", "0"} {
		if _, err := take("consult.csv", consultHead+"东城区,F01,2026-08-01,1,"+ontime+"\n", store.Replace, ""); err != nil {
			t.Errorf("edition %d: %v", i, err)
		}
	}
	if got := one(t, path, consultRows); got != before {
		t.Errorf("rows %s", got)
	}
}

// Rows with keys of their own: every repeated key is told, and replaced when the
// edition is a corrected one.
func TestRowsWithKeys(t *testing.T) {
	const head = "no,source,date,region,dept,matter,street,match_method,l2,model_l2,confidence,reviewed,severity,times,dup,typical,identity,text,due,responded,visited,solved,satisfied,repeated,ontime,status\n"
	row := func(no, day, status string) string {
		return no + ",12345," + day + ",东城区,F23,M0001,东华门,exact,0201,0201,90,1,2,1,0,0,个人,材料,1,1,0,0,0,0,1," + status + "\n"
	}
	_, path, take := intakeOf(t)
	_, err := take("诉求.csv", head+row("A", "2026-08-01", "在办")+row("B", "2026-08-02", "在办")+row("A", "2026-08-03", "在办")+row("B", "2026-08-04", "在办"), store.Refuse, "")
	for _, want := range []string{"第4行: 编号（no）“A”与前面的行重复", "第5行: 编号（no）“B”与前面的行重复"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %v", want, err)
		}
	}
	if _, err := take("诉求.csv", head+row("A", "2026-07-31", "在办")+row("B", "2026-08-02", "在办")+row("C", "2026-08-03", "在办"), store.Refuse, ""); err != nil {
		t.Fatal(err)
	}
	// A comes again though its day is another, C is dropped.
	edition := head + row("A", "2026-08-01", "办结") + row("B", "2026-08-03", "办结")
	if _, err := take("诉求_b.csv", edition, store.Refuse, ""); err == nil || !strings.Contains(err.Error(), "--replace") {
		t.Errorf("got %v", err)
	}
	if _, err := take("诉求_b.csv", edition, store.Add, ""); err == nil || !strings.Contains(err.Error(), "第2行: 编号（no）“A”已在库中") {
		t.Errorf("got %v", err)
	}
	done, err := take("诉求_b.csv", edition, store.Replace, "")
	if err != nil || len(done) != 1 || len(done[0].Replaced) != 1 || done[0].Replaced[0].Gone != 3 {
		t.Fatalf("%+v, %v", done, err)
	}
	if got := one(t, path, "SELECT group_concat(no || status, ' ') FROM (SELECT * FROM complaint ORDER BY no)"); got != "A办结 B办结" {
		t.Errorf("rows %s", got)
	}
	// Another source of the same days and units is another delivery.
	if _, err := take("诉求_窗口.csv", head+strings.ReplaceAll(row("D", "2026-08-01", "在办"), ",12345,", ",办不成事,"), store.Refuse, ""); err != nil {
		t.Error(err)
	}
}

// Rows of before the register, or that no import brought, are told and can be
// replaced.
func TestRowsWithoutARegister(t *testing.T) {
	_, path, take := intakeOf(t)
	raw(t, path).MustExec("INSERT INTO consult(region, dept, date, due, ontime) VALUES('110101', 'F01', '2026-08-01', 1, 0), ('110101', 'F01', '2026-09-01', 1, 0)")
	done, err := take("consult.csv", consultHead+"东城区,F01,2026-08-01,1,1\n", store.Refuse, "")
	if err != nil || !strings.Contains(strings.Join(done[0].Notes, ""), "同期间的1行，没有导入登记") {
		t.Fatal(done, err)
	}
	raw(t, path).MustExec("DELETE FROM consult WHERE batch IS NOT NULL")
	if _, err := take("consult_b.csv", consultHead+"东城区,F01,2026-08-01,1,1\n东城区,F01,2026-08-01,1,1\n", store.Replace, ""); err != nil {
		t.Fatal(err)
	}
	if got := one(t, path, consultRows); got != "110101F0108-011 110101F0108-011 110101F0109-010" {
		t.Errorf("rows %s", got)
	}
}

// A supplement counts beside what was there.
func TestAddKeepsBoth(t *testing.T) {
	_, path, take := intakeOf(t)
	for i, repeat := range []store.Repeat{store.Refuse, store.Add} {
		if _, err := take("consult.csv", consultHead+strings.Repeat("东城区,F01,2026-08-01,1,1\n", i+1), repeat, ""); err != nil {
			t.Fatal(err)
		}
	}
	if got := one(t, path, "SELECT COUNT(*) || '/' || COUNT(DISTINCT batch) FROM consult"); got != "3/2" {
		t.Error(got)
	}
}

// Of several that import one file at once, one does.
func TestOneOfManyImportsWins(t *testing.T) {
	_, path, take := intakeOf(t)
	text := consultHead + strings.Repeat("东城区,F01,2026-08-01,1,1\n", 2000)
	errs := make([]error, 4)
	var wg sync.WaitGroup
	for i := range errs {
		wg.Go(func() { _, errs[i] = take("consult.csv", text, store.Refuse, "") })
	}
	wg.Wait()
	errs = slices.DeleteFunc(errs, func(err error) bool { return err == nil })
	for _, err := range errs {
		if !strings.Contains(err.Error(), "已经导入过") {
			t.Error(err)
		}
	}
	if got := one(t, path, "SELECT COUNT(*) FROM consult"); got != "2000" || len(errs) != 3 {
		t.Errorf("%s rows, %d refused", got, len(errs))
	}
}

// The register only grows.
func TestTheRegisterIsKept(t *testing.T) {
	s, path, take := intakeOf(t)
	if _, err := take("consult.csv", consultHead+"东城区,F01,2026-08-01,1,1\n", store.Refuse, "东城"); err != nil {
		t.Fatal(err)
	}
	for _, change := range []string{"UPDATE import_batch SET rows = 2", "DELETE FROM import_batch"} {
		if _, err := raw(t, path).Exec(change); err == nil || !strings.Contains(err.Error(), "导入登记不能") {
			t.Errorf("%s: %v", change, err)
		}
	}
	got, err := s.Register(context.Background())
	if err != nil || len(got) != 1 || len(got[0].SHA256) != 64 {
		t.Fatal(got, err)
	}
	got[0].SHA256 = ""
	want := store.Batch{Batch: ledger.Batch{Seq: 1, File: "consult.csv", Table: "consult", Sender: "110101", Given: true, First: "2026-08-01", Last: "2026-08-01", Rows: 1, Taken: "2026-08-31 12:00"}}
	if d := cmp.Diff(want, got[0]); d != "" {
		t.Error(d)
	}
}

// What a row says does not change with the import that brought it: the same rows
// freeze to the same fingerprints.
func TestBatchesAreNoPartOfWhatRowsSay(t *testing.T) {
	s, path := handMade(t)
	first, _ := freeze(t, s)
	raw(t, path).MustExec("UPDATE consult SET batch = 7; UPDATE complaint SET batch = 8; UPDATE cases SET batch = 9")
	second, _ := freeze(t, s)
	if first.ID != second.ID {
		t.Errorf("%s became %s", first.ID, second.ID)
	}
}
