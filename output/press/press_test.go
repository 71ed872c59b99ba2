package press_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/fixtures/demo"
	"zhixiao/output"
	"zhixiao/output/press"
	"zhixiao/output/program"
	"zhixiao/output/review"
)

// listener counts what it hears of a run.
type listener struct{ begun, done int }

func (l *listener) Begin(jobs int)                { l.begun += jobs }
func (l *listener) Done(int, int, output.Outcome) { l.done++ }

func reviews(ctx context.Context, l *press.Edition, pictures document.Pictures) (press.Reviewer, error) {
	return review.Load(ctx, l.Store, pictures)
}

// TestAnyProgramCanBuild makes a district's report through the rooms alone, as a
// server would: it is made once, in the usual formats and the one asked for, which is
// kept up to date from then on.
func TestAnyProgramCanBuild(t *testing.T) {
	if testing.Short() {
		t.Skip("-short：不做演示数据")
	}
	ctx := context.Background()
	project := demo.At(t.TempDir(), program.Program())
	opts, err := demo.Wish{Seed: 1, Scale: 0.02, Until: demo.Period}.Options()
	if err != nil {
		t.Fatal(err)
	}
	if err := demo.Fill(ctx, project, project.Database, opts); err != nil {
		t.Fatal(err)
	}
	period, err := zhixiao.ParsePeriod(demo.Period)
	if err != nil {
		t.Fatal(err)
	}
	edition, err := project.Open(ctx, period)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = edition.Close() })
	build := func(s press.Selection) (output.Outcome, *listener) {
		t.Helper()
		jobs, err := edition.Jobs(ctx, s, reviews)
		if err != nil || len(jobs) != 1 {
			t.Fatalf("%d jobs, %v", len(jobs), err)
		}
		heard := &listener{}
		outcomes, err := edition.Run(ctx, jobs, press.Options{Workers: 1, Progress: heard})
		if err != nil || outcomes[0].Err != nil {
			t.Fatal(err, outcomes)
		}
		return outcomes[0], heard
	}
	first, heard := build(press.Selection{Unit: "朝阳区", Formats: "html"})
	if first.Skipped || *heard != (listener{1, 1}) {
		t.Errorf("skipped %v, heard %+v", first.Skipped, *heard)
	}
	endings := map[string]int{}
	for _, f := range first.Record.Files {
		endings[filepath.Ext(f.Path)]++
		if filepath.Ext(f.Path) == ".html" {
			checkPage(t, filepath.Join(project.Folder(period), filepath.FromSlash(f.Path)))
		}
	}
	if endings[".docx"] != 1 || endings[".pdf"] != 1 || endings[".html"] != 1 || endings[".jpg"] == 0 {
		t.Errorf("files %v", endings)
	}
	if again, _ := build(press.Selection{Unit: "朝阳区"}); !again.Skipped {
		t.Errorf("a plain build made it again: %s", again.Why)
	}
	for _, s := range []press.Selection{{Kind: "季报"}, {Unit: "上海"}, {Theme: "total"}, {Formats: "odt"}} {
		var misuse *output.Misuse
		if _, err := edition.Jobs(ctx, s, reviews); !errors.As(err, &misuse) {
			t.Errorf("%+v: %v", s, err)
		}
	}
}

// checkPage proves that a page is whole by itself and light.
func checkPage(t *testing.T, file string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(text) > 200_000 {
		t.Errorf("the page has %d bytes, want at most 200,000", len(text))
	}
	for _, want := range []string{`<html lang="zh-CN">`, "朝阳区", "<svg ", "<table>", "演示数据"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	for _, foreign := range []string{"<script", "http:", "https:", "url("} {
		if strings.Contains(string(text), foreign) {
			t.Errorf("the page has %s", foreign)
		}
	}
}

func TestJobsAreTakenApart(t *testing.T) {
	period, err := zhixiao.ParsePeriod("2026Q3")
	if err != nil {
		t.Fatal(err)
	}
	k, unit, got, ok := press.JobOf(press.JobID("quarter-district", "110105", period))
	if !ok || k.Name != "quarter-district" || unit != "110105" || got != period {
		t.Errorf("%s %s %s %v", k.Name, unit, got, ok)
	}
	for _, id := range []string{"", "maps-total-2026Q3", "quarter-district-110105", "quarter-district-110105-昨天", "quarter-volume-110000-2026Q3"} {
		if _, _, _, ok := press.JobOf(id); ok {
			t.Errorf("%q is taken for a report", id)
		}
	}
}

func TestAProjectWithoutOutputHasNoManifests(t *testing.T) {
	p := &press.Project{Output: filepath.Join(t.TempDir(), "none")}
	if all, err := p.Manifests(); err != nil || len(all) != 0 {
		t.Errorf("%v, %v", all, err)
	}
}
