package main

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhixiao/document/textdump"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestSamples keeps docs/samples true: one report of each kind of the demo
// quarter, as text. A change in data, analysis, rules or wording shows here and
// is read before it is committed.
func TestSamples(t *testing.T) {
	if testing.Short() {
		t.Skip("-short：不做整年演示数据")
	}
	l := demoLine(t, 1)
	for _, sample := range []struct{ kind, unit, file string }{
		{"quarter-general", "110000", "general.txt"},
		{"quarter-district", "110109", "district-门头沟区.txt"},
		{"quarter-domain", "F10", "domain-就业与社会保险.txt"},
	} {
		d, err := l.generate(sample.kind, sample.unit)
		if err != nil {
			t.Errorf("%s %s: %v", sample.kind, sample.unit, err)
			continue
		}
		var got bytes.Buffer
		if err := (textdump.Writer{}).Write(context.Background(), &got, d); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("..", "..", "docs", "samples", sample.file)
		if *update {
			if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got.String()); diff != "" {
			t.Errorf("%s differs; run go test ./cmd/zhixiao -run Samples -update and read it:\n%s", sample.file, diff)
		}
	}
}
