package quarter

import (
	"testing"

	"zhixiao/document"
)

func TestClauseOf(t *testing.T) {
	in := []document.Inline{document.Text("占"), document.Text("多数。")}
	if got := document.PlainText(clauseOf(in), nil); got != "占多数" {
		t.Errorf("got %q", got)
	}
	if got := document.PlainText(in, nil); got != "占多数。" {
		t.Errorf("the sentence itself became %q", got)
	}
}
