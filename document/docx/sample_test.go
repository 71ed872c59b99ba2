package docx_test

import (
	"os"
	"testing"
)

// TestSample writes the kitchen sink to the file ZHIXIAO_SAMPLE names, to be
// looked at and to be given to validators.
func TestSample(t *testing.T) {
	path := os.Getenv("ZHIXIAO_SAMPLE")
	if path == "" {
		t.Skip("ZHIXIAO_SAMPLE is not set")
	}
	if err := os.WriteFile(path, write(t, newWriter(t), kitchenSink()), 0o644); err != nil {
		t.Fatal(err)
	}
}
