package docx_test

import (
	"bytes"
	"context"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhixiao/document"
	"zhixiao/document/docx"
)

func sheetShell(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile("../../templates/shells/sheet.docx")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func sheetWriter(t *testing.T) *docx.Writer {
	t.Helper()
	w, err := docx.New("sheet.docx", sheetShell(t), oneColour{}, docx.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// paper is the kitchen sink without cover.
func paper() *document.Document {
	d := kitchenSink()
	d.Sheet, d.TOC, d.Lists, d.Sign, d.Demo = true, false, false, nil, true
	d.Body = append(d.Body[:11:11], d.Body[12:]...) // a page break is not read back
	return d
}

func TestPaperWithoutCoverComesBackFromReview(t *testing.T) {
	d, w := paper(), sheetWriter(t)
	file := write(t, w, d)
	main := mainPart(t, file)
	if strings.Contains(main, "目　录") || strings.Index(main, d.Title) > strings.Index(main, "<w:bookmarkStart") || strings.Contains(main, d.Fields["版本"]) {
		t.Error("page one must begin with the title, and the version stand at the foot only")
	}
	r := read(t, file)
	body, appendix := r.Blocks(docx.Accepted)
	back := *d
	back.Body, back.Appendix = body, appendix
	if diff := cmp.Diff(textOf(t, d), textOf(t, &back)); diff != "" {
		t.Errorf("the text changed on its way (-written +read):\n%s", diff)
	}
	cover, err := w.Cover(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"内部标识", "报告标题", "副标题", "编制单位", "编制日期", "版本", "数据版本"} {
		if want := d.Values()[name]; cover[name] != want {
			t.Errorf("%s: got %q, want %q", name, cover[name], want)
		}
	}
	if cover["数据标识"] != d.Fields["数据标识"] {
		t.Errorf("数据标识: got %q, want %q without the mark of demo data", cover["数据标识"], d.Fields["数据标识"])
	}
}

func TestVersionAtTheFootIsChanged(t *testing.T) {
	d, w := paper(), sheetWriter(t)
	changed, err := docx.Retitle("a.docx", write(t, w, d), d.Fields["版本"], "V2.0（审定）")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range parts(t, changed) {
		if strings.HasPrefix(name, "word/footer") && (!strings.Contains(text, "V2.0（审定）｜"+d.Origin) || !strings.Contains(text, "PAGE")) {
			t.Errorf("%s: %s", name, text)
		}
	}
	if cover, err := w.Cover(read(t, changed)); err != nil || cover["版本"] != "V2.0（审定）" {
		t.Errorf("got %v, %v", cover["版本"], err)
	}
	if _, err := docx.Retitle("a.docx", write(t, w, d), "没有这一行", "x"); err == nil || !strings.Contains(err.Error(), "没有这一行") {
		t.Errorf("got %v", err)
	}
}

func TestPaperNeedsAShellWithoutCover(t *testing.T) {
	err := newWriter(t).Write(context.Background(), &bytes.Buffer{}, paper())
	if err == nil || !strings.Contains(err.Error(), "sheet.docx") {
		t.Errorf("got %v", err)
	}
}

func TestLookOfAPaperHasItsHeadAndFoot(t *testing.T) {
	look, err := docx.ReadLook("sheet.docx", sheetShell(t))
	if err != nil {
		t.Fatal(err)
	}
	var head []string
	for _, l := range look.Head {
		head = append(head, l.Text)
	}
	want := "{{内部标识}}｜{{数据标识}} {{报告标题}} {{副标题}} {{编制单位}}｜{{编制日期}}"
	if got := strings.Join(head, " "); got != want {
		t.Errorf("head %s, want %s", got, want)
	}
	if !look.Head[3].Rule || look.Head[1].Size != 22 || look.Foot.Text != "{{版本}}｜{{数据版本}}" {
		t.Errorf("got %+v, foot %+v", look.Head, look.Foot)
	}
	if look, err = docx.ReadLook("report.docx", houseShell(t)); err != nil || look.Head != nil || look.Foot.Text != "" {
		t.Errorf("a report has no head: %+v, %v", look.Head, err)
	}
}

func TestWordsWithoutAPlaceAtTheHeadAreNamed(t *testing.T) {
	w := sheetWriter(t)
	file := rewrite(t, write(t, w, paper()), "word/document.xml", func(s string) string {
		return strings.Replace(s, "<w:body>", "<w:body><w:p><w:r><w:t>特急</w:t></w:r></w:p>", 1)
	})
	if _, err := w.Cover(read(t, file)); err == nil || !strings.Contains(err.Error(), "首页标题处") {
		t.Errorf("got %v", err)
	}
}
