package docx_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhixiao/document"
	"zhixiao/document/docx"
)

// revised are versions of the kitchen sink as reviewers would make them.
func revised() map[string]*document.Document {
	all := map[string]*document.Document{}
	add := func(name string, change func(d *document.Document)) {
		d := kitchenSink()
		change(d)
		all[name] = d
	}
	add("nothing", func(*document.Document) {})
	add("a heading and a paragraph edited", func(d *document.Document) {
		for i, b := range d.Body {
			switch b := b.(type) {
			case document.Heading:
				b.Text = []document.Inline{document.Text("另拟的标题")}
				d.Body[i] = b
			case document.Para:
				b.Inlines = append([]document.Inline{document.Text("开头加一句，12.5%。")}, b.Inlines...)
				d.Body[i] = b
			}
		}
	})
	add("blocks taken out", func(d *document.Document) {
		var kept []document.Block
		for i, b := range d.Body {
			if _, isTable := b.(document.Table); i%3 != 2 || isTable {
				kept = append(kept, b)
			}
		}
		d.Body = kept
	})
	add("cells edited, rows put in and taken out", func(d *document.Document) {
		for i, b := range d.Body {
			t, ok := b.(document.Table)
			if !ok || len(t.Rows) < 2 {
				continue
			}
			t.Sums = nil
			t.Rows = append([][]document.Cell{t.Rows[len(t.Rows)-1]}, t.Rows...)
			t.Rows[1] = append([]document.Cell(nil), t.Rows[1]...)
			t.Rows[1][0].Inlines = []document.Inline{document.Text("改过的格")}
			d.Body[i] = t
		}
	})
	add("no table at all", func(d *document.Document) {
		var kept []document.Block
		for _, b := range d.Body {
			switch b.(type) {
			case document.Table, document.Figure:
			default:
				kept = append(kept, b)
			}
		}
		d.Body = kept
	})
	return all
}

func TestTrackedChangesAcceptedAreTheSecondAndRejectedTheFirst(t *testing.T) {
	w := newWriter(t)
	versions := map[string][]byte{}
	for name, d := range revised() {
		// References to what was taken out are words now.
		d.Body, d.Appendix = plain(d.Body, document.Number(kitchenSink())), plain(d.Appendix, document.Number(kitchenSink()))
		versions[name] = write(t, w, d)
	}
	for from, a := range versions {
		for to, b := range versions {
			t.Run(from+" to "+to, func(t *testing.T) {
				var out bytes.Buffer
				by := docx.Reviser{Author: `甲 & "乙"`, Date: "2026-10-09T10:00:00Z"}
				if err := docx.WriteTracked(context.Background(), &out, read(t, a), read(t, b), b, by); err != nil {
					t.Fatal(err)
				}
				both := read(t, out.Bytes())
				if diff := cmp.Diff(lines(t, read(t, b), docx.Accepted), lines(t, both, docx.Accepted)); diff != "" {
					t.Errorf("accepted (-second +both):\n%s", diff)
				}
				if diff := cmp.Diff(lines(t, read(t, a), docx.Accepted), lines(t, both, docx.Original)); diff != "" {
					t.Errorf("rejected (-first +both):\n%s", diff)
				}
				if from == to && len(both.Changes) > 0 {
					t.Errorf("changes between equal versions: %v", both.Changes)
				}
				for _, c := range both.Changes {
					if c.Author != by.Author || c.Date != by.Date {
						t.Fatalf("a change of %q at %q", c.Author, c.Date)
					}
				}
				if from == "nothing" { // pandoc takes its time
					samePandoc(t, out.Bytes(), "accept", b)
					samePandoc(t, out.Bytes(), "reject", a)
				}
			})
		}
	}
}

// plain is blocks without references.
func plain(blocks []document.Block, n *document.Numbers) []document.Block {
	var out []document.Block
	for _, b := range blocks {
		if p, ok := b.(document.Para); ok {
			var in []document.Inline
			for _, x := range p.Inlines {
				if r, isRef := x.(document.Ref); isRef {
					x = document.Text(n.Label(r.Target))
				}
				in = append(in, x)
			}
			p.Inlines = in
			b = p
		}
		out = append(out, b)
	}
	return out
}

