package docx

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"zhixiao/document"
)

// printsProperty with 1, 2, … behind it holds the sums of the pictures that were
// generated, by figure, so that one put in another's place is noticed.
const printsProperty = "质效图片"

// printLength keeps a sum and the longest ID within one property.
const printLength = 16

// PrintSum is the sum of a picture as Word files record it: the beginning of its
// SHA-256 in hex.
func PrintSum(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])[:printLength]
}

// notePrint records the sum of a figure's generated picture. One that stands for
// another keeps that one's: it is still a reviewer's when the file comes back.
func (p *printer) notePrint(f document.Figure, pic *document.Picture) {
	sum := ""
	if len(pic.SHA256) >= printLength {
		sum = pic.SHA256[:printLength]
	}
	if image, ok := f.Graphic.(document.Image); ok && image.Instead != "" {
		sum = image.Instead
	}
	if sum != "" {
		p.prints = append(p.prints, string(f.ID)+"="+sum)
	}
}

// prints reads what notePrint recorded.
func (s *sources) prints(r *Reading, value string) {
	if r.Prints == nil {
		r.Prints = map[document.ID]string{}
	}
	for _, word := range strings.Fields(value) {
		if id, sum, ok := strings.Cut(word, "="); ok {
			r.Prints[document.ID(id)] = sum
		}
	}
}

// instead is the sum of the generated picture of a figure when data is another
// picture.
func (b *builder) instead(id document.ID, data []byte) string {
	if want := b.prints[id]; want != "" && data != nil && want != PrintSum(data) {
		return want
	}
	return ""
}
