package document

import "unicode"

// Counts is the length of a text by three rules (docs/domain/format.md §6).
type Counts struct {
	Words  int // Word's 字数: each Han character or full-width mark 1, each other run 1
	Chars  int // 字符数（不计空格）
	Tables int // Words with table cells
}

// CountBody counts the headings, paragraphs and lists of d.Body: the 字数 of the
// contract, without cover, contents, captions, tables and appendix.
func CountBody(d *Document) Counts {
	numbers := Number(d)
	var c Counts
	for _, b := range d.Body {
		if t, ok := b.(Table); ok {
			EachInlines(t, func(in []Inline) { c.Tables += CountWords(PlainText(in, numbers)) })
			continue
		}
		EachInlines(b, func(in []Inline) { c.add(PlainText(in, numbers)) })
	}
	c.Tables += c.Words
	return c
}

func (c *Counts) add(text string) {
	c.Words += CountWords(text)
	for _, r := range text {
		if !unicode.IsSpace(r) {
			c.Chars++
		}
	}
}

// CountWords is Word's 字数 of a text: 按时办结率99.52%，居第3位。 is 12.
func CountWords(text string) int {
	n, inWord := 0, false
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			inWord = false
		case wide(r):
			n, inWord = n+1, false
		case !inWord:
			n, inWord = n+1, true
		}
	}
	return n
}

// wide reports whether Word counts r by itself: Han characters and the marks
// that follow the East-Asian font.
func wide(r rune) bool {
	switch {
	case r == '—', r == '…', r == '·', r >= '‘' && r <= '”':
		return true
	case r >= 0x3000 && r <= 0x30FF, r >= 0xFF00 && r <= 0xFFEF:
		return true
	}
	return unicode.Is(unicode.Han, r)
}
