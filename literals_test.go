package zhixiao_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
)

// mostHan is how many Han characters a literal may hold: a name or a unit of measure.
// What is longer is text, and text stands in templates.
const mostHan = 8

// still is what is left to be moved into templates, by room and all below it: how many
// literals hold an indicator code, and how many more Han characters than mostHan.
// The numbers may only fall; whoever makes one fall writes the new one here.
var still = map[string]struct{ codes, han int }{
	"generators": {codes: 143, han: 254},
}

var indicatorCode = regexp.MustCompile(`(^|[^A-Za-z0-9])[A-E][1-9]\d\d([^0-9]|$)`)

// What editors may change is not in Go: no literal is an indicator code, and none holds
// a sentence, but for commands, demo worlds, samples of tests and what is told of faults.
func TestTextAndIndicatorsStandInTemplates(t *testing.T) {
	codes, han := map[string][]string{}, map[string][]string{}
	for _, file := range sources(t) {
		room := roomOf(file)
		set := token.NewFileSet()
		parsed, err := parser.ParseFile(set, file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range spoken(parsed) {
			text, err := strconv.Unquote(l.Value)
			if err != nil {
				t.Fatal(err)
			}
			at := set.Position(l.Pos()).String() + ": " + l.Value
			if indicatorCode.MatchString(text) {
				codes[room] = append(codes[room], at)
			}
			if hanOf(text) > mostHan {
				han[room] = append(han[room], at)
			}
		}
	}
	for room := range still {
		compare(t, room, "indicator codes", codes[room], still[room].codes)
		compare(t, room, "texts", han[room], still[room].han)
	}
	for _, found := range []map[string][]string{codes, han} {
		for room, list := range found {
			if _, listed := still[room]; !listed {
				t.Errorf("%s: belongs into templates:\n%s", room, strings.Join(list, "\n"))
			}
		}
	}
}

func compare(t *testing.T, room, what string, found []string, most int) {
	t.Helper()
	switch {
	case len(found) > most:
		t.Errorf("%s: %d %s in Go, %d are still allowed:\n%s", room, len(found), what, most, strings.Join(found, "\n"))
	case len(found) < most:
		t.Logf("%s: only %d %s are left in Go: write %d into still", room, len(found), what, len(found))
	}
}

// sources are the Go files of what makes deliverables, without tests.
func sources(t *testing.T) []string {
	t.Helper()
	var out []string
	apart := []string{"cmd", "fixtures", "tools", "analysis/sample", "document/sample", "generators/sample"}
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (slices.Contains(apart, filepath.ToSlash(path)) || d.Name() == "testdata" || path != "." && strings.HasPrefix(d.Name(), ".")):
			return filepath.SkipDir
		case strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go"):
			out = append(out, filepath.ToSlash(path))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// roomOf is the room of still that a file belongs to: the first folder of its path.
func roomOf(file string) string {
	first, _, below := strings.Cut(file, "/")
	if !below {
		return "zhixiao"
	}
	return first
}

// spoken are the string literals of a file but those that tell of a fault: in a Problem,
// in what a proof or a merge finds wrong, and in the calls that make errors; and but what a slot's declaration says it means,
// which editors read in the list of slots and no paper prints.
func spoken(file *ast.File) []*ast.BasicLit {
	var out []*ast.BasicLit
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CompositeLit:
			return !slices.Contains([]string{"Conflict", "Fault", "Finding", "Problem"}, lastName(n.Type))
		case *ast.FuncDecl:
			return n.Name.Name != "Error"
		case *ast.KeyValueExpr:
			return lastName(n.Key) != "Means"
		case *ast.CallExpr:
			return !slices.Contains([]string{"Errorf", "Misusef", "New", "act", "fault", "finding", "inTable", "lost", "misfit", "problem", "refuse", "tell", "unexpected", "wrong", "yamlFault"}, lastName(n.Fun))
		case *ast.BasicLit:
			if n.Kind == token.STRING {
				out = append(out, n)
			}
		}
		return true
	})
	return out
}

// lastName is the name of a type or function without its package or receiver, of a list that of its elements.
func lastName(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	case *ast.StarExpr:
		return lastName(e.X)
	case *ast.ArrayType:
		return lastName(e.Elt)
	}
	return ""
}

func hanOf(text string) (n int) {
	for _, r := range text {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n
}
