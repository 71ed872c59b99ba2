package generators_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/document/textdump"
	"zhixiao/fixtures"
	"zhixiao/generators"
	"zhixiao/generators/atlas"
	"zhixiao/generators/inspection"
	"zhixiao/store"
	"zhixiao/templates"
)

var yearDB = flag.String("year.db", "", "keep the demo year of the goldens in this file, and read it there when it exists")

// The papers that are kept as text: every kind, of units that differ.
var papers = []struct {
	period string
	kind   string
	units  []string
}{
	{"2026Q3", "quarter-general", []string{"110000"}},
	{"2026Q3", "quarter-district", []string{"110105", "110119"}},
	{"2026Q3", "quarter-domain", []string{"F07", "F41"}},
	{"2026-09", "month-list", []string{"110105", "F23"}},
	{"2026-09", "month-report", []string{"110000"}},
	{"2026-09", "month-trial", []string{"110000"}},
	{"2026-09", "governance-ledger", []string{"110000"}},
	{"2026W38", "week-report", []string{"110000"}},
	{"2026-09-15", "day-report", []string{"110000"}},
	{"2026-interim", "interim", []string{"110000"}},
	{"2027-final", "final", []string{"110000"}},
}

// Every kind of deliverable of a tenth of the demo year reads as it is kept in
// testdata/year. A change in data, analysis, rules or wording shows there.
func TestGoldens(t *testing.T) {
	kept := map[string]bool{}
	for _, k := range generators.Catalogue() {
		kept[k.Name] = false
	}
	for _, p := range papers {
		kept[p.kind] = true
		for _, unit := range p.units {
			t.Run(p.kind+"-"+unit, func(t *testing.T) {
				same(t, p.kind+"-"+unit+"-"+p.period, textOf(t, paper(t, p.period, p.kind, unit)))
			})
		}
	}
	for name, is := range kept {
		if !is {
			t.Errorf("no golden of kind %s", name)
		}
	}
}

// A volume is kept by what binding adds: contents, headings, numbers of tables and
// figures. The text of its reports is kept with them.
func TestGoldenVolume(t *testing.T) {
	var reports []*document.Document
	for _, p := range papers[:3] {
		reports = append(reports, paper(t, p.period, p.kind, p.units[0]))
	}
	d := document.Bind(*reports[0], reports)
	var lines []string
	numbers := document.Number(d)
	d.Blocks(func(b document.Block) {
		switch b := b.(type) {
		case document.Heading:
			lines = append(lines, strings.Repeat("#", b.Level)+" "+document.PlainText(b.Text, numbers))
		case document.Table:
			lines = append(lines, "表 "+b.Caption)
		case document.Figure:
			lines = append(lines, "图 "+b.Caption)
		}
	})
	same(t, "quarter-volume-2026Q3", strings.Join(lines, "\n")+"\n")
}

