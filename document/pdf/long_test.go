package pdf_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"zhixiao/document"
	"zhixiao/document/sample"
)

func printLong(t testing.TB) sample.Write {
	w := writer(t)
	return func(out io.Writer, d *document.Document) error { return w.Write(context.Background(), out, d) }
}

func TestLongListAlone(t *testing.T) { sample.Alone(t, printLong(t)) }
func BenchmarkLongList(b *testing.B) { sample.Bench(b, "TestLongListAlone", printLong(b)) }

// short is d with the rows of its long tables in memory.
func short(d *document.Document) *document.Document {
	out := *d
	out.Body = slices.Clone(d.Body)
	for i, b := range out.Body {
		if t, ok := b.(document.Table); ok {
			t.Rows, t.Long = slices.Collect(t.EachRow()), nil
			out.Body[i] = t
		}
	}
	return &out
}

func TestLongTableIsSetLikeAShortOne(t *testing.T) {
	for _, n := range []int{1, 2, 3, 4, 15, 44, 90} {
		d := sample.LongList(n)
		long, err := writer(t).Layout(context.Background(), d)
		if err != nil {
			t.Fatal(err)
		}
		want, err := writer(t).Layout(context.Background(), short(d))
		if err != nil {
			t.Fatal(err)
		}
		if long.Pages() != want.Pages() {
			t.Fatalf("%d rows: %d pages, as a short table %d", n, long.Pages(), want.Pages())
		}
		for i := range want.Pages() {
			if got, want := long.Text(i), want.Text(i); got != want {
				t.Errorf("%d rows, page %d:\n got %s\nwant %s", n, i, got, want)
			}
		}
	}
}

func TestLongListKeepsItsRowsWhole(t *testing.T) {
	need(t, "pdftotext")
	const n = 90
	path := keep(t, print(t, writer(t), sample.LongList(n)))
	var all bytes.Buffer
	cmd := exec.Command("pdftotext", "-layout", path, "-")
	cmd.Stdout = &all
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	at := 0
	for i, page := range strings.Split(all.String(), "\f") {
		if strings.Contains(page, "GZ-202608") && !strings.Contains(page, "问题编号") {
			t.Errorf("page %d has rows and no header", i+1)
		}
	}
	text := all.String()
	for i := 1; i <= n; i++ {
		// The evidence number is the row's own and stands on one line.
		next := strings.Index(text[at:], fmt.Sprintf("ZJ-%05d", i))
		if next < 0 {
			t.Fatalf("row %d is lost or out of order", i)
		}
		at += next
	}
}

func TestLongTableFaults(t *testing.T) {
	columns := []document.Column{{Width: 1}, {Width: 1}}
	rowsOf := func(rows ...[]document.Cell) *document.Document {
		return &document.Document{Body: []document.Block{document.Table{ID: "t", Caption: "清单", Columns: columns, Header: [][]document.Cell{row("甲", "乙")}, Long: slices.Values(rows)}}}
	}
	for _, tt := range []struct {
		name, want string
		d          *document.Document
	}{
		{"no row", "没有行", rowsOf()},
		{"a cell too few", "第2行有1列，应为2列", rowsOf(row("1", "2"), row("1"))},
		{"a cell too many", "第1行第3格", rowsOf(row("1", "2", "3"))},
		{"a character no font has", "U+1F600", rowsOf(row("1", "😀"))},
		{"a row higher than a page", "超过版心", rowsOf(row("1", strings.Repeat("长", 4000)))},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := writer(t).Write(context.Background(), io.Discard, tt.d)
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "t") {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}
