package docx

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// escape is text as XML character data or attribute value. A character XML
// cannot hold is an error naming it.
func escape(text string) (string, error) {
	if err := legal(text); err != nil {
		return "", err
	}
	if !strings.ContainsAny(text, `&<>"`) {
		return text, nil
	}
	var b strings.Builder
	for _, r := range text {
		switch r {
		case '&':
			b.WriteString("&amp;")
		case '<':
			b.WriteString("&lt;")
		case '>':
			b.WriteString("&gt;")
		case '"':
			b.WriteString("&quot;")
		default:
			b.WriteRune(r)
		}
	}
	return b.String(), nil
}

func legal(text string) error {
	for i, r := range text {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(text[i:]); size == 1 {
				return fmt.Errorf("含损坏的UTF-8字节")
			}
		}
		if r < 0x20 || r == 0x7F || r == 0xFFFE || r == 0xFFFF {
			return fmt.Errorf("含控制字符U+%04X", r)
		}
	}
	return nil
}

// chineseMarks are the marks a font without hint takes from the Latin slot,
// where they are half as wide.
const chineseMarks = "“”‘’—…·"
