package docx

import (
	"bytes"
	"errors"
	"strconv"
)

// Annotate is a printed Word file with comments added; what the file says and the
// comments it has are not changed. A note on a paragraph that is not in the file
// goes to the file's first one. The file is one that a Writer printed.
func Annotate(name string, data []byte, notes []Note) ([]byte, error) {
	a := annotator{notes: notes}
	if err := a.count(name, data); err != nil {
		return nil, err
	}
	r := repack{name: name, change: a.change}
	if !a.has {
		own, err := commentsXML(notes)
		if err != nil {
			return nil, err
		}
		r.add = []part{{name: commentsPart, data: []byte(own)}}
	}
	return r.of(data)
}

type annotator struct {
	notes []Note
	has   bool // the file has comments
	first int  // id of the first new comment: those before are the file's own
}

const (
	commentsEnd  = "</w:comments>"
	commentStart = "<w:comment "
	commentsRel  = `<Relationship Id="rIdZxComments" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/>`
	commentsType = `<Override PartName="/` + commentsPart + `" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/>`
)

// count looks for the comments that the file has.
func (a *annotator) count(name string, data []byte) error {
	look := repack{name: name, change: func(part string) func([]byte) ([]byte, error) {
		if part != commentsPart {
			return nil
		}
		return func(data []byte) ([]byte, error) {
			a.has, a.first = true, bytes.Count(data, []byte(commentStart))
			return data, nil
		}
	}}
	_, err := look.of(data)
	return err
}

func (a *annotator) change(part string) func([]byte) ([]byte, error) {
	add := func(tag, text string) func([]byte) ([]byte, error) {
		return func(data []byte) ([]byte, error) { return before(data, tag, text), nil }
	}
	switch {
	case part == mainPart:
		return a.main
	case part == commentsPart:
		return a.comments
	case part == typesPart && !a.has:
		return add("</Types>", commentsType)
	case part == relsPart && !a.has:
		return add("</Relationships>", commentsRel)
	}
	return nil
}

func (a *annotator) comments(data []byte) ([]byte, error) {
	xml, err := numberedComments(a.notes, a.first)
	if err != nil {
		return nil, err
	}
	return before(data, commentsEnd, xml), nil
}

// main opens and closes the comments' ranges where the bookmarks of their
// paragraphs do.
func (a *annotator) main(data []byte) ([]byte, error) {
	for i, n := range a.notes {
		id := strconv.Itoa(a.first + i)
		from, to, ok := bookmarked(data, n)
		if !ok {
			return nil, errors.New("文件里没有可以加批注的段落")
		}
		data = inserted(data, to, `<w:commentRangeEnd w:id="`+id+`"/><w:r><w:commentReference w:id="`+id+`"/></w:r>`)
		data = inserted(data, from, `<w:commentRangeStart w:id="`+id+`"/>`)
	}
	return data, nil
}

func inserted(data []byte, at int, text string) []byte {
	out := make([]byte, 0, len(data)+len(text))
	out = append(out, data[:at]...)
	out = append(out, text...)
	return append(out, data[at:]...)
}

// bookmarked finds where the contents of a note's paragraph begin and end: of the
// block, of its first item, or of the first block there is.
func bookmarked(data []byte, n Note) (from, to int, ok bool) {
	for _, name := range []string{MarkName(n.ID, n.Part), MarkName(n.ID, ""), MarkName(n.ID, "1"), markPrefix} {
		at := bytes.Index(data, []byte(` w:name="`+name))
		if at < 0 {
			continue
		}
		start := bytes.LastIndex(data[:at], []byte(`<w:bookmarkStart w:id="`))
		end := bytes.Index(data[at:], []byte(`/>`))
		if start < 0 || end < 0 {
			continue
		}
		id, _, _ := bytes.Cut(data[start+len(`<w:bookmarkStart w:id="`):], []byte(`"`))
		from = at + end + len(`/>`)
		if close := bytes.Index(data[from:], []byte(`<w:bookmarkEnd w:id="`+string(id)+`"/>`)); close >= 0 {
			return from, from + close, true
		}
	}
	return 0, 0, false
}
