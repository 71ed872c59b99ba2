package html_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	parse "golang.org/x/net/html"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/html"
	"zhixiao/document/sample"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// flat draws everything as the same square.
type flat struct{}

func (flat) SVG(context.Context, document.Graphic) ([]byte, error) {
	return []byte(`<svg viewBox="0 0 1 1"></svg>`), nil
}

func (flat) Picture(context.Context, document.Graphic) (*document.Picture, error) {
	return &document.Picture{JPEG: []byte{0xFF, 0xD8}, Width: 2, Height: 1}, nil
}

func printed(t *testing.T, d *document.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := html.New(flat{}, flat{}).Write(context.Background(), &b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestKitchenSink compares the page with its golden but for the style sheet.
func TestKitchenSink(t *testing.T) {
	d := sample.Kitchen()
	d.Sign = []string{"编　写", "审　核"}
	got := regexp.MustCompile(`(?s)<style>.*?</style>`).ReplaceAllString(printed(t, d), "<style></style>")
	const file = "testdata/kitchen.golden.html"
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("the page changed (-want +got):\n%s", diff)
	}
}

// TestAPageStandsByItself: no script runs, nothing is fetched, every link leads to a
// block of the page, no name is given twice, and every element is closed.
func TestAPageStandsByItself(t *testing.T) {
	for name, d := range map[string]*document.Document{
		"kitchen": sample.Kitchen(), "book": sample.Book(2), "list": sample.LongList(30),
		"volume": document.Bind(document.Document{Job: "v", Kind: "volume", Title: "合订本", Fields: map[string]string{}}, []*document.Document{sample.Kitchen()}),
	} {
		text := printed(t, d)
		if err := closed(text); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		ids := map[string]bool{}
		for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(text, -1) {
			if ids[m[1]] {
				t.Errorf("%s: id %s twice", name, m[1])
			}
			ids[m[1]] = true
		}
		for _, m := range regexp.MustCompile(` href="([^"]*)"`).FindAllStringSubmatch(text, -1) {
			if to, here := strings.CutPrefix(m[1], "#"); !here || !ids[to] {
				t.Errorf("%s: link to %q leads nowhere on the page", name, m[1])
			}
		}
		for _, foreign := range []string{"<script", "<link", "@import", "url(", "http:", "https:", " onload", " onclick"} {
			if strings.Contains(text, foreign) {
				t.Errorf("%s: the page has %s", name, foreign)
			}
		}
		if !strings.Contains(text, `<html lang="zh-CN">`) {
			t.Errorf("%s: the page does not tell its language", name)
		}
	}
}

// closed finds the first element that is left open or closed by another's end.
func closed(text string) error {
	var open []string
	z := parse.NewTokenizer(strings.NewReader(text))
	for {
		kind := z.Next()
		raw, _ := z.TagName()
		tag := string(raw)
		switch {
		case kind == parse.ErrorToken:
			if len(open) > 0 {
				return errors.New("left open: " + strings.Join(open, " "))
			}
			return nil
		case kind == parse.StartTagToken && tag != "meta" && tag != "img" && tag != "col":
			open = append(open, tag)
		case kind == parse.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != tag {
				return errors.New("</" + tag + "> closes " + strings.Join(open, " "))
			}
			open = open[:len(open)-1]
		}
	}
}

// TestEverythingIsEscaped: what texts say never becomes an element or an attribute.
func TestEverythingIsEscaped(t *testing.T) {
	const bad = `<img src=x onerror="a">'&`
	text := []document.Inline{document.Text(bad)}
	d := &document.Document{
		Title: bad, Subtitle: bad, Origin: bad, Mark: bad, TOC: true, Lists: true, Sign: []string{bad},
		Fields: map[string]string{"内部标识": bad, "编制单位": bad, "版本": bad},
		Body: []document.Block{
			document.Heading{ID: "h", Level: 1, Text: text}, document.Para{ID: "p", Inlines: []document.Inline{document.Strong(bad), document.Told{Text: bad}}},
			document.List{ID: "l", Items: [][]document.Inline{text}},
			document.Table{ID: "t", Caption: bad, Unit: bad, Columns: []document.Column{{Width: 1}}, Rows: [][]document.Cell{{{Inlines: text}}}, Note: text},
			document.Figure{ID: "f", Caption: bad, Alt: bad, Source: bad, Graphic: document.Chart{}},
		},
	}
	if got := printed(t, d); strings.Contains(got, "<img") || strings.Contains(got, `onerror="`) {
		t.Errorf("not escaped:\n%s", got)
	}
}

// TestACopyDoesNotTellItsOrigin: a copy that is handed out bears its mark and not
// where its numbers come from.
func TestACopyDoesNotTellItsOrigin(t *testing.T) {
	d := sample.Kitchen()
	d.Mark = "仅限朝阳区使用"
	got := printed(t, d)
	if strings.Contains(got, d.Origin) || !strings.Contains(got, d.Mark) {
		t.Error("the copy tells its origin or lacks its mark")
	}
}

func TestFaultsNameTheirBlock(t *testing.T) {
	for name, tt := range map[string]struct {
		block document.Block
		at    string
	}{
		"a row too wide": {document.Table{ID: "t9", Columns: []document.Column{{Width: 1}}, Rows: [][]document.Cell{make([]document.Cell, 2)}}, "t9"},
		"no drawer":      {document.Figure{ID: "f9", Graphic: document.Chart{}}, "f9"},
		"no pictures":    {document.Figure{ID: "f8", Graphic: document.Image{}}, "f8"},
	} {
		err := html.New(nil, nil).Write(context.Background(), &bytes.Buffer{}, &document.Document{Body: []document.Block{tt.block}})
		var p *zhixiao.Problem
		if !errors.As(err, &p) || p.At.Block != tt.at {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestACancelledPageIsAnError(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if err := html.New(flat{}, flat{}).Write(ctx, &bytes.Buffer{}, sample.Kitchen()); !errors.Is(err, context.Canceled) {
		t.Errorf("err %v", err)
	}
}

// TestCellsStandInTheirColumns: a cell right of one that reaches down takes the
// alignment of the column it stands in.
func TestCellsStandInTheirColumns(t *testing.T) {
	got := printed(t, sample.Kitchen())
	for _, want := range []string{
		`<tr><td rowspan="2">受理</td><td class="e">10</td><td class="c">—</td></tr>`,
		`<tr><td class="e">12</td><td class="c">11</td></tr>`,
		`<td class="s">合计</td><td class="e" colspan="2">22</td>`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("missing %s", want)
		}
	}
}
