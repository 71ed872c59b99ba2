package tab

import (
	"slices"
	"strings"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// charset is the name of code page 936 in every file of a table.
const charset = "WindowsSimpChinese"

// coder turns text into code page 936 and remembers what the code page lacks,
// so that 说明.txt can say which characters were replaced.
type coder struct {
	lost map[rune]bool
}

// bytes is s in GBK. Typographic signs with a plain twin become the twin;
// anything else outside the code page becomes 〓, the printers' mark for a
// character that is not in the case.
func (c *coder) bytes(s string) []byte {
	out := make([]byte, 0, 2*len(s)/3+1)
	enc := simplifiedchinese.GBK.NewEncoder()
	for _, r := range s {
		b, err := enc.Bytes([]byte(string(twin(r))))
		if err != nil {
			if c.lost == nil {
				c.lost = map[rune]bool{}
			}
			c.lost[r] = true
			b = []byte{0xA1, 0xFE}
		}
		out = append(out, b...)
	}
	return out
}

// cut is s in GBK, at most n bytes, never half a character.
func (c *coder) cut(s string, n int) []byte {
	var out []byte
	for _, r := range s {
		b := c.bytes(string(r))
		if len(out)+len(b) > n {
			break
		}
		out = append(out, b...)
	}
	return out
}

// replaced lists the characters the code page lacks, in code order.
func (c *coder) replaced() string {
	var rs []rune
	for r := range c.lost {
		rs = append(rs, r)
	}
	slices.Sort(rs)
	var b strings.Builder
	for _, r := range rs {
		b.WriteRune(r)
	}
	return b.String()
}

func twin(r rune) rune {
	switch r {
	case '−':
		return '-'
	case '\u00a0', '\u2009', '\u202f':
		return ' '
	}
	return r
}
