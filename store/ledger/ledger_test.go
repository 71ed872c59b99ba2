package ledger_test

import (
	"compress/gzip"
	"context"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jmoiron/sqlx"

	"zhixiao/store"
	"zhixiao/store/ledger"
	"zhixiao/store/sqlite"
)

var ctx = context.Background()

// sample is one record of a kind.
type sample struct {
	record ledger.Record
	enter  func(ledger.Writer) (int64, error)
	first  func(sqlx.QueryerContext) (ledger.Record, bool, error)
}

func of[R ledger.Record](r R) sample {
	return sample{r,
		func(to ledger.Writer) (int64, error) { return ledger.Append(ctx, to, r) },
		func(from sqlx.QueryerContext) (ledger.Record, bool, error) {
			back, ok, err := ledger.First[R](ctx, from, "")
			return back, ok, err
		}}
}

// samples has a record of every kind, with another value in every field.
func samples() []sample {
	return []sample{
		of(ledger.Snapshot{ID: "2026Q3.v1", Period: "2026Q3", Version: 1, Cutoff: "2026-09-30", Set: "s"}),
		of(ledger.Source{Snapshot: "2026Q3.v1", Name: "cases", Rows: 3, SHA256: "h", Layout: 2, Last: "2026-09-29"}),
		of(ledger.Cube{Snapshot: "2026Q3.v1", Feed: "case", Dims: "d", Columns: "c", Histograms: "h", Body: "b"}),
		of(ledger.Sum{Snapshot: "2026Q3.v1", Feed: "case", Columns: "c", Histograms: "h", Body: "b"}),
		of(ledger.List{Snapshot: "2026Q3.v1", Name: "visits", Body: "[]"}),
		of(ledger.Set{Version: "s", Body: "{}"}),
		of(ledger.Review{Seq: 1, Job: "j", Stage: "审核稿", Who: "w", Taken: "t", File: "f", SHA256: "h", Origin: "o", Body: []byte("b")}),
		of(ledger.Approval{Seq: 1, Job: "j", Period: "2026Q3", Title: "t", Version: "V2.0", Who: "w", Approved: "a", Opinion: "o", Erratum: "e", Review: 1, Pages: 7}),
		of(ledger.ApprovedFile{Approval: 1, Role: "pdf", Path: "p", Size: 4, SHA256: "h", Body: []byte("body")}),
		of(ledger.Copy{Seq: 1, Number: "n", Period: "2026Q3", Unit: "u", Job: "j", File: "f", SHA256: "h", Source: "s", Who: "w", Given: "g", Draft: true}),
		of(ledger.Delivery{Seq: 1, Duty: "d", Period: "2026-08", Delivered: "2026-09-04", Who: "w", Note: "n", Reason: "r"}),
		of(ledger.Batch{Seq: 1, File: "f", SHA256: "h", Table: "consult", Sender: "s", Given: true, First: "a", Last: "b", Rows: 5, Taken: "t"}),
		of(ledger.Replaced{Seq: 1, Batch: 4, By: 1, Rows: 2}),
		of(ledger.Masked{Seq: 1, File: "f", Table: "t", Column: "c", Rule: "r", Hits: 3}),
	}
}

// empty is the path of a new database, and a connection to it that knows nothing of
// the store.
func empty(t *testing.T) (path string, db *sqlx.DB) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "a.db")
	s, err := store.Create(ctx, path)
	if err == nil {
		err = s.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return path, foreign(t, path)
}

