package prose

import (
	"slices"
	"testing"

	"zhixiao/document"
)

// What is spare goes when nothing with a number is left, one paragraph keeps a
// sentence, and what is neither stays.
func TestSpareSentencesGoLast(t *testing.T) {
	d := NewDraft("x")
	text := func(s string) []document.Inline { return Plain(s) }
	d.Paragraph("a", Sentence{Inlines: text("甲")}, Sentence{Inlines: text("乙"), spare: true}, Sentence{Inlines: text("丙"), Prio: 1})
	d.Paragraph("b", Sentence{Inlines: text("丁"), spare: true})
	var got []string
	for {
		s, ok := d.drop()
		if !ok {
			break
		}
		got = append(got, document.PlainText(s.Inlines, nil))
	}
	if !slices.Equal(got, []string{"丙", "乙"}) {
		t.Errorf("dropped %q", got)
	}
}
