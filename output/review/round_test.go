package review_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/output"
	"zhixiao/output/press"
	"zhixiao/output/program"
	"zhixiao/output/review"
)

// desk is a project over a database that program 0.1.0 left, with one district's
// report made.
type desk struct {
	*testing.T
	*press.Project
	period zhixiao.Period
	draft  string // its Word file
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	dir := t.TempDir()
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
	d := &desk{T: t, Project: &press.Project{Database: filepath.Join(dir, "old.sqlite"), Output: filepath.Join(dir, "out"), Program: program.Program()}}
	if err := os.WriteFile(d.Database, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if d.period, err = zhixiao.ParsePeriod("2026Q3"); err != nil {
		t.Fatal(err)
	}
	if o := d.build(); o.Skipped {
		t.Fatalf("nothing was made: %s", o.Why)
	}
	return d
}

// build makes the report and answers what became of it.
func (d *desk) build() output.Outcome {
	d.Helper()
	ctx := context.Background()
	l, err := d.Open(ctx, d.period)
	if err != nil {
		d.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	jobs, err := l.Jobs(ctx, press.Selection{Unit: "朝阳区"}, func(ctx context.Context, l *press.Edition, pictures document.Pictures) (press.Reviewer, error) {
		return review.Load(ctx, l.Store, pictures)
	})
	if err != nil || len(jobs) != 1 {
		d.Fatalf("%d jobs, %v", len(jobs), err)
	}
	outcomes, err := l.Run(ctx, jobs, press.Options{Workers: 1})
	if err != nil || outcomes[0].Err != nil {
		d.Fatal(err, outcomes[0].Err)
	}
	for _, f := range outcomes[0].Record.Files {
		if filepath.Ext(f.Path) == ".docx" {
			d.draft = filepath.Join(d.Folder(d.period), filepath.FromSlash(f.Path))
		}
	}
	return outcomes[0]
}

// edited is a copy of a Word file with other words, as somebody would hand it in: by
// stands for what old matches last.
func (d *desk) edited(file, old, by string) string {
	d.Helper()
	in, err := zip.OpenReader(file)
	if err != nil {
		d.Fatal(err)
	}
	defer func() { _ = in.Close() }()
	var out bytes.Buffer
	w, changed := zip.NewWriter(&out), false
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			d.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			d.Fatal(err)
		}
		if all := regexp.MustCompile(old).FindAllIndex(text, -1); f.Name == "word/document.xml" && len(all) > 0 {
			changed = true
			at := all[len(all)-1] // the contents stand before the text
			text = append(append(text[:at[0]:at[0]], by...), text[at[1]:]...)
		}
		to, err := w.Create(f.Name)
		if err == nil {
			_, err = to.Write(text)
		}
		if err != nil {
			d.Fatal(err)
		}
	}
	if err := w.Close(); err != nil || !changed {
		d.Fatalf("%q is not in the file, %v", old, err)
	}
	path := filepath.Join(d.TempDir(), "改稿.docx")
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		d.Fatal(err)
	}
	return path
}

func (d *desk) take(file, by, stage, day string) *review.Taken {
	d.Helper()
	t, err := review.Take(context.Background(), d.Project, file, review.Version{By: by, Stage: stage, When: at(d.T, day)})
	if err != nil {
		d.Fatal(err)
	}
	return t
}

func at(t *testing.T, day string) time.Time {
	t.Helper()
	when, err := time.Parse(time.DateOnly, day)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

func contains(t *testing.T, got string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(got, w) {
			t.Errorf("without %q:\n%s", w, got)
		}
	}
}

const (
	heading = "总体情况" // of the report: no number in it
	renamed = "总体态势"
)