func TestGoldenInspection(t *testing.T) {
	y := demoYear(t)
	files, err := fixtures.WriteInspections(t.TempDir(), y.house.Units, 1, endOf(t, "2026-09"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d inspections, %v", len(files), err)
	}
	in, _, err := store.ReadInspection(files[0], y.house.Units)
	if err != nil {
		t.Fatal(err)
	}
	g := inspection.New(analysis.NewInspected(in), y.house.Set, y.house.Units)
	list, err := g.List(map[string]int{in.Evidence[0].No: 7})
	if err != nil {
		t.Fatal(err)
	}
	same(t, "inspection-list-"+in.No, textOf(t, list))
	book, err := g.EvidenceBook()
	if err != nil {
		t.Fatal(err)
	}
	same(t, "inspection-evidence-"+in.No, textOf(t, book))
}

// A map is kept as its title, legend and what stands on each region.
func TestGoldenMaps(t *testing.T) {
	f := facts(t, "2026Q3")
	var b strings.Builder
	for _, theme := range atlas.Themes(f) {
		fmt.Fprintf(&b, "%s %s（%s）%s\n", theme.Code, theme.Name, theme.Unit, atlas.FileName(f.Period(), theme))
		if theme.Code != analysis.ScoreTotal && theme.Code != "A101" && theme.Code != "B103" {
			continue
		}
		made, err := atlas.Draw(f, theme, atlas.Style{Mark: "演示数据"})
		if err != nil {
			t.Fatal(err)
		}
		writeMap(&b, made.Paper, theme.Code == analysis.ScoreTotal)
	}
	same(t, "maps-2026Q3", b.String())
}

// writeMap writes with all the attributes that every map of the period has too.
func writeMap(b *strings.Builder, m *document.Map, all bool) {
	fmt.Fprintf(b, "\t%s｜%s｜%s｜%s｜%s\n", m.Title, m.Unit, m.Source, m.Notice, m.Date)
	if all {
		fmt.Fprintf(b, "\t%s\n", strings.Join(m.Fields, " "))
	}
	for _, c := range m.Classes {
		fmt.Fprintf(b, "\t图例 %+v\n", c)
	}
	for _, u := range m.Units {
		fmt.Fprintf(b, "\t%s %s", u.Unit.Short, u.Value.Text())
		for i := 0; all && i < len(u.All); i++ {
			fmt.Fprintf(b, " %s", u.All[i].Text())
		}
		fmt.Fprintln(b)
	}
	for _, l := range m.Layers {
		texts := make([]string, len(l.Texts))
		for i, t := range l.Texts {
			texts[i] = t.Text
		}
		fmt.Fprintf(b, "\t图层%s：%d块 %d线 %d符号 %s\n", l.Name, len(l.Polygons), len(l.Lines), len(l.Symbols), strings.Join(texts, " "))
	}
}

func paper(t *testing.T, period, kind, unit string) *document.Document {
	t.Helper()
	f := facts(t, period)
	u, ok := f.Unit(unit)
	if !ok {
		t.Fatalf("no unit %s", unit)
	}
	made, err := generators.Make(generators.Request{Kind: kind, Facts: f, Templates: demoYear(t).house.Set, Unit: u})
	if err != nil {
		t.Fatal(err)
	}
	return made.Document
}

func textOf(t *testing.T, d *document.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := (textdump.Writer{}).Write(context.Background(), &b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// same compares a text with the one that is kept, or keeps it with -update.
func same(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", "year", name+".txt")
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s differs; run go test ./generators -run Golden -update and read it:\n%s", path, diff)
	}
}

// year is the demo year at a tenth of its volumes, made once for all tests.
type year struct {
	house *templates.House
	names analysis.Names
	store *store.Store
	facts map[string]*analysis.Facts
}

var made = sync.OnceValues(makeYear)

func demoYear(t *testing.T) *year {
	t.Helper()
	y, err := made()
	if err != nil {
		t.Fatal(err)
	}
	return y
}

func TestMain(m *testing.M) {
	flag.Parse()
	code := m.Run()
	if folder != "" {
		_ = os.RemoveAll(folder)
	}
	os.Exit(code)
}

// folder is where the demo year lies while the tests run.
var folder string

func makeYear() (*year, error) {
	ctx := context.Background()
	house, err := templates.Open("")
	if err != nil {
		return nil, err
	}
	path := *yearDB
	if path == "" {
		if folder, err = os.MkdirTemp("", "year"); err != nil {
			return nil, err
		}
		path = filepath.Join(folder, "year.sqlite")
	}
	var st *store.Store
	if _, err := os.Stat(path); err == nil {
		if st, err = store.Open(ctx, path); err != nil {
			return nil, err
		}
	} else if st, err = fill(ctx, path, house); err != nil {
		return nil, err
	}
	called, err := st.Names(ctx)
	names := analysis.Names{
		Matters: called.Matters, Halls: called.Halls, Lines: called.Lines,
		L1: house.Taxonomy.L1, L2: house.Taxonomy.ClassNames(), Codes: house.Taxonomy.Codes,
	}
	return &year{house, names, st, map[string]*analysis.Facts{}}, err
}

// fill makes the year and freezes what is reported on, the week and the day too.
func fill(ctx context.Context, path string, house *templates.House) (*store.Store, error) {
	st, err := store.Create(ctx, path)
	if err != nil {
		return nil, err
	}
	until, _ := zhixiao.ParsePeriod(fixtures.End)
	err = fixtures.Fill(ctx, st, house.Units, house.Indicators, fixtures.Options{Seed: 1, Scale: 0.1, Until: until})
	for _, name := range []string{"2026W38", "2026-09-15"} {
		p, _ := zhixiao.ParsePeriod(name)
		m, fault := st.Measure(ctx, p, house.Indicators, house.Units, p.End())
		if fault == nil {
			_, _, fault = m.Keep(ctx)
		}
		err = errors.Join(err, fault)
	}
	return st, err
}

// facts is a period of the year with those that it is compared with.
func facts(t *testing.T, period string) *analysis.Facts {
	t.Helper()
	y, ctx := demoYear(t), context.Background()
	if f := y.facts[period]; f != nil {
		return f
	}
	p, err := zhixiao.ParsePeriod(period)
	if err != nil {
		t.Fatal(err)
	}
	snaps, err := y.store.Snapshots(ctx, p)
	if err != nil {
		t.Fatal(err)
	}
	counted := map[string]zhixiao.Counted{}
	if p.Kind == zhixiao.Interim || p.Kind == zhixiao.Final {
		for _, q := range y.house.Contract.Quotas {
			if counted[q.ID], err = y.store.Counted(ctx, q, y.house.Contract.From, snaps[len(snaps)-1].Cutoff); err != nil {
				t.Fatal(err)
			}
		}
	}
	f, err := analysis.New(analysis.Input{
		Units: y.house.Units, Indicators: y.house.Indicators, Names: y.names, Snapshots: snaps, Contract: y.house.Contract, Counted: counted,
	})
	if err != nil {
		t.Fatal(err)
	}
	y.facts[period] = f
	return f
}

func endOf(t *testing.T, period string) time.Time {
	t.Helper()
	p, err := zhixiao.ParsePeriod(period)
	if err != nil {
		t.Fatal(err)
	}
	return p.End()
}
