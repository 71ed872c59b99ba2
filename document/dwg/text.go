package dwg

import (
	"fmt"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// codePage is the drawing's number for code page 936.
const codePage = 39

// gbk is s in code page 936; what the page lacks becomes \U+XXXX, which CAD
// programs decode.
func gbk(s string) []byte {
	enc := simplifiedchinese.GBK.NewEncoder()
	if b, err := enc.Bytes([]byte(s)); err == nil {
		return b
	}
	var out []byte
	for _, r := range s {
		if b, err := enc.Bytes([]byte(string(r))); err == nil {
			out = append(out, b...)
			continue
		}
		for _, u := range utf16.Encode([]rune{r}) {
			out = fmt.Appendf(out, `\U+%04X`, u)
		}
	}
	return out
}
