package zhixiao_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"zhixiao"
)

// Every name that a room's code asks its wording.txt or patterns.txt for has a text, and
// every text is asked for.
func TestWordingsAreThoseTheCodeAsksFor(t *testing.T) {
	for name, call := range map[string]*regexp.Regexp{
		"wording.txt":  regexp.MustCompile(`\b(?:Wording|wordings\.Of)\("([^"]*)"\)`),
		"patterns.txt": regexp.MustCompile(`\bpatterns\.Of\("([^"]*)"\)`),
	} {
		wanted := map[string]map[string]bool{} // by the file asked
		for _, file := range sources(t) {
			for _, m := range call.FindAllStringSubmatch(read(t, file), -1) {
				asking := above(filepath.Dir(file), name)
				if wanted[asking] == nil {
					wanted[asking] = map[string]bool{}
				}
				wanted[asking][m[1]] = true
			}
		}
		if len(wanted) == 0 {
			t.Errorf("no room asks for its %s", name)
		}
		for file, names := range wanted {
			there, want := slices.Sorted(maps.Keys(zhixiao.ReadWordings(read(t, file)))), slices.Sorted(maps.Keys(names))
			if !slices.Equal(there, want) {
				t.Errorf("%s has %q, the code asks for %q", file, there, want)
			}
		}
	}
}

// A text with verbs is printed with as many values: vet cannot see them.
func TestWordingsArePrintedWithTheirValues(t *testing.T) {
	verb, printed := regexp.MustCompile(`%[^%]`), 0
	for _, file := range sources(t) {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok || !slices.Contains([]string{"Sprintf", "Fprintf", "say"}, lastName(call.Fun)) {
				return true
			}
			for i, arg := range call.Args {
				if name := asked(arg); name != "" {
					printed++
					text := zhixiao.ReadWordings(read(t, above(filepath.Dir(file), "wording.txt"))).Of(name)
					if verbs, values := len(verb.FindAllString(text, -1)), len(call.Args)-i-1; verbs != values {
						t.Errorf("%s: %q has %d verbs and %d values", file, text, verbs, values)
					}
					break
				}
			}
			return true
		})
	}
	if printed == 0 {
		t.Error("no text is printed with values")
	}
}

// asked is the name in a call for a wording, also where a sign is joined to it.
func asked(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.BinaryExpr:
		return asked(e.X) + asked(e.Y)
	case *ast.CallExpr:
		if len(e.Args) == 0 {
			return ""
		}
		if name, ok := e.Args[0].(*ast.BasicLit); ok && slices.Contains([]string{"Of", "Wording"}, lastName(e.Fun)) {
			text, _ := strconv.Unquote(name.Value)
			return text
		}
	}
	return ""
}

// above is the file of that name in dir or the nearest folder above it.
func above(dir, name string) string {
	for ; dir != "."; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			return filepath.Join(dir, name)
		}
	}
	return name
}

func read(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(data), "\r\n", "\n")
}
