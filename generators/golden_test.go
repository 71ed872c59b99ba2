package generators_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/document/textdump"
	"zhixiao/fixtures"
	"zhixiao/fixtures/year"
	"zhixiao/generators"
	"zhixiao/generators/atlas"
	"zhixiao/generators/inspection"
	"zhixiao/store"
)

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
	files, err := fixtures.WriteInspections(t.TempDir(), y.House.Units, 1, endOf(t, "2026-09"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d inspections, %v", len(files), err)
	}
	in, _, err := store.ReadInspection(files[0], y.House.Units)
	if err != nil {
		t.Fatal(err)
	}
	g := inspection.New(analysis.NewInspected(in), y.House.Set, y.House.Units)
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
	made, err := generators.Make(generators.Request{Kind: kind, Facts: f, Templates: demoYear(t).House.Set, Unit: u})
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

func demoYear(t *testing.T) *year.Year {
	t.Helper()
	y, err := year.Open()
	if err != nil {
		t.Fatal(err)
	}
	return y
}

func facts(t *testing.T, period string) *analysis.Facts {
	t.Helper()
	f, err := demoYear(t).Facts(period)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestMain(m *testing.M) { os.Exit(year.Main(m)) }

func endOf(t *testing.T, period string) time.Time {
	t.Helper()
	p, err := zhixiao.ParsePeriod(period)
	if err != nil {
		t.Fatal(err)
	}
	return p.End()
}
