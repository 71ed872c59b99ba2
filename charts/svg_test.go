package charts

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"zhixiao/document"
)

// TestSVGShowsEveryText: a chart as SVG says what its pixels say, is well-formed,
// refers to nothing outside, and is the same twice.
func TestSVGShowsEveryText(t *testing.T) {
	d := testDrawer(t)
	for name, c := range samples() {
		got, err := d.SVG(context.Background(), c)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		again, _ := d.SVG(context.Background(), c)
		if !bytes.Equal(got, again) {
			t.Errorf("%s: another SVG the second time", name)
		}
		s, err := d.layout(c)
		if err != nil {
			t.Fatal(err)
		}
		var want, shown strings.Builder
		for _, m := range s.marks {
			if text, ok := m.(textMark); ok {
				want.WriteString(text.Body + "\n")
			}
		}
		dec := xml.NewDecoder(bytes.NewReader(got))
		for {
			token, err := dec.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if text, ok := token.(xml.CharData); ok {
				shown.WriteString(string(text) + "\n")
			}
		}
		if shown.String() != want.String() {
			t.Errorf("%s: texts of the SVG are\n%s\nwant\n%s", name, shown.String(), want.String())
		}
		for _, foreign := range []string{"href", "url(", "<script", "<style"} {
			if bytes.Contains(got, []byte(foreign)) {
				t.Errorf("%s: has %s", name, foreign)
			}
		}
	}
}

// TestSVGEscapes: what a label says is text, whatever characters it has.
func TestSVGEscapes(t *testing.T) {
	c := samples()["column"]
	c.Labels = append([]string(nil), c.Labels...)
	c.Labels[0] = `<b>&"甲`
	got, err := testDrawer(t).SVG(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Contains(got, []byte("<b>")) || !bytes.Contains(got, []byte("&lt;b&gt;&amp;")) {
		t.Errorf("the label is not escaped:\n%s", got)
	}
}

func TestSVGOfAPhotographIsAnError(t *testing.T) {
	if _, err := testDrawer(t).SVG(context.Background(), document.Image{Name: "a.jpg"}); err == nil {
		t.Error("no error")
	}
}
