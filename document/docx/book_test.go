package docx_test

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"

	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/document/sample"
)

func bookWriter(t *testing.T) *docx.Writer {
	t.Helper()
	data, err := os.ReadFile("../../templates/shells/book.docx")
	if err != nil {
		t.Fatal(err)
	}
	w, err := docx.New("book.docx", data, oneColour{}, docx.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestBookComesBackFromReview(t *testing.T) {
	d := sample.Book(2)
	file := write(t, bookWriter(t), d)
	r, err := docx.Read(context.Background(), "book.docx", bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	body, appendix := r.Blocks(docx.Accepted)
	got := &document.Document{Numbers: d.Numbers, Body: body, Appendix: appendix}
	for _, diff := range document.Compare(document.Passages(d), document.Passages(got)) {
		t.Errorf("%s %s: %q → %q", diff.Kind, diff.Name(), diff.Old, diff.New)
	}
	if len(appendix) != len(d.Appendix) {
		t.Errorf("the appendix has %d blocks, want %d", len(appendix), len(d.Appendix))
	}
	cover, err := bookWriter(t).Cover(r)
	if err != nil || cover["报告标题"] != d.Title {
		t.Errorf("cover %q (%v)", cover, err)
	}
}

func TestBookStartsItsChaptersOnNewPages(t *testing.T) {
	d := sample.Book(3)
	part := mainPart(t, write(t, bookWriter(t), d))
	// Behind the summary: three chapters, two appendices; and two lists in front.
	if got := strings.Count(part, "<w:pageBreakBefore/>"); got != 3+2+2 {
		t.Errorf("%d page breaks, want 7", got)
	}
	if !strings.Contains(part, "项目负责人") {
		t.Error("no sign page")
	}
	d.Sign = nil
	if part := mainPart(t, write(t, bookWriter(t), d)); strings.Contains(part, "签") {
		t.Error("a sign page that nobody asked for")
	}
}

func TestSignPageNeedsItsPlace(t *testing.T) {
	err := newWriter(t).Write(context.Background(), &bytes.Buffer{}, sample.Book(1))
	if err == nil || !strings.Contains(err.Error(), "{{签署}}") {
		t.Errorf("got %v", err)
	}
}
