package output_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/output"
)

func says(key, text, place string) document.Fact {
	return document.Fact{Key: zhixiao.Key(key), Text: text, Block: document.ID("b"), Place: place}
}

func compare(papers ...output.Paper) []string {
	var all []string
	for _, c := range output.Compare(slices.Values(papers)) {
		line := string(c.Key)
		for _, s := range c.Said {
			line += "｜" + s.Period + " " + s.Job + " " + s.Place + " " + s.Text
		}
		all = append(all, line)
	}
	return all
}

// One key with two values is told with both papers and both places, whatever
// order the papers come in; what differs by its key is no contradiction.
func TestCompareFindsWhatIsToldTwice(t *testing.T) {
	ledger := output.Paper{Period: "2026-10", Job: "ledger", Facts: []document.Fact{
		says("task.state[ZL-1]@110000/2026-10-31", "整改中", "表2第1行"), says("task.found[ZL-1]@110000/2026-04-30", "26", "表2第1行"), says("A101@1/2026-10", "9", "一第1段")}}
	interim := output.Paper{Period: "2026-interim", Job: "interim", Facts: []document.Fact{
		says("task.state[ZL-1]@110000/2026-10-31", "已销号", "表4-3第1行"), says("task.found[ZL-1]@110000/2026-04-30", "26", "表4-3第1行")}}
	later := output.Paper{Period: "2026-11", Job: "ledger", Facts: []document.Fact{
		says("task.state[ZL-1]@110000/2026-11-30", "已销号", "表2第1行"), says("A101@1/2026-11", "8", "一第1段")}}
	want := []string{"task.state[ZL-1]@110000/2026-10-31｜2026-10 ledger 表2第1行 整改中｜2026-interim interim 表4-3第1行 已销号"}
	for _, order := range [][]output.Paper{{ledger, interim, later}, {later, interim, ledger}, {interim, later, ledger}} {
		if got := compare(order...); !slices.Equal(got, want) {
			t.Errorf("%v", got)
		}
	}
	torn := output.Paper{Period: "2026Q3", Job: "x", Facts: []document.Fact{says("a@1/2026Q3", "5", "一第1段"), says("a@1/2026Q3", "6", "表1第2行"), says("b@1/2026Q3", "", ""), says("b@1/2026Q3", "7", "表1第3行")}}
	if got := compare(torn); !slices.Equal(got, []string{"a@1/2026Q3｜2026Q3 x 一第1段 5｜2026Q3 x 表1第2行 6"}) {
		t.Errorf("a paper against itself: %v", got)
	}
}

// word is a job whose Word draft says what it prints.
func word(id, snapshot string, facts ...document.Fact) output.Job {
	return output.Job{ID: id, Title: id, Inputs: map[string]string{"快照": snapshot},
		Make: func(ctx context.Context, sink document.Sink) (output.Made, error) {
			err := sink.Put(ctx, "w/"+id+".docx", func(w io.Writer) error { _, err := fmt.Fprint(w, facts); return err })
			return output.Made{Facts: facts}, err
		}}
}

type desk struct {
	*testing.T
	out string
}

func (d desk) build(period string, jobs ...output.Job) []output.Outcome {
	d.Helper()
	all, err := output.Run(d.Context(), jobs, output.Options{Root: filepath.Join(d.out, period), Period: period, Workers: 2})
	for _, o := range all {
		err = errors.Join(err, o.Err)
	}
	if err != nil {
		d.Fatal(err)
	}
	return all
}

// comment stands for the comments that a Word file is given.
func comment(_ string, draft []byte, about []output.Disagreement) ([]byte, error) {
	for _, a := range about {
		draft = fmt.Appendf(draft, "\n%s：本稿%s为%s", a.Key, a.Own.Place, a.Own.Text)
		for _, o := range a.Others {
			draft = fmt.Appendf(draft, "，%s", o)
		}
	}
	return draft, nil
}

func (d desk) agree() []output.Contradiction {
	d.Helper()
	all, err := output.Agree(d.out, comment)
	if err != nil {
		d.Fatal(err)
	}
	return all
}

// state is every file below the output folder but the locks.
func (d desk) state() map[string]string {
	d.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(d.out, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == ".lock" {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(d.out, path)
		files[rel] = string(data)
		return err
	})
	if err != nil {
		d.Fatal(err)
	}
	return files
}

func (d desk) same(a, b map[string]string, what string) {
	d.Helper()
	for name := range a {
		if a[name] != b[name] {
			d.Errorf("%s: %s differs:\n%s\n----\n%s", what, name, a[name], b[name])
		}
	}
	if len(a) != len(b) {
		d.Errorf("%s: %d files and %d files", what, len(a), len(b))
	}
}

func newDesk(t *testing.T) desk { return desk{t, t.TempDir()} }

