package docx

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	_ "image/jpeg" // the sizes of pictures
	_ "image/png"
	"strconv"
	"strings"

	"github.com/beevik/etree"
)

// pictures writes the pictures of a paragraph; one that was put in another's
// place is an insertion beside a deletion.
func (t *tracker) pictures(h how, was, is []Picture) error {
	if h != same {
		for _, p := range is {
			t.picture(h, p)
		}
		return nil
	}
	for _, p := range align(picturesOf(was), picturesOf(is)) {
		switch {
		case p.b < 0:
			t.picture(removed, was[p.a])
		case p.a < 0:
			t.picture(added, is[p.b])
		default:
			t.picture(same, is[p.b])
		}
	}
	return nil
}

func picturesOf(all []Picture) []string {
	sums := make([]string, len(all))
	for i, p := range all {
		sums[i] = pictureSum(p.Data)
	}
	return sums
}

func pictureSum(data []byte) string {
	sum := sha256.Sum256(data)
	return fmt.Sprintf("%x", sum[:8])
}

func (t *tracker) picture(h how, p Picture) {
	c, format, err := image.DecodeConfig(bytes.NewReader(p.Data))
	if err != nil || c.Width < 1 || c.Height < 1 {
		return // what cannot be shown was told by the reading
	}
	name := "word/media/zxt" + pictureSum(p.Data) + "." + format
	if !t.has(name) {
		t.parts = append(t.parts, part{name: name, data: p.Data})
	}
	mm := p.WidthMM
	if mm <= 0 {
		mm = defaultMM
	}
	cx := int64(mm * perMM)
	cy := cx * int64(c.Height) / int64(c.Width)
	alt, err := escape(p.Alt)
	if err != nil {
		alt = ""
	}
	t.lastID++
	id := strconv.Itoa(t.lastID)
	end := t.revision(h)
	fmt.Fprintf(&t.body, inlinePicture, cx, cy, id, id, alt, id, id, t.rel(name), cx, cy)
	t.body.WriteString(end)
}

func (t *tracker) has(name string) bool { return t.rel(name) != "" }

// rel is the relationship of a picture's part, empty when there is none yet.
func (t *tracker) rel(name string) string {
	for i, p := range t.parts {
		if p.name == name {
			return "rIdZxT" + strconv.Itoa(i+1)
		}
	}
	return ""
}

func (t *tracker) types(root *etree.Element) error {
	for _, e := range root.ChildElements() {
		if peoplePart.MatchString(strings.TrimPrefix(e.SelectAttrValue("PartName", ""), "/")) {
			root.RemoveChild(e)
		}
	}
	for _, p := range t.parts {
		e := root.CreateElement("Override")
		e.CreateAttr("PartName", "/"+p.name)
		e.CreateAttr("ContentType", "image/"+p.name[strings.LastIndexByte(p.name, '.')+1:])
	}
	return nil
}

func (t *tracker) relations(root *etree.Element) error {
	for _, e := range root.ChildElements() {
		if peoplePart.MatchString("word/" + e.SelectAttrValue("Target", "")) {
			root.RemoveChild(e)
		}
	}
	for _, p := range t.parts {
		e := root.CreateElement("Relationship")
		e.CreateAttr("Id", t.rel(p.name))
		e.CreateAttr("Type", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image")
		e.CreateAttr("Target", strings.TrimPrefix(p.name, "word/"))
	}
	return nil
}
