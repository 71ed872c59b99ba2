package docx_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhixiao/document"
	"zhixiao/document/docx"
)

// TestLibreOfficeKeepsTheMarks saves a report with LibreOffice, which rewrites
// every part, and reads it back.
func TestLibreOfficeKeepsTheMarks(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil || testing.Short() {
		t.Skip("LibreOffice is not here")
	}
	dir := t.TempDir()
	d := kitchenSink()
	d.Body = append(d.Body[:11:11], d.Body[12:]...)
	in := filepath.Join(dir, "in.docx")
	if err := os.WriteFile(in, write(t, newWriter(t), d), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(soffice, "--headless", "--norestore", "-env:UserInstallation=file://"+dir+"/profile", "--convert-to", "docx", "--outdir", filepath.Join(dir, "out"), in)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("LibreOffice does not run: %v: %s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, "out", "in.docx"))
	if err != nil {
		t.Fatal(err)
	}
	r := read(t, data)
	if r.Job != d.Job {
		t.Errorf("got job %q", r.Job)
	}
	body, appendix := r.Blocks(docx.Accepted)
	back := *d
	back.Body, back.Appendix = body, appendix
	if diff := cmp.Diff(textOf(t, d), textOf(t, &back)); diff != "" {
		t.Errorf("the text changed on its way (-written +read):\n%s\nlost: %s", diff, strings.Join(r.Lost, "；"))
	}
	var want, got []document.ID
	d.Blocks(func(b document.Block) { want = append(want, b.BlockID()) })
	back.Blocks(func(b document.Block) { got = append(got, b.BlockID()) })
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("IDs (-written +read):\n%s", diff)
	}
}
