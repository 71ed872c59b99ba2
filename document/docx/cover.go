package docx

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/beevik/etree"

	"zhixiao"
	"zhixiao/document"
)

// line is one paragraph of the shell's cover: its style and what it says.
type line struct {
	style string
	text  string // with its placeholders
}

// cover lists the shell's paragraphs before contents and body.
func (s *shell) cover() []line {
	names := s.styleNames()
	for _, p := range s.parts {
		if p.name != mainPart {
			continue
		}
		doc := etree.NewDocument()
		if doc.ReadFromBytes(p.data) != nil || doc.Root() == nil || doc.Root().SelectElement("w:body") == nil {
			return nil // compile has read it before
		}
		var all []line
		for _, t := range doc.Root().SelectElement("w:body").Child {
			switch t := t.(type) {
			case *etree.CharData:
				if strings.Contains(t.Data, "{{") {
					return all
				}
			case *etree.Element:
				if text := paragraphText(t); text != "" {
					all = append(all, line{style: names[styleOf(t)], text: text})
				}
			}
		}
		return all
	}
	return nil
}

// Cover is what the cover of a reviewed file says for each placeholder of the
// shell; a line that the reviewer deleted has no entry. What a shell without
// cover says at the foot of its pages is read there. Lines that the shell's
// cover has no place for come as one error, each named.
func (w *Writer) Cover(r *Reading) (map[string]string, error) {
	var items []Item
	for _, it := range r.Items(Accepted) {
		style := document.StyleName(strings.ToLower(it.Style))
		if !it.Front || style == styleContentsTitle || strings.HasPrefix(string(style), "toc ") {
			break
		}
		items = append(items, it)
	}
	values := map[string]string{}
	for _, l := range w.shell.cover() {
		if len(items) == 0 || !strings.EqualFold(items[0].Style, l.style) || !l.read(items[0].Text(), values) {
			continue
		}
		items = items[1:]
	}
	w.shell.readFeet(r, values)
	var faults []error
	for _, it := range items {
		faults = append(faults, w.shell.homeless(r.Name, clip(oneLine(it.Text()))))
	}
	if values["数据标识"] != "" {
		values["数据标识"] = strings.TrimPrefix(strings.TrimPrefix(values["数据标识"], "演示数据"), "　")
	}
	return values, errors.Join(faults...)
}

// homeless says that words before the body have no place in the shell.
func (s *shell) homeless(file, words string) error {
	at := zhixiao.Place{File: file}
	if s.sheet {
		return &zhixiao.Problem{At: at, Err: fmt.Errorf("首页标题处“%s”在底稿里没有位置，印不进PDF", words), Way: "删去，或移到第一段正文之后"}
	}
	return &zhixiao.Problem{At: at, Err: fmt.Errorf("封面上“%s”在底稿的封面里没有位置，印不进PDF", words), Way: "从封面删去，或移到正文"}
}

// read takes the values of the line's placeholders out of text; false when text
// was not made from the line.
func (l line) read(text string, values map[string]string) bool {
	names := placeholderForm.FindAllStringSubmatch(l.text, -1)
	form := regexp.QuoteMeta(l.text)
	for _, n := range names {
		form = strings.Replace(form, regexp.QuoteMeta(n[0]), "(.*)", 1)
	}
	exp, err := regexp.Compile("(?s)^" + form + "$")
	if err != nil {
		return false
	}
	found := exp.FindStringSubmatch(strings.TrimSpace(text))
	if found == nil {
		return false
	}
	for i, n := range names {
		values[n[1]] = oneLine(found[i+1])
	}
	return true
}