// Both drafts are marked with both places, later builds leave them so, and when
// one of them is made again from the new data both are as if there had never been
// a contradiction.
func TestBothDraftsAreMarkedUntilTheyAgree(t *testing.T) {
	old, fresh := says("E302@1/2026Q3", "38.9", "附表1第60行"), says("E302@1/2026Q3", "40.4", "表3第2行")
	d := newDesk(t)
	d.build("2026Q3", word("q3", "v1", old))
	d.build("2026Q4", word("q4", "v1", fresh), word("other", "v1", says("x@1/2026Q4", "1", "一第1段")))
	if all := d.agree(); len(all) != 1 || all[0].Key != "E302@1/2026Q3" {
		t.Fatal(all)
	}
	files := d.state()
	for _, name := range []string{"2026Q3/w/q3.docx", "2026Q4/w/q4.docx"} {
		for _, want := range []string{"附表1第60行", "38.9", "表3第2行", "40.4"} {
			if !strings.Contains(files[name], want) {
				t.Errorf("%s says nothing of %s: %s", name, want, files[name])
			}
		}
	}
	if strings.Contains(files["2026Q4/w/other.docx"], "本稿") {
		t.Error("a paper without contradiction is marked")
	}
	if !strings.Contains(files["2026Q3/manifest.json"], `"contradictions"`) {
		t.Error("the manifest says nothing")
	}
	for _, o := range d.build("2026Q3", word("q3", "v1", old)) {
		if !o.Skipped || o.Edited {
			t.Errorf("a marked draft is taken for another: %+v", o)
		}
	}
	d.agree()
	d.same(files, d.state(), "comparing again")
	for _, period := range []string{"2026Q3", "2026Q4"} {
		if _, err := output.Verify(filepath.Join(d.out, period)); err != nil {
			t.Error(err)
		}
	}
	d.build("2026Q3", word("q3", "v2", fresh))
	if all := d.agree(); len(all) != 0 {
		t.Error(all)
	}
	clean := newDesk(t)
	clean.build("2026Q4", word("q4", "v1", fresh), word("other", "v1", says("x@1/2026Q4", "1", "一第1段")))
	clean.build("2026Q3", word("q3", "v2", fresh))
	clean.agree()
	d.same(clean.state(), d.state(), "solved")
}

// What stands in the folder depends on what the drafts say, not on the order they
// were made and compared in.
func TestMarksDoNotDependOnTheOrder(t *testing.T) {
	jobs := map[string]output.Job{
		"2026Q1": word("a", "1", says("k@1/x", "1", "一第1段")),
		"2026Q2": word("b", "1", says("k@1/x", "2", "一第2段")),
		"2026Q3": word("c", "1", says("k@1/x", "3", "一第3段"), says("m@1/x", "1", "一第4段")),
	}
	var first map[string]string
	for _, order := range [][]string{{"2026Q1", "2026Q2", "2026Q3"}, {"2026Q3", "2026Q1", "2026Q2"}, {"2026Q2", "2026Q3", "2026Q1"}} {
		d := newDesk(t)
		for _, period := range order {
			d.build(period, jobs[period])
			d.agree()
		}
		if first == nil {
			first = d.state()
			continue
		}
		d.same(first, d.state(), strings.Join(order, " "))
	}
}

// A draft that somebody has edited is left as it is, marked or not.
func TestEditedDraftsAreNotMarked(t *testing.T) {
	d := newDesk(t)
	d.build("2026Q3", word("q3", "v1", says("k@1/x", "1", "一第1段")))
	path := filepath.Join(d.out, "2026Q3/w/q3.docx")
	if err := os.WriteFile(path, []byte("改过"), 0o644); err != nil {
		t.Fatal(err)
	}
	d.build("2026Q4", word("q4", "v1", says("k@1/x", "2", "一第1段")))
	if all := d.agree(); len(all) != 1 {
		t.Error(all)
	}
	if got := d.state()["2026Q3/w/q3.docx"]; got != "改过" {
		t.Error(got)
	}
	if o := d.build("2026Q3", word("q3", "v2", says("k@1/x", "2", "一第1段"))); !o[0].Edited {
		t.Errorf("%+v", o[0])
	}
}

// A process that ends between two steps of marking leaves a draft that is still
// known as the program's own.
func TestMarkingMayEndAnywhere(t *testing.T) {
	d := newDesk(t)
	d.build("2026Q3", word("q3", "v1", says("k@1/x", "1", "一第1段")))
	made := d.state()["2026Q3/w/q3.docx"]
	d.build("2026Q4", word("q4", "v1", says("k@1/x", "2", "一第1段")))
	d.agree()
	// The record names the marked draft, the disk has the one that was made.
	if err := os.WriteFile(filepath.Join(d.out, "2026Q3/w/q3.docx"), []byte(made), 0o644); err != nil {
		t.Fatal(err)
	}
	if o := d.build("2026Q3", word("q3", "v1", says("k@1/x", "1", "一第1段"))); o[0].Edited || o[0].Skipped {
		t.Errorf("%+v", o[0])
	}
	d.agree()
	if got := d.state()["2026Q3/w/q3.docx"]; !strings.Contains(got, "本稿") {
		t.Error(got)
	}
}

// A paper is told its own saying and the first of each other one; the rest, and what
// others say as it does, is only counted.
func TestAgainstTellsEachOtherSayingOnce(t *testing.T) {
	say := func(job, text string) output.Saying { return output.Saying{Period: "2026Q3", Job: job, Text: text} }
	c := output.Contradiction{Said: []output.Saying{say("a", "1"), say("b", "2"), say("c", "1"), say("d", "2"), say("e", "3")}}
	own, others, more := c.Against("2026Q3", "b")
	if own.Job != "b" || len(others) != 2 || others[0].Job != "a" || others[1].Job != "e" || more != 2 {
		t.Errorf("own %+v, others %+v, %d more", own, others, more)
	}
	for _, at := range [][2]string{{"2026Q2", "b"}, {"2026Q3", "z"}} {
		if own, others, more := c.Against(at[0], at[1]); own.Job != "" || others != nil || more != 0 {
			t.Errorf("%v says nothing, and is told %+v, %+v, %d", at, own, others, more)
		}
	}
}
