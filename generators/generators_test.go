package generators

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators/sample"
	"zhixiao/templates"
)

// written is one deliverable of a kind.
func written(k Kind, f *analysis.Facts, set *templates.Set, u zhixiao.Unit) (*document.Document, error) {
	made, err := Make(Request{Kind: k.Name, Facts: f, Templates: set, Unit: u})
	return made.Document, err
}

// A kind that nobody makes is told with those that there are.
func TestUnknownKind(t *testing.T) {
	f, set := sample.SmallCity(t)
	_, err := Make(Request{Kind: "quarter-street", Facts: f, Templates: set, Unit: f.Units(zhixiao.City)[0]})
	var p *zhixiao.Problem
	if !errors.As(err, &p) || !strings.Contains(err.Error(), "quarter-street") || !strings.Contains(err.Error(), "quarter-district") {
		t.Errorf("%v does not name the kind asked for and those there are", err)
	}
}

// Whatever the data, a report is made without an error of the generator, its
// tree holds together, and made twice it is the same.
func TestReportsHoldTogether(t *testing.T) {
	f, set := sample.SmallCity(t)
	for _, k := range Catalogue() {
		if k.Period != f.Period().Kind {
			continue
		}
		for _, u := range k.Units(f)[:min(3, len(k.Units(f)))] {
			name := k.Name + "-" + u.Code
			d, err := written(k, f, set, u)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			d.Budget = document.Budget{} // the hand-made data are too few for the length
			if err := document.Check(d); err != nil {
				t.Errorf("%s: %v", name, err)
			}
			again, err := written(k, f, set, u)
			if err != nil || sample.Dump(t, d) != sample.Dump(t, again) {
				t.Errorf("%s: second time differs (%v)", name, err)
			}
		}
	}
}

func TestFileName(t *testing.T) {
	k := Catalogue()[1]
	got := k.FileName(zhixiao.Period{Kind: zhixiao.Quarter, Year: 2026, N: 3}, zhixiao.Unit{Serial: "R03", Short: "朝阳区"})
	if want := "ZS2026-121_QY_2026Q3_R03-朝阳区_季度分析报告_V0.1_初稿"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// Numbers are made in analysis only.
func TestGeneratorsDoNoArithmetic(t *testing.T) {
	files, err := filepath.Glob("*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") || !ours(name) {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if b, ok := n.(*ast.BinaryExpr); ok && (b.Op == token.SUB || b.Op == token.MUL || b.Op == token.QUO) && !direction(b) {
				t.Error(fmt.Sprint(set.Position(b.Pos())), "does arithmetic")
			}
			return true
		})
	}
}

// direction reports whether b is a sign times a sign, which says better or worse.
func direction(b *ast.BinaryExpr) bool {
	call, ok := b.X.(*ast.CallExpr)
	if !ok {
		return false
	}
	fun, ok := call.Fun.(*ast.SelectorExpr)
	return ok && fun.Sel.Name == "Sign"
}

// ours leaves out the rooms of maps, whose arithmetic is of paper, not of numbers.
func ours(name string) bool {
	room := filepath.Dir(name)
	return room != "boundary" && room != "atlas"
}
