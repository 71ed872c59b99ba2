package docx

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Limits on foreign XML. Word's own files stay far below them.
const (
	maxDepth = 256
	maxNodes = 1_000_000
)

// node is an element of a foreign part. The tag carries a short prefix by the
// namespace it is bound to, whatever prefix the file uses: w:p, mc:Choice.
type node struct {
	tag   string
	attrs []xml.Attr
	kids  []*node
	text  []byte // of elements that hold nothing but text
}

// shortSpace is our prefix for a namespace of Office files, transitional or
// strict.
func shortSpace(space string) string {
	switch space {
	case spaceW, "http://purl.oclc.org/ooxml/wordprocessingml/main":
		return "w"
	case spaceR, "http://purl.oclc.org/ooxml/officeDocument/relationships":
		return "r"
	case "http://schemas.openxmlformats.org/markup-compatibility/2006":
		return "mc"
	case "http://schemas.openxmlformats.org/officeDocument/2006/math", "http://purl.oclc.org/ooxml/officeDocument/math":
		return "m"
	case "http://schemas.openxmlformats.org/drawingml/2006/main", "http://purl.oclc.org/ooxml/drawingml/main":
		return "a"
	case "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing", "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing":
		return "wp"
	case "urn:schemas-microsoft-com:vml":
		return "v"
	}
	return ""
}

// parse reads a whole part. Entities, DTDs, depth and size beyond the limits
// are errors; ctx is looked at as it goes.
func parse(ctx context.Context, data []byte) (*node, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	root := &node{}
	stack := []*node{root}
	tags := map[xml.Name]string{}
	for nodes := 0; ; {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("不是完整的XML：%w", err)
		}
		top := stack[len(stack)-1]
		switch t := t.(type) {
		case xml.StartElement:
			tag, known := tags[t.Name]
			if !known {
				tag = shortSpace(t.Name.Space) + ":" + t.Name.Local
				tags[t.Name] = tag
			}
			if unread(tag) {
				if err := d.Skip(); err != nil {
					return nil, fmt.Errorf("不是完整的XML：%w", err)
				}
				continue
			}
			if nodes++; nodes > maxNodes {
				return nil, fmt.Errorf("元素超过%d个，长清单请按单位分册审核", maxNodes)
			}
			if len(stack) > maxDepth {
				return nil, fmt.Errorf("元素嵌套超过%d层", maxDepth)
			}
			if nodes%4096 == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			n := &node{tag: tag, attrs: shortAttrs(t.Attr)}
			top.kids = append(top.kids, n)
			stack = append(stack, n)
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			if len(top.kids) == 0 && len(stack) > 1 {
				top.text = append(top.text, t...)
			}
		case xml.Directive:
			return nil, errors.New("含DTD声明，拒绝读取")
		}
	}
	if len(root.kids) != 1 {
		return nil, errors.New("没有根元素")
	}
	return root.kids[0], nil
}

// unread reports whether an element says only how text looks. Half of a list's
// elements do: without them a list twice as long can be read.
func unread(tag string) bool {
	switch tag {
	case "w:rFonts", "w:sz", "w:szCs", "w:bCs", "w:lang", "w:color", "w:kern", "w:spacing", "w:ind", "w:snapToGrid", "w:widowControl",
		"w:tcW", "w:tcBorders", "w:tcMar", "w:vAlign", "w:shd", "w:cantSplit", "w:trHeight", "w:proofErr", "w:lastRenderedPageBreak":
		return true
	}
	return false
}

// shortAttrs keeps the attributes a reader asks for, by local name.
func shortAttrs(attrs []xml.Attr) []xml.Attr {
	var kept []xml.Attr
	for _, a := range attrs {
		if a.Name.Space == "xmlns" || a.Name.Local == "xmlns" || strings.HasPrefix(a.Name.Local, "rsid") {
			continue
		}
		kept = append(kept, a)
	}
	return kept
}

// attr is an attribute by local name, empty when there is none. No element we
// read has two of one local name but r:id and w:id, and those are asked for by
// different elements.
func (n *node) attr(local string) string {
	if n == nil {
		return ""
	}
	for _, a := range n.attrs {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// child is the first child with the tag; nil when n is nil or has none.
func (n *node) child(path ...string) *node {
	for _, tag := range path {
		if n == nil {
			return nil
		}
		var found *node
		for _, k := range n.kids {
			if k.tag == tag {
				found = k
				break
			}
		}
		n = found
	}
	return n
}

// find is the first descendant with the tag.
func (n *node) find(tag string) *node {
	for _, k := range n.kids {
		if k.tag == tag {
			return k
		}
		if f := k.find(tag); f != nil {
			return f
		}
	}
	return nil
}
