package pdf_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/document/pdf"
	"zhixiao/document/sample"
)

// press is both writers of one shell of the house.
func press(t testing.TB, shell string) (*docx.Writer, *pdf.Writer) {
	t.Helper()
	data, err := os.ReadFile("../../templates/shells/" + shell)
	if err != nil {
		t.Fatal(err)
	}
	look, err := docx.ReadLook(shell, data)
	if err != nil {
		t.Fatal(err)
	}
	pics := drawn(t, 885, 500)
	word, err := docx.New(shell, data, pics, docx.Options{})
	if err != nil {
		t.Fatal(err)
	}
	printer, err := pdf.New(look, fonts(t), pics, made)
	if err != nil {
		t.Fatal(err)
	}
	return word, printer
}

// entry is a line of the contents as a reader sees it.
type entry struct {
	title string
	page  int
}

// wordEntries reads the lines of contents and lists out of a Word file.
func wordEntries(t *testing.T, file []byte) []entry {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	r, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	var all []entry
	run := regexp.MustCompile(`<w:t [^>]*>([^<]*)</w:t>`)
	for _, link := range regexp.MustCompile(`(?s)<w:hyperlink .*?</w:hyperlink>`).FindAllString(string(text), -1) {
		runs := run.FindAllStringSubmatch(link, -1)
		if len(runs) != 2 {
			t.Fatalf("a line of the contents has %d texts: %s", len(runs), link)
		}
		n, err := strconv.Atoi(runs[1][1])
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, entry{squash(runs[0][1]), n})
	}
	return all
}

// pagesOf is the text of every page of a PDF, as another program reads it.
func pagesOf(t *testing.T, path string) []string {
	t.Helper()
	out, err := exec.Command("pdftotext", "-raw", path, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	pages := strings.Split(string(out), "\f")
	for i := range pages {
		pages[i] = squash(pages[i])
	}
	return pages
}

func TestContentsTellTheRealPages(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: a book and a volume are set")
	}
	need(t, "pdftotext")
	for _, tt := range []struct {
		name, shell string
		d           *document.Document
		least       int // pages
	}{
		{"book", "book.docx", sample.Book(9), 100},
		{"volume", "report.docx", volume(6), 20},
	} {
		t.Run(tt.name, func(t *testing.T) {
			word, printer := press(t, tt.shell)
			if err := document.Check(tt.d); err != nil {
				t.Fatal(err)
			}
			layout, err := printer.Layout(context.Background(), tt.d)
			if err != nil {
				t.Fatal(err)
			}
			var b bytes.Buffer
			if err := layout.Print(context.Background(), &b); err != nil {
				t.Fatal(err)
			}
			pages := pagesOf(t, keepAs(t, tt.name+".pdf", b.Bytes()))
			if layout.Pages() < tt.least {
				t.Errorf("%d pages, want %d or more", layout.Pages(), tt.least)
			}
			var file bytes.Buffer
			if err := word.WriteWith(context.Background(), &file, tt.d, layout.Pagination()); err != nil {
				t.Fatal(err)
			}
			keepAs(t, tt.name+".docx", file.Bytes())
			front := 0 // sheets before the one that says — 1 —
			for !strings.Contains(pages[front], "—1—") {
				front++
			}
			entries := wordEntries(t, file.Bytes())
			if len(entries) < 20 {
				t.Fatalf("%d entries", len(entries))
			}
			contents := strings.Join(pages[:front], "")
			for _, e := range entries {
				page := pages[front+e.page-1]
				if !strings.Contains(page, e.title) || !strings.Contains(page, "—"+strconv.Itoa(e.page)+"—") {
					t.Errorf("%s is not on page %d", e.title, e.page)
				}
				line := regexp.MustCompile(regexp.QuoteMeta(e.title) + `…*` + strconv.Itoa(e.page) + `(\D|$)`)
				if !line.MatchString(contents) {
					t.Errorf("the PDF's contents do not say: %s %d", e.title, e.page)
				}
			}
		})
	}
}

// volume binds n reports of a few pages.
func volume(n int) *document.Document {
	var reports []*document.Document
	for i := range n {
		d := sample.Book(1)
		d.Numbers, d.Kind, d.Title = document.ReportNumbers, "report", "第"+strconv.Itoa(i+1)+"区政务服务质效季度分析报告"
		d.Unit.Code = strconv.Itoa(110101 + i)
		reports = append(reports, d)
	}
	v := *sample.Book(0)
	v.Numbers, v.Title, v.Sign = document.ReportNumbers, "政务服务质效季度报告合订本", nil
	return document.Bind(v, reports)
}

func keepAs(t *testing.T, name string, file []byte) string {
	t.Helper()
	dir := t.TempDir()
	if d := os.Getenv("ZHIXIAO_PDF_SAMPLES"); d != "" {
		dir = d
	}
	path := dir + "/" + name
	if err := os.WriteFile(path, file, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}
