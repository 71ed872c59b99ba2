//go:build long

package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/textdump"
	"zhixiao/output/press"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestSamples keeps docs/samples true: one report of each kind of the demo
// quarter, as text. A change in data, analysis, rules or wording shows here and
// is read before it is committed.
func TestSamples(t *testing.T) {
	l := demoEdition(t, 1)
	for _, sample := range []struct{ kind, unit, file string }{
		{"quarter-general", "110000", "general.txt"},
		{"quarter-district", "110109", "district-门头沟区.txt"},
		{"quarter-domain", "F10", "domain-就业与社会保险.txt"},
	} {
		d, err := generate(l, sample.kind, sample.unit)
		if err != nil {
			t.Errorf("%s %s: %v", sample.kind, sample.unit, err)
			continue
		}
		var got, why bytes.Buffer
		if err := (textdump.Writer{}).Write(context.Background(), &got, d); err != nil {
			t.Fatal(err)
		}
		trace(&why, l, d)
		keep(t, sample.file, got.Bytes())
		keep(t, strings.TrimSuffix(sample.file, ".txt")+"-数从何来.txt", why.Bytes())
	}
}

// keep compares a sample with the file in docs/samples, or rewrites it.
func keep(t *testing.T, file string, got []byte) {
	t.Helper()
	path := filepath.Join("..", "..", "docs", "samples", file)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs; run go test -tags long ./cmd/zhixiao -run Samples -update and read it:\n%s", file, diff)
	}
}

// trace writes three paragraphs of a report, the first on performance, the first
// problem and the first cause, each with what zhixiao why says of its numbers.
func trace(out *bytes.Buffer, l *press.Edition, d *document.Document) {
	numbers := document.Number(d)
	fmt.Fprintf(out, "%s：三段文字，段后为段中各数的来历（同 zhixiao why 数的键）\n", d.Title)
	told := map[string]bool{}
	for _, b := range d.Body {
		p, ok := b.(document.Para)
		if !ok {
			continue
		}
		part := ""
		for _, name := range []string{"performance", "chain", "problem", "cause"} {
			if strings.Contains(string(p.ID), "."+name+".") {
				part = name
			}
		}
		if part == "" || told[part] {
			continue
		}
		told[part] = true
		fmt.Fprintf(out, "\n【%s】%s\n\n", p.ID, document.PlainText(p.Inlines, numbers))
		seen := map[zhixiao.Key]bool{}
		for _, in := range p.Inlines {
			if n, ok := in.(document.Num); ok && !seen[n.Q.Key] {
				fmt.Fprintln(out, strings.Join(l.Provenance(n.Q, seen), "\n"))
			}
		}
	}
}

// generate makes the document of a kind for a unit.
func generate(l *press.Edition, kind, unit string) (*document.Document, error) {
	reports, err := l.Reports(kind, unit)
	if err != nil {
		return nil, err
	}
	d, _, err := l.Make(reports[0].Kind, reports[0].Unit)
	return d, err
}
