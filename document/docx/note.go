package docx

import (
	"fmt"
	"strconv"
	"strings"

	"zhixiao"
	"zhixiao/document"
)

// Note is a comment to be printed beside a block: a conflict of a merge, or a
// reviewer's comment carried over into the new draft.
type Note struct {
	ID     document.ID // block it stands on
	Part   string      // paragraph of the block, see MarkName; empty for the block's first
	Author string
	Date   string // 2026-10-09T10:00:00Z, or empty
	Text   string // lines become paragraphs
}

const commentsPart = "word/comments.xml"

// takeNotes sorts notes by the paragraph they stand on.
func (p *printer) takeNotes(notes []Note) {
	p.notes = notes
	p.notesAt = map[string][]int{}
	for i, n := range notes {
		key := string(n.ID)
		if n.Part != "" {
			key += "#" + n.Part
		}
		p.notesAt[key] = append(p.notesAt[key], i)
	}
}

// openNotes begins the ranges of a paragraph's comments and returns what ends
// them. Lists have no mark of their own: a note on the list goes to its first
// item.
func (p *printer) openNotes(mark string) string {
	if mark == "" {
		return ""
	}
	at := p.notesAt[mark]
	delete(p.notesAt, mark)
	if list, first := strings.CutSuffix(mark, "#1"); first {
		at = append(at, p.notesAt[list]...)
		delete(p.notesAt, list)
	}
	var end strings.Builder
	for _, i := range at {
		id := strconv.Itoa(i)
		p.out.WriteString(`<w:commentRangeStart w:id="` + id + `"/>`)
		end.WriteString(`<w:commentRangeEnd w:id="` + id + `"/><w:r><w:commentReference w:id="` + id + `"/></w:r>`)
	}
	return end.String()
}

// homeless reports notes whose block is not in the document.
func (p *printer) homeless() {
	for _, n := range p.notes {
		key := string(n.ID)
		if n.Part != "" {
			key += "#" + n.Part
		}
		if _, left := p.notesAt[key]; left {
			p.faults = append(p.faults, &zhixiao.Problem{At: zhixiao.Place{Block: key}, Err: fmt.Errorf("批注所在的段落不在报告里：%s", clip(n.Text)), Way: "把批注移到相邻段落"})
		}
	}
}

// commentsXML is the part that holds the notes' words.
func commentsXML(notes []Note) (string, error) {
	all, err := numberedComments(notes, 0)
	return xmlHead + `<w:comments xmlns:w="` + spaceW + `">` + all + commentsEnd, err
}

// numberedComments is the notes as comments numbered from first.
func numberedComments(notes []Note, first int) (string, error) {
	var b strings.Builder
	for i, n := range notes {
		author, err := escape(n.Author)
		if err != nil {
			return "", fmt.Errorf("批注人%w", err)
		}
		b.WriteString(commentStart + `w:id="` + strconv.Itoa(first+i) + `" w:author="` + author + `"`)
		if n.Date != "" {
			date, err := escape(n.Date)
			if err != nil {
				return "", fmt.Errorf("批注日期%w", err)
			}
			b.WriteString(` w:date="` + date + `"`)
		}
		b.WriteString(`>`)
		for _, line := range strings.Split(n.Text, "\n") {
			text, err := escape(line)
			if err != nil {
				return "", fmt.Errorf("批注文字%w", err)
			}
			b.WriteString(`<w:p><w:r><w:t xml:space="preserve">` + text + `</w:t></w:r></w:p>`)
		}
		b.WriteString(`</w:comment>`)
	}
	return b.String(), nil
}
