package output_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/output"
)

func printing(id string, facts ...document.Fact) output.Job {
	return output.Job{ID: id, Title: id, Inputs: map[string]string{"快照": "1"},
		Make: func(context.Context, document.Sink) (output.Made, error) { return output.Made{Facts: facts}, nil }}
}

// What a job prints is found again as it was told; it is proved and made again
// when its record was touched.
func TestPrintedValuesAreKept(t *testing.T) {
	root := t.TempDir()
	facts := []document.Fact{
		{Key: "a@1/2026Q3", Text: "5", Unit: "件", Block: "p", Place: "一第1段"},
		{Key: "b@1/2026Q3", Text: "样本不足（n=3）", Unit: "%", Block: "p", Place: "一第1段"},
		{Key: "task.state[ZL-1]@110000/2026-10-31", Text: "整改中", Block: "t", Place: "表1第2行"},
	}
	run := func() output.Outcome {
		out, err := output.Run(t.Context(), []output.Job{printing("x", facts...), printing("none")}, output.Options{Root: root, Period: "2026Q3", Workers: 1})
		if err != nil || out[0].Err != nil || out[1].Err != nil {
			t.Fatal(err, out)
		}
		return out[0]
	}
	record := run().Record
	got, err := output.Facts(root, record)
	if err != nil || !slices.Equal(got, facts) {
		t.Errorf("%v, %v", got, err)
	}
	path := filepath.Join(root, filepath.FromSlash(record.Printed.Path))
	kept, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(strings.ReplaceAll(string(kept), "整改中", "已销号")), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := output.Facts(root, record); err == nil {
		t.Error("an altered record was read")
	}
	if _, err := output.Verify(root); err == nil {
		t.Error("an altered record was not told")
	}
	if o := run(); o.Skipped {
		t.Error("the job was not made again:", o.Why)
	}
	if n, err := output.Verify(root); err != nil || n != 1 {
		t.Errorf("%d files, %v", n, err)
	}
}

// Manifests of the first version name the keys alone; they are still read.
func TestOldManifestsNameKeys(t *testing.T) {
	root := t.TempDir()
	old := `{"period":"2026Q3","jobs":[{"id":"x","kind":"k","unit":"1","title":"t","inputs":{},"facts":["a@1/2026Q3"],"files":[]}]}`
	if err := os.WriteFile(filepath.Join(root, "manifest.json"), []byte(old), 0o644); err != nil {
		t.Fatal(err)
	}
	m, err := output.ReadManifest(root)
	if err != nil {
		t.Fatal(err)
	}
	facts, err := output.Facts(root, m.Jobs[0])
	if err != nil || len(facts) != 1 || facts[0].Key != zhixiao.Key("a@1/2026Q3") || facts[0].Text != "" {
		t.Errorf("%v, %v", facts, err)
	}
}
