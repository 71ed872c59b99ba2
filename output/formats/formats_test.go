package formats_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	_ "image/jpeg"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/xuri/excelize/v2"
	parse "golang.org/x/net/html"

	"zhixiao/charts"
	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/document/jpg"
	"zhixiao/document/sample"
	"zhixiao/output/formats"
	"zhixiao/templates"
)

func writers(t *testing.T) *formats.Writers {
	t.Helper()
	house, err := templates.Open("")
	if err != nil {
		t.Fatal(err)
	}
	drawer, err := charts.New(house.Fonts)
	if err != nil {
		t.Fatal(err)
	}
	w, err := formats.NewWriters(house.ShellName, house.Shell, formats.Tools{
		Fonts: house.Fonts, Pictures: jpg.NewGallery(drawer), Vectors: drawer, Program: "质效 试", Made: time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC),
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// kitchenFiles prints the kitchen sink in every format of the table.
func kitchenFiles(t *testing.T, w *formats.Writers) (files []formats.File, paper *formats.Paper) {
	t.Helper()
	d := sample.Kitchen()
	if err := document.Check(d); err != nil {
		t.Fatal(err)
	}
	paper, err := w.Lay(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	name := formats.Name{Folder: "kind/", File: "名"}
	for _, f := range formats.All() {
		if f.Of&(formats.Report|formats.List|formats.Figures) != 0 {
			files = append(files, paper.Files([]formats.Format{f}, name)...)
		}
		if f.Of&formats.Map != 0 {
			files = append(files, w.MapFiles([]formats.Format{f}, "maps/图", kitchenMap(d), kitchenMap(d))...)
		}
	}
	return files, paper
}

func kitchenMap(d *document.Document) (m *document.Map) {
	d.Blocks(func(b document.Block) {
		if f, ok := b.(document.Figure); ok {
			if found, ok := f.Graphic.(*document.Map); ok {
				m = found
			}
		}
	})
	return m
}

// readers read a file of each format back: the text it carries, or an error when it
// is no such file.
func readers(paper *formats.Paper) map[string]func(body []byte) (string, error) {
	starts := func(with string) func([]byte) (string, error) {
		return func(body []byte) (string, error) {
			if !bytes.HasPrefix(body, []byte(with)) {
				return "", fmt.Errorf("begins with %q", body[:min(8, len(body))])
			}
			return "", nil
		}
	}
	return map[string]func([]byte) (string, error){
		"docx": func(body []byte) (string, error) {
			r, err := docx.Read(context.Background(), "名.docx", bytes.NewReader(body), int64(len(body)))
			if err != nil {
				return "", err
			}
			var b strings.Builder
			err = r.WriteText(&b, docx.Accepted)
			return b.String(), err
		},
		"pdf": func(body []byte) (string, error) {
			var b strings.Builder
			for i := range paper.Pages() {
				b.WriteString(paper.Layout().Text(i))
			}
			_, err := starts("%PDF-")(body)
			return b.String(), err
		},
		"html": func(body []byte) (string, error) {
			var b strings.Builder
			for z := parse.NewTokenizer(bytes.NewReader(body)); ; {
				switch z.Next() {
				case parse.ErrorToken:
					return b.String(), nil
				case parse.TextToken:
					b.Write(z.Text())
				}
			}
		},
		"xlsx": func(body []byte) (string, error) {
			book, err := excelize.OpenReader(bytes.NewReader(body))
			if err != nil {
				return "", err
			}
			var b strings.Builder
			for _, sheet := range book.GetSheetList() {
				rows, err := book.GetRows(sheet)
				if err != nil {
					return "", err
				}
				b.WriteString(sheet)
				for _, row := range rows {
					b.WriteString(strings.Join(row, ""))
				}
			}
			return b.String(), book.Close()
		},
		"jpg": func(body []byte) (string, error) {
			_, _, err := image.Decode(bytes.NewReader(body))
			return "", err
		},
		"dwg": starts("AC1015"), "dxf": starts("  0\r\nSECTION"), "mapinfo": starts("PK\x03\x04"),
	}
}

// TestTheKitchenSinkGoesThroughEveryFormat: whatever a document may hold, each format
// prints it, the same bytes every time, and says what the document says: the text of
// every block in those that are read, the cells of every table in those of tables.
func TestTheKitchenSinkGoesThroughEveryFormat(t *testing.T) {
	w := writers(t)
	files, paper := kitchenFiles(t, w)
	again, _ := kitchenFiles(t, writers(t))
	read := readers(paper)
	printed := map[string]bool{}
	for i, file := range files {
		body, err := file.Bytes(context.Background())
		if err != nil {
			t.Errorf("%s: %v", file.Path, err)
			continue
		}
		if twice, err := again[i].Bytes(context.Background()); err != nil || !bytes.Equal(body, twice) {
			t.Errorf("%s: other bytes the second time, %v", file.Path, err)
		}
		if read[file.Format.Name] == nil {
			t.Errorf("%s: this test cannot read the format %s", file.Path, file.Format.Name)
			continue
		}
		text, err := read[file.Format.Name](body)
		if err != nil {
			t.Errorf("%s: %v", file.Path, err)
		}
		printed[file.Format.Name] = true
		for _, want := range said(sample.Kitchen(), file.Format) {
			if !strings.Contains(squashed(text), squashed(want)) {
				t.Errorf("%s does not say %q", file.Path, want)
			}
		}
	}
	for _, f := range formats.All() {
		if !printed[f.Name] {
			t.Errorf("nothing was printed as %s", f.Name)
		}
	}
}

// said is what a format has to say of a document.
func said(d *document.Document, f formats.Format) []string {
	var all []string
	numbers := document.Number(d)
	d.Blocks(func(b document.Block) {
		_, table := b.(document.Table)
		if f.Of&formats.Report == 0 && (f.Of&formats.List == 0 || !table) {
			return
		}
		document.EachInlines(b, func(in []document.Inline) { all = append(all, document.PlainText(in, numbers)) })
	})
	return all
}

// squashed is text without what a line break may put in or take out.
func squashed(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// TestFilesAreFoundByTheirNames: the table tells every file it names again by its
// name, and names no two alike.
func TestFilesAreFoundByTheirNames(t *testing.T) {
	files, _ := kitchenFiles(t, writers(t))
	seen := map[string]bool{}
	for _, file := range files {
		f, known := formats.ByPath(file.Path)
		if !known || f.Name != file.Format.Name {
			t.Errorf("%s is told as %q", file.Path, f.Name)
		}
		if seen[file.Path] {
			t.Errorf("%s twice", file.Path)
		}
		seen[file.Path] = true
		if formats.IsDraft(file.Path) != file.Format.Draft || formats.IsRecord(file.Path) != file.Format.Record {
			t.Errorf("%s: draft %t, record %t", file.Path, formats.IsDraft(file.Path), formats.IsRecord(file.Path))
		}
	}
	if _, known := formats.ByPath("a.txt"); known || formats.IsDraft("a.txt") {
		t.Error("a.txt is known")
	}
}

func TestTheTableIsWhole(t *testing.T) {
	drafts := 0
	for _, f := range formats.All() {
		if f.Name == "" || f.Title == "" || f.Media == "" || f.Of == 0 || !regexp.MustCompile(`^\.[a-z]+$`).MatchString(f.Ext) {
			t.Errorf("%+v", f)
		}
		if f.Draft {
			drafts++
		}
	}
	if drafts != 1 || !formats.Draft().Draft {
		t.Errorf("%d formats are edited, want one", drafts)
	}
}

func names(all []formats.Format) string {
	var out []string
	for _, f := range all {
		out = append(out, f.Name)
	}
	return strings.Join(out, " ")
}

func TestWhatIsMadeOfWhat(t *testing.T) {
	for _, tt := range []struct {
		name  string
		of    formats.Matter
		asked []string
		want  string
	}{
		{"a report", formats.Report | formats.Figures, nil, "docx pdf jpg"},
		{"a report and a page", formats.Report | formats.Figures, []string{"html"}, "docx pdf jpg html"},
		{"a list", formats.List | formats.Figures, nil, "docx pdf xlsx jpg"},
		{"a map", formats.Map, []string{"html"}, "jpg dwg dxf mapinfo"},
	} {
		if got := names(formats.Of(tt.of, tt.asked...)); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestAskedFormats(t *testing.T) {
	for typed, want := range map[string][]string{"": nil, "docx,pdf": nil, "html": {"html"}, "docx，网页,.HTML": {"html"}} {
		if got, err := formats.Asked(typed); err != nil || !slices.Equal(got, want) {
			t.Errorf("%q: %v, %v, want %v", typed, got, err, want)
		}
	}
	if _, err := formats.Asked("html,odt"); err == nil || !strings.Contains(err.Error(), `"odt"`) || !strings.Contains(err.Error(), "html") {
		t.Errorf("an unknown format: %v", err)
	}
	if got := formats.Kept([]string{"a/b.html", "a/b.pdf", "a/c.html"}); !slices.Equal(got, []string{"html"}) {
		t.Errorf("kept %v", got)
	}
}
