package document_test

import (
	"fmt"
	"strings"
	"testing"

	"zhixiao/document"
)

func TestCompareByPassage(t *testing.T) {
	p := said
	for _, tt := range []struct {
		name string
		a, b *document.Document
		want string
	}{
		{"same", tree(p("a", "甲")), tree(p("a", " 甲")), ""},
		{"edited with its numbers", tree(p("a", "共3件")), tree(p("a", "共4件")), "修改 a 共3件→共4件 [4]"},
		{"added and removed", tree(p("a", "甲"), p("b", "乙")), tree(p("c", "丙"), p("a", "甲")), "新增 c →丙 [];删除 b 乙→ []"},
		{"moved", tree(p("a", "甲"), p("b", "乙"), p("c", "丙")), tree(p("b", "乙"), p("c", "丙"), p("a", "甲")), "移动 a 甲→甲 []"},
		{"cell", tree(gridOf("t", "甲,1|乙,2")), tree(gridOf("t", "甲,1|乙,3")), "修改 t#r1.1 2→3 [3]"},
		{"row in and row out", tree(gridOf("t", "甲,1|乙,2")), tree(gridOf("t", "丙,5|丁,6|甲,1")), "新增 t#r0 →丙｜5 [];新增 t#r1 →丁｜6 [];删除 t#r1 乙｜2→ []"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, d := range document.Compare(document.Passages(tt.a), document.Passages(tt.b)) {
				got = append(got, fmt.Sprintf("%s %s %s→%s %v", d.Kind, d.Name(), d.Old, d.New, d.Unbound))
			}
			if s := strings.Join(got, ";"); s != tt.want {
				t.Errorf("got %s, want %s", s, tt.want)
			}
		})
	}
}