// A draft goes the whole way: taken in twice, merged into the next build, approved by a
// third person, locked, and replaced by an erratum only.
func TestADraftGoesItsWay(t *testing.T) {
	ctx, d := context.Background(), newDesk(t)
	generated := d.draft
	copied := d.edited(generated, heading, renamed)
	first := d.take(copied, "张三", "编辑稿", "2026-10-12")
	if len(first.Differences) != 1 || first.Seq != 1 || first.Known {
		t.Fatalf("version %d, known %t, %+v", first.Seq, first.Known, first.Differences)
	}
	contains(t, strings.Join(first.Lines(), "\n"), "编辑稿，改稿人张三", "  原："+heading, "  新："+renamed, "共1处改动", "已登记为第1版")
	if again := d.take(copied, "张三", "编辑稿", "2026-10-13"); !again.Known || again.Seq != 1 {
		t.Errorf("the very file is version %d", again.Seq)
	}
	if other := d.take(copied, "李四", "审核稿", "2026-10-14"); other.Known || other.Seq != 2 {
		t.Errorf("at another stage it is version %d", other.Seq)
	}
	list, err := review.Register(ctx, d.Project)
	if err != nil || len(list) != 3 || list[2] != "共2版" {
		t.Errorf("%q, %v", list, err)
	}
	c, err := review.Diff(ctx, d.Project, generated, "2")
	if err != nil || len(c.Differences) != 1 {
		t.Fatalf("%+v, %v", c, err)
	}
	contains(t, strings.Join(c.Lines(), "\n"), "共1处不同，其中0处数字不同")
	var misuse *output.Misuse
	if _, err := review.Diff(ctx, d.Project, generated, "3"); !errors.As(err, &misuse) {
		t.Errorf("a version that is not there: %v", err)
	}

	if o := d.build(); o.Skipped {
		t.Errorf("what was taken in is not merged: %s", o.Why)
	}
	if o := d.build(); !o.Skipped {
		t.Error("it is merged once more")
	}
	merged, err := review.Diff(ctx, d.Project, "2", d.draft)
	if err != nil || len(merged.Differences) != 0 {
		t.Errorf("the merged draft differs from what was taken in: %+v, %v", merged.Differences, err)
	}

	approve := func(file string, by review.Approver) (*review.Approved, error) {
		return review.Approve(ctx, d.Project, file, by)
	}
	_, err = approve(copied, review.Approver{By: "李四", When: at(t, "2026-10-13")})
	if err == nil {
		t.Fatal("approved by its only reviewer, before it was reviewed")
	}
	contains(t, err.Error(), "不能审定，共2处", "审定人李四是唯一的审核人", "早于第2版的收稿时间")
	done, err := approve(copied, review.Approver{By: "王五", Opinion: "同意", When: at(t, "2026-10-21")})
	if err != nil {
		t.Fatal(err)
	}
	contains(t, strings.Join(done.Lines(), "\n"), "已审定：", "V2.0，审定人王五", "文件已锁定")
	sheets := 0
	for _, f := range done.Files {
		body, err := os.ReadFile(filepath.Join(d.Folder(d.period), filepath.FromSlash(f.Path)))
		if err != nil || review.SumOf(body) != f.SHA256 || int64(len(body)) != f.Size {
			t.Errorf("%s does not stand on disk as it is kept: %v", f.Path, err)
		}
		if strings.Contains(f.Path, "审签单") {
			sheets++
		}
	}
	if sheets != 2 || done.Pages == 0 {
		t.Errorf("%d files of the 审签单, %d pages", sheets, done.Pages)
	}
	if again, err := approve(copied, review.Approver{By: "赵六", When: at(t, "2026-10-22")}); err != nil || !again.Again || again.Who != "王五" {
		t.Errorf("the very file again: %+v, %v", again, err)
	}

	another := d.edited(copied, renamed, "基本情况")
	_, err = approve(another, review.Approver{By: "王五", When: at(t, "2026-10-23")})
	if err == nil {
		t.Fatal("another file took the place of the approved one")
	}
	contains(t, err.Error(), "已由王五于2026-10-21", "--erratum")
	corrected, err := approve(another, review.Approver{By: "王五", When: at(t, "2026-10-23"), Erratum: "标题有误"})
	if err != nil || corrected.Version != "V2.1" {
		t.Fatalf("%+v, %v", corrected, err)
	}
	l, err := d.Open(ctx, d.period)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	locks, err := review.Locks(ctx, l.Store)
	if err != nil || len(locks) != 1 || locks[first.Draft.Reading.Job] == nil {
		t.Fatalf("%v, %v", locks, err)
	}
	if lock := locks[first.Draft.Reading.Job]; lock.Who != "王五审定（V2.1）" || len(lock.Files) != len(corrected.Files) {
		t.Errorf("locked by %s, %d files", lock.Who, len(lock.Files))
	}
}

// What forbids an approval is told at once, each with its place; a file of nowhere is
// refused before.
func TestWhatForbidsAnApproval(t *testing.T) {
	ctx, d := context.Background(), newDesk(t)
	altered := d.edited(d.draft, `\d+\.\d\d%`, "12.34%")
	taken := d.take(altered, "张三", "编辑稿", "2026-10-12")
	contains(t, strings.Join(taken.Lines(), "\n"), "报警：", "被改动或删去，现有数字")
	_, err := review.Approve(ctx, d.Project, altered, review.Approver{By: "张三", When: at(t, "2026-10-21")})
	if err == nil {
		t.Fatal("approved")
	}
	contains(t, err.Error(), "不能审定，共3处", "与快照绑定的数", "缺审核", "同一人不得自审")
	for name, file := range map[string]string{"不是Word文件": "round_test.go", "没有的文件": filepath.Join(t.TempDir(), "无.docx")} {
		var p *zhixiao.Problem
		if _, err := review.Approve(ctx, d.Project, file, review.Approver{By: "王五"}); !errors.As(err, &p) || p.At.File == "" {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := review.Take(ctx, d.Project, file, review.Version{}); !errors.As(err, &p) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
