package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// mutant is one small change of one source file: the bytes from Start to End are
// replaced by New.
type mutant struct {
	Dir, File  string // the folder of the package and the file, below the module's root
	Line       int
	Operator   string // comparison, arithmetic, boolean, constant, statement
	Start, End int
	Old, New   string
	Source     string // the whole line as it stands, trimmed: how an equivalent is named
}

// swaps are the operators that stand in for each other. A string's + has no other:
// such a mutant does not compile, and another is drawn.
var swaps = map[token.Token]struct{ operator, other string }{
	token.LSS: {"comparison", "<="}, token.LEQ: {"comparison", "<"}, token.GTR: {"comparison", ">="}, token.GEQ: {"comparison", ">"},
	token.EQL: {"comparison", "!="}, token.NEQ: {"comparison", "=="},
	token.ADD: {"arithmetic", "-"}, token.SUB: {"arithmetic", "+"}, token.MUL: {"arithmetic", "/"}, token.QUO: {"arithmetic", "*"}, token.REM: {"arithmetic", "*"},
	token.LAND: {"boolean", "||"}, token.LOR: {"boolean", "&&"},
}

// mutantsOf lists every mutant of the non-test sources of a folder, in the order
// of the files and of their text.
func mutantsOf(dir string) ([]mutant, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	var all []mutant
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		list, err := mutantsIn(filepath.ToSlash(name), text)
		if err != nil {
			return nil, err
		}
		all = append(all, list...)
	}
	return all, nil
}

// mutantsIn lists the mutants of one file. Only code in functions is changed:
// tables of data at the top of a file are what the tests read too.
func mutantsIn(name string, text []byte) ([]mutant, error) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	w := walker{set: set, text: text, name: name}
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Body != nil {
			ast.Inspect(f.Body, w.visit)
		}
	}
	slices.SortStableFunc(w.found, func(a, b mutant) int { return a.Start - b.Start })
	return w.found, nil
}

type walker struct {
	set   *token.FileSet
	text  []byte
	name  string
	found []mutant
}

func (w *walker) visit(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		if s, ok := swaps[n.Op]; ok && !(n.Op == token.ADD && (isText(n.X) || isText(n.Y))) {
			w.add(s.operator, n.OpPos, n.OpPos+token.Pos(len(n.Op.String())), s.other)
		}
	case *ast.UnaryExpr:
		if n.Op == token.NOT {
			w.add("boolean", n.OpPos, n.OpPos+1, "")
		}
	case *ast.Ident:
		switch n.Name {
		case "true":
			w.add("boolean", n.Pos(), n.End(), "false")
		case "false":
			w.add("boolean", n.Pos(), n.End(), "true")
		}
	case *ast.BasicLit:
		if v, err := strconv.ParseInt(n.Value, 0, 64); n.Kind == token.INT && err == nil {
			w.add("constant", n.Pos(), n.End(), strconv.FormatInt(v+1, 10))
			if v > 0 {
				w.add("constant", n.Pos(), n.End(), strconv.FormatInt(v-1, 10))
			}
		}
	case *ast.BlockStmt:
		w.dropped(n.List)
	case *ast.CaseClause:
		w.dropped(n.Body)
	}
	return true
}

// dropped takes one statement away. It stays in the text under a condition that is
// never true, so that what it uses is still used and the rest compiles.
func (w *walker) dropped(list []ast.Stmt) {
	for _, s := range list {
		switch s := s.(type) {
		case *ast.ExprStmt, *ast.IncDecStmt:
		case *ast.AssignStmt:
			if s.Tok == token.DEFINE {
				continue
			}
		default:
			continue
		}
		old := string(w.text[w.at(s.Pos()):w.at(s.End())])
		w.add("statement", s.Pos(), s.End(), "if false { "+old+" }")
	}
}

func (w *walker) at(p token.Pos) int { return w.set.Position(p).Offset }

func (w *walker) add(operator string, from, to token.Pos, other string) {
	at := w.set.Position(from)
	start, end := at.Offset, w.at(to)
	first := strings.LastIndexByte(string(w.text[:start]), '\n') + 1
	last := len(w.text)
	if n := strings.IndexByte(string(w.text[start:]), '\n'); n >= 0 {
		last = start + n
	}
	w.found = append(w.found, mutant{Dir: filepath.ToSlash(filepath.Dir(w.name)), File: w.name, Line: at.Line, Operator: operator, Start: start, End: end,
		Old: string(w.text[start:end]), New: other, Source: strings.TrimSpace(string(w.text[first:last]))})
}

func isText(e ast.Expr) bool {
	switch e := e.(type) {
	case *ast.BasicLit:
		return e.Kind == token.STRING || e.Kind == token.CHAR
	case *ast.BinaryExpr:
		return isText(e.X) || isText(e.Y)
	case *ast.ParenExpr:
		return isText(e.X)
	}
	return false
}
