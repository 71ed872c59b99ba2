package docx_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"slices"
	"strings"
	"testing"

	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/document/sample"
)

func printLong(t testing.TB) sample.Write {
	w := newWriter(t)
	return func(out io.Writer, d *document.Document) error { return w.Write(context.Background(), out, d) }
}

func TestLongListAlone(t *testing.T) { sample.Alone(t, printLong(t)) }
func BenchmarkLongList(b *testing.B) { sample.Bench(b, "TestLongListAlone", printLong(b)) }

func mainPart(t *testing.T, file []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestLongTableIsPrintedLikeAShortOne(t *testing.T) {
	const n = 700 // more than are in memory at once
	d := sample.LongList(n)
	long := mainPart(t, write(t, newWriter(t), d))
	table := d.Body[1].(document.Table)
	table.Rows, table.Long = slices.Collect(table.EachRow()), nil
	d.Body[1] = table
	if short := mainPart(t, write(t, newWriter(t), d)); long != short {
		t.Errorf("the main part is %d bytes, of a short table %d", len(long), len(short))
	}
	if got := strings.Count(long, "<w:cantSplit/>"); got != n+1 {
		t.Errorf("%d rows stay whole, want %d", got, n+1)
	}
	if got := strings.Count(long, "<w:tblHeader/>"); got != 1 {
		t.Errorf("%d header rows repeat, want 1", got)
	}
}

func TestFaultInALongRow(t *testing.T) {
	d := sample.LongList(3)
	table := d.Body[1].(document.Table)
	table.Long = slices.Values([][]document.Cell{{{Inlines: []document.Inline{document.Text("甲\x01")}}}})
	d.Body[1] = table
	err := newWriter(t).Write(context.Background(), io.Discard, d)
	if err == nil || !strings.Contains(err.Error(), "list") || !strings.Contains(err.Error(), "U+0001") {
		t.Errorf("got %v", err)
	}
}

func TestLongListComesBackFromReview(t *testing.T) {
	d := sample.LongList(300)
	file := write(t, newWriter(t), d)
	r, err := docx.Read(context.Background(), "list.docx", bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	body, appendix := r.Blocks(docx.Accepted)
	reviewed := &document.Document{Body: body, Appendix: appendix}
	base := document.Passages(d)
	if _, how := document.Merge(base, reviewed, d); how.Touched() {
		t.Errorf("nobody changed anything: %+v", how)
	}
	table := body[1].(document.Table)
	if !table.A3 || !table.Small || !table.Landscape {
		t.Errorf("read back as A3 %v, small %v, landscape %v", table.A3, table.Small, table.Landscape)
	}
	table.Rows[7][8].Inlines = []document.Inline{document.Text("改过的描述")}
	table.Rows = slices.Delete(table.Rows, 3, 4)
	body[1] = table
	got, how := document.Merge(base, reviewed, sample.LongList(320))
	if len(how.Kept) != 2 || len(how.Conflicts) > 0 {
		t.Errorf("kept %q, conflicts %+v", how.Kept, how.Conflicts)
	}
	rows := slices.Collect(got.Body[1].(document.Table).EachRow())
	if len(rows) != 319 {
		t.Fatalf("%d rows, want 319", len(rows))
	}
	if cell := document.PlainText(rows[6][8].Inlines, nil); cell != "改过的描述" {
		t.Errorf("the edited cell reads %q", cell)
	}
}
