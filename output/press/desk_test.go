package press_test

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"zhixiao"
	"zhixiao/document/proof"
	"zhixiao/fixtures"
	"zhixiao/output"
	"zhixiao/output/press"
	"zhixiao/output/program"
	"zhixiao/output/review"
	"zhixiao/templates"
)

// oldProject is a project over a database that program 0.1.0 left, with two frozen
// quarters.
func oldProject(t *testing.T) *press.Project {
	t.Helper()
	f, err := os.Open("../../cmd/zhixiao/testdata/old/0.1.0.sqlite.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	p := &press.Project{Database: filepath.Join(dir, "old.sqlite"), Output: filepath.Join(dir, "out"), Program: program.Program()}
	if err := os.WriteFile(p.Database, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

func opened(t *testing.T, p *press.Project, name string) *press.Edition {
	t.Helper()
	period, err := zhixiao.ParsePeriod(name)
	if err != nil {
		t.Fatal(err)
	}
	l, err := p.Open(context.Background(), period)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	return l
}

// Kinds and units are chosen by any of their names, several units at once, in the order
// of the contract; a name that fits none is a misuse with what is near.
func TestReportsAreChosenByAnyName(t *testing.T) {
	l := opened(t, oldProject(t), "2026Q3")
	for _, tt := range []struct {
		kind, units string
		want        []string
		fault       string
	}{
		{"", "朝阳区", []string{"quarter-district 110105"}, ""},
		{"QY", "110105，西城区", []string{"quarter-district 110102", "quarter-district 110105"}, ""},
		{"quarter-domain", "f07, F41", []string{"quarter-domain F07", "quarter-domain F41"}, ""},
		{"quarter-general", "", []string{"quarter-general 110000"}, ""},
		{"quarter-distict", "", nil, "quarter-district"},
		{"", "朝阳曲", nil, "朝阳区"},
		{"", ",", nil, `没有单位","`},
		{"month-list", "", nil, "没有成果类别"},
	} {
		reports, err := l.Reports(tt.kind, tt.units)
		var misuse *output.Misuse
		if (err != nil) != (tt.fault != "") || err != nil && (!errors.As(err, &misuse) || !strings.Contains(err.Error(), tt.fault)) {
			t.Errorf("%q %q: %v", tt.kind, tt.units, err)
		}
		var got []string
		for _, r := range reports {
			got = append(got, r.Kind.Name+" "+r.Unit.Code)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q %q: %v", tt.kind, tt.units, got)
		}
	}
	all, err := l.Reports("", "")
	if err != nil || len(all) != 66 {
		t.Errorf("%d reports, %v", len(all), err)
	}
}

// A number is told back to what it was counted from, each step deeper, once.
func TestANumberIsToldBackToItsCounts(t *testing.T) {
	l := opened(t, oldProject(t), "2026Q3")
	q := l.Facts.Value("B101", "110105")
	lines := l.Provenance(q, map[zhixiao.Key]bool{})
	text := strings.Join(lines, "\n")
	for _, want := range []string{"B101@110105/2026Q3 = " + q.String(), "\n  分子 " + q.Num.String() + " ÷ 分母 " + q.Den.String(), "\n  样本量 ", "\n  来源 快照2026Q3.v1"} {
		if !strings.Contains("\n"+text, want) {
			t.Errorf("without %q:\n%s", want, text)
		}
	}
	gap := l.Facts.Gap("B101", "110105")
	seen := map[zhixiao.Key]bool{}
	deeper := strings.Join(l.Provenance(gap, seen), "\n")
	if !strings.Contains(deeper, "\n  B101@110105/2026Q3 = ") || strings.Contains(deeper[:strings.Index(deeper, "\n")], "分子") {
		t.Errorf("a difference does not tell its parents:\n%s", deeper)
	}
	if again := strings.Join(l.Provenance(gap, seen), "\n"); strings.Contains(again, "分母") {
		t.Errorf("what was told is told again:\n%s", again)
	}
}

// The proofreader reads what was made of the units named; what it has found sound is
// not read again while nothing changed.
func TestVettedReportsAreReadOnce(t *testing.T) {
	ctx, p := context.Background(), oldProject(t)
	l := opened(t, p, "2026Q3")
	v, err := l.Vet(ctx, "QY", "朝阳区,西城区", true)
	if err != nil || v.Read != 2 || v.Same != 0 {
		t.Fatalf("%+v, %v", v, err)
	}
	for _, f := range v.Findings {
		if f.Level == proof.Block {
			t.Errorf("%s: %s", f.Title, f.Text)
		}
	}
	if len(v.Likeness) != 1 || v.Likeness[0].Kind != "quarter-district" || v.Likeness[0].Median <= 0 || v.Likeness[0].Median >= 1 {
		t.Errorf("likeness %+v", v.Likeness)
	}
	if again, err := l.Vet(ctx, "QY", "朝阳区,西城区", true); err != nil || again.Read+again.Same != 2 || again.Same == 0 {
		t.Errorf("read %d, left %d, %v", again.Read, again.Same, err)
	}
}

// An inspection is printed with what it was made from, by whom and as demo data; what is
// made once is not made again.
func TestAnInspectionSaysWhatItWasMadeFrom(t *testing.T) {
	ctx, p := context.Background(), oldProject(t)
	p.Org = "某项目组"
	units, err := templates.LoadUnits(nil)
	if err != nil {
		t.Fatal(err)
	}
	files, err := fixtures.WriteInspections(t.TempDir(), units, 1, time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC))
	if err != nil || len(files) != 1 {
		t.Fatalf("%v, %v", files, err)
	}
	in, err := p.ReadInspection(ctx, files[0])
	if err != nil {
		t.Fatal(err)
	}
	outcomes, err := in.Make(ctx, press.Options{Workers: 1})
	if err != nil || len(outcomes) == 0 {
		t.Fatal(err)
	}
	words := 0
	for _, o := range outcomes {
		if o.Err != nil || o.Skipped {
			t.Errorf("%s: %v", o.Job.Title, o.Err)
		}
		for _, f := range o.Record.Files {
			if filepath.Ext(f.Path) != ".docx" {
				continue
			}
			words++
			path := find(t, p.Output, filepath.Base(f.Path))
			d, err := review.Read(ctx, path)
			if err != nil || !strings.Contains(d.Reading.Origin, "核查表") || !strings.Contains(d.Reading.Origin, "；质效") {
				t.Errorf("%s says it is made from %q, %v", f.Path, d.Reading.Origin, err)
			}
		}
	}
	if words != 2 {
		t.Errorf("%d Word files, want the list and the book of evidence", words)
	}
	if in, err = p.ReadInspection(ctx, files[0]); err != nil {
		t.Fatal(err)
	}
	again, err := in.Make(ctx, press.Options{Workers: 1})
	if err != nil || slices.ContainsFunc(again, func(o output.Outcome) bool { return !o.Skipped }) {
		t.Errorf("made again: %v", err)
	}
}

// find is the only file of a name below a folder.
func find(t *testing.T, root, name string) (path string) {
	t.Helper()
	_ = filepath.WalkDir(root, func(at string, e os.DirEntry, err error) error {
		if err == nil && filepath.Base(at) == name {
			path = at
		}
		return err
	})
	if path == "" {
		t.Fatalf("no %s", name)
	}
	return path
}
