package textdump_test

import (
	"slices"
	"testing"

	"zhixiao/document/textdump"
)

// TestColumnsCountChineseTwice: columns stand below each other though characters are
// of two widths, and nothing trails a line.
func TestColumnsCountChineseTwice(t *testing.T) {
	got := textdump.Columns([][]string{{"成果", "编号", "期"}, {"a", "bcdefg"}, {"季度报告", "", "x"}})
	want := []string{"成果      编号    期", "a         bcdefg", "季度报告          x"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