func lines(t *testing.T, r *docx.Reading, v docx.View) string {
	t.Helper()
	var b bytes.Buffer
	if err := r.WriteText(&b, v); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var notWords = regexp.MustCompile(`[\s　—|+=─-]`)

// samePandoc compares what pandoc reads, without what is not words.
func samePandoc(t *testing.T, both []byte, how string, one []byte) {
	t.Helper()
	tool, err := exec.LookPath("pandoc")
	if err != nil || testing.Short() {
		return
	}
	text := func(data []byte, how string) string {
		path := filepath.Join(t.TempDir(), "a.docx")
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(tool, "-f", "docx", "-t", "plain", "--wrap=none", "--track-changes="+how, path).Output()
		if err != nil {
			t.Fatal(err)
		}
		return notWords.ReplaceAllString(string(out), "")
	}
	if got, want := text(both, how), text(one, "accept"); got != want {
		t.Errorf("pandoc %s: got %s\nwant %s", how, clipped(got), clipped(want))
	}
}

func clipped(s string) string { return s[:min(len(s), 2000)] }

func TestAnIssuedFileCarriesItsMarkAndNobodysName(t *testing.T) {
	d := kitchenSink()
	note := []docx.Note{{ID: d.Body[0].BlockID(), Author: "王五", Text: "请核对"}}
	var out bytes.Buffer
	if err := newWriter(t).WriteNoted(context.Background(), &out, d, nil, note); err != nil {
		t.Fatal(err)
	}
	data, err := docx.Issue("发.docx", out.Bytes(), "仅限甲区使用　编号1", "仅限<甲区>")
	if err != nil {
		t.Fatal(err)
	}
	all := parts(t, data)
	whole := ""
	for name, text := range all {
		if strings.HasPrefix(name, "docProps/") || strings.Contains(name, "comments") {
			t.Errorf("part %s went along", name)
		}
		whole += text
	}
	for _, want := range []string{"仅限甲区使用　编号1", "仅限&lt;甲区&gt;"} {
		if !strings.Contains(whole, want) {
			t.Errorf("no %q", want)
		}
	}
	for _, gone := range []string{"王五", "请核对", "commentReference", "zhixiao test"} {
		if strings.Contains(whole, gone) {
			t.Errorf("%q went along", gone)
		}
	}
	if sections, headers := strings.Count(all["word/document.xml"], "<w:sectPr"), strings.Count(all["word/document.xml"], "<w:headerReference"); headers != 3*sections {
		t.Errorf("%d header references in %d sections", headers, sections)
	}
	if diff := cmp.Diff(lines(t, read(t, out.Bytes()), docx.Accepted), lines(t, read(t, data), docx.Accepted)); diff != "" {
		t.Errorf("the words changed (-before +after):\n%s", diff)
	}
}

func TestTheCoverIsReadBack(t *testing.T) {
	d, w := kitchenSink(), newWriter(t)
	r := read(t, write(t, w, d))
	cover, err := w.Cover(r)
	if err != nil {
		t.Fatal(err)
	}
	if cover["报告标题"] != d.Title || cover["副标题"] != d.Subtitle || cover["版本"] != d.Fields["版本"] || cover["数据版本"] != d.Origin {
		t.Errorf("got %v", cover)
	}
	changed, err := docx.Retitle("a.docx", write(t, w, d), d.Fields["版本"], "V2.0（审定）")
	if err != nil {
		t.Fatal(err)
	}
	if cover, err = w.Cover(read(t, changed)); err != nil || cover["版本"] != "V2.0（审定）" {
		t.Errorf("got %v, %v", cover["版本"], err)
	}
	if _, err := docx.Retitle("a.docx", write(t, w, d), "没有这一行", "x"); err == nil || !strings.Contains(err.Error(), "没有这一行") {
		t.Errorf("got %v", err)
	}
}

// parts are the parts of a package, unpacked.
func parts(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(text)
	}
	return all
}