func foreign(t *testing.T, path string) *sqlx.DB {
	db := sqlx.NewDb(sqlite.Open(path), "sqlite3")
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// Records come back as they went in, of every kind, whichever way they went.
func TestRecordsComeBack(t *testing.T) {
	_, db := empty(t)
	for i, k := range ledger.Kinds() {
		if i >= len(samples()) || reflect.TypeOf(samples()[i].record) != reflect.TypeOf(k.Record) {
			t.Fatalf("no sample of %s", k.Table())
		}
		one := samples()[i]
		if _, ok, err := one.first(db); ok || err != nil {
			t.Fatalf("%s before: %v, %v", k.Table(), ok, err)
		}
		if _, err := one.enter(db); err != nil {
			t.Fatal(err)
		}
		back, ok, err := one.first(db)
		if d := cmp.Diff(one.record, back); d != "" || !ok || err != nil {
			t.Errorf("%s: %v, %v: %s", k.Table(), ok, err, d)
		}
	}
	if last, err := ledger.Append(ctx, db, ledger.Delivery{Duty: "d"}, ledger.Delivery{Duty: "e"}); last != 3 || err != nil {
		t.Errorf("numbered %d: %v", last, err)
	}
	for _, c := range []struct {
		columns []string
		added   bool
	}{{[]string{"duty"}, false}, {[]string{"duty", "note"}, true}, {[]string{"duty", "note"}, false}} {
		if added, err := ledger.AppendNew(ctx, db, ledger.Delivery{Duty: "e", Note: "again"}, c.columns...); added != c.added || err != nil {
			t.Errorf("by %q: added %v, %v", c.columns, added, err)
		}
	}
	list, err := ledger.Read[ledger.Delivery](ctx, db, "WHERE seq > ? ORDER BY seq DESC", 2)
	if d := cmp.Diff([]ledger.Delivery{{Seq: 4, Duty: "e", Note: "again"}, {Seq: 3, Duty: "e"}}, list); d != "" || err != nil {
		t.Error(d, err)
	}
	reviews, err := ledger.Read[ledger.Review](ctx, db, "")
	if err != nil || len(reviews) != 1 || reviews[0].Body != nil || reviews[0].SHA256 != "h" {
		t.Errorf("in a list: %+v, %v", reviews, err)
	}
	if _, err := ledger.Read[ledger.Review](ctx, db, "WHERE nothing = 1"); err == nil {
		t.Error("a condition on no column was taken")
	}
}

// Of every kind a record can be neither changed, nor taken away, nor written over, by
// whatever program: the database refuses it in the kind's words.
func TestEveryKindRefusesToChange(t *testing.T) {
	_, db := empty(t)
	for i, k := range ledger.Kinds() {
		one, table := samples()[i], k.Table()
		if _, err := one.enter(db); err != nil {
			t.Fatal(err)
		}
		columns := columnsOf(t, db, table)
		attempts := map[string]error{
			"UPDATE " + table + " SET " + columns[0] + " = " + columns[0]: k.Changed,
			"DELETE FROM " + table:                                       k.Deleted,
			"REPLACE INTO " + table + " SELECT * FROM " + table:          k.Changed,
			"INSERT OR IGNORE INTO " + table + " SELECT * FROM " + table: k.Changed,
		}
		for _, c := range columns {
			attempts["UPDATE OR REPLACE "+table+" SET "+c+" = "+c] = k.Changed
		}
		for text, words := range attempts {
			if _, err := db.Exec(text); err == nil || !strings.Contains(err.Error(), words.Error()) {
				t.Errorf("%s: %v", text, err)
			}
		}
		if _, err := one.enter(db); err == nil {
			t.Errorf("%s: the same record twice", table)
		}
		if back, _, err := one.first(db); err != nil || !reflect.DeepEqual(back, one.record) {
			t.Errorf("%s is now %+v, %v", table, back, err)
		}
	}
}

func columnsOf(t *testing.T, db *sqlx.DB, table string) (names []string) {
	t.Helper()
	if err := db.Select(&names, "SELECT name FROM pragma_table_info(?)", table); err != nil {
		t.Fatal(err)
	}
	return names
}

// The table of kinds knows each key by which a record could be written over, and every
// column.
func TestKindsKnowTheirTables(t *testing.T) {
	_, db := empty(t)
	for _, k := range ledger.Kinds() {
		var keys []string
		err := db.Select(&keys, `SELECT (SELECT group_concat(name, ', ') FROM (SELECT name FROM pragma_index_info(l.name) ORDER BY seqno))
			FROM pragma_index_list(?1) l WHERE "unique" UNION SELECT max(name) FROM pragma_table_info(?1) WHERE pk > 0 GROUP BY 'all' HAVING COUNT(*) = 1 ORDER BY 1`, k.Table())
		if want := slices.Sorted(slices.Values(k.Keys)); err != nil || !slices.Equal(keys, want) {
			t.Errorf("%s: keys %q in the database, %q in the table of kinds, %v", k.Table(), keys, want, err)
		}
		if fields := reflect.TypeOf(k.Record).NumField(); fields != len(columnsOf(t, db, k.Table())) {
			t.Errorf("%s: %d fields, columns %q", k.Table(), fields, columnsOf(t, db, k.Table()))
		}
		if !ledger.Keeps(k.Table()) {
			t.Errorf("%s is not kept", k.Table())
		}
	}
	if ledger.Keeps("cases") || ledger.Keeps("recommendation") {
		t.Error("a table that changes is kept")
	}
}

// A load fills no ledger: its rows would pass by the one way in.
func TestLoadsFillNoLedger(t *testing.T) {
	path, _ := empty(t)
	s, err := store.Open(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, k := range ledger.Kinds() {
		err := s.Load(ctx, func(l *store.Loader) error {
			_, err := l.Insert(k.Table(), []string{"seq"})
			return err
		})
		if err == nil || !strings.Contains(err.Error(), k.Table()+": 登记只能逐笔追加") {
			t.Errorf("%s: %v", k.Table(), err)
		}
	}
}

// Opening a database mends its guard: in one of program 0.1.0, in one whose triggers
// somebody dropped or altered. What was kept stays.
func TestOpeningGuards(t *testing.T) {
	guard := func(db *sqlx.DB) (texts []string) {
		if err := db.Select(&texts, "SELECT sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name"); err != nil {
			t.Fatal(err)
		}
		return texts
	}
	_, fresh := empty(t)
	want := guard(fresh)
	if len(want) != 3*len(ledger.Kinds())+1 { // and approval_once
		t.Fatalf("%d triggers", len(want))
	}
	damaged, db := empty(t)
	if _, err := samples()[5].enter(db); err != nil {
		t.Fatal(err)
	}
	db.MustExec("DROP TRIGGER review_keep_d; DROP TRIGGER delivery_keep_u; CREATE TRIGGER delivery_keep_u BEFORE UPDATE ON delivery WHEN 0 BEGIN SELECT 1; END")
	old := unpacked(t, "../../cmd/zhixiao/testdata/old/0.1.0.sqlite.gz")
	for _, path := range []string{damaged, old} {
		count := func() (snapshots, sets int) {
			if err := foreign(t, path).QueryRow("SELECT (SELECT COUNT(*) FROM snapshot), (SELECT COUNT(*) FROM setting)").Scan(&snapshots, &sets); err != nil {
				t.Fatal(err)
			}
			return snapshots, sets
		}
		snapshots, sets := count()
		s, err := store.Open(ctx, path)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		if d := cmp.Diff(want, guard(foreign(t, path))); d != "" {
			t.Errorf("%s: %s", path, d)
		}
		if a, b := count(); a != snapshots || b != sets {
			t.Errorf("%s: %d, %d rows became %d, %d", path, snapshots, sets, a, b)
		}
	}
}

func unpacked(t *testing.T, path string) string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(z)
	path = filepath.Join(t.TempDir(), "old.db")
	if err == nil {
		err = os.WriteFile(path, body, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// Nothing in the program but this package writes a ledger's table.
func TestOneWayIn(t *testing.T) {
	var tables []string
	for _, k := range ledger.Kinds() {
		tables = append(tables, k.Table())
	}
	writing := regexp.MustCompile(`(?i)\b(INSERT|REPLACE|UPDATE|DELETE)\b[^"` + "`" + `]{0,30}\b(` + strings.Join(tables, "|") + `)\b *(\(|SET|WHERE|VALUES|DEFAULT|SELECT|["` + "`" + `])`)
	if !writing.MatchString(`"INSERT OR IGNORE INTO review(job)"`) || !writing.MatchString(`"DELETE FROM import_batch"`) || !writing.MatchString("`UPDATE review SET") {
		t.Fatal("what is looked for would not be found")
	}
	files := 0
	err := filepath.WalkDir("../..", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		files++
		for _, found := range writing.FindAllString(string(text), -1) {
			t.Errorf("%s: %s", path, found)
		}
		return err
	})
	if err != nil || files < 400 {
		t.Errorf("%d files, %v", files, err)
	}
}
