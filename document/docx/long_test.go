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
