// Command arrows says, folder by folder, how the files of a package lean on each
// other: an arrow runs from a file to each file whose functions, types or values
// it uses. Files are put in an order in which as few arrows as possible run back
// up; what still does is what keeps a reader turning pages.
//
//	go run ./tools/arrows -most 16 ./analysis ./generators/... ./store ./output
//
// It prints a line a folder and, with -v, the arrows that run back up. The exit
// code is 1 when in some folder more than -most percent do.
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	most := flag.Int("most", 100, "percent of the arrows of a folder that may run back up")
	verbose := flag.Bool("v", false, "list the arrows that run back up")
	flag.Parse()
	patterns := flag.Args()
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	if err := run(patterns, *most, *verbose); err != nil {
		fmt.Fprintln(os.Stderr, "arrows:", err)
		os.Exit(1)
	}
}

func run(patterns []string, most int, verbose bool) error {
	out, err := exec.Command("go", append([]string{"list", "-f", "{{.Dir}}|{{.ImportPath}}"}, patterns...)...).Output()
	if err != nil {
		return fmt.Errorf("go list: %w", err)
	}
	fmt.Println("| folder | files | arrows | back up | % |\n|---|---|---|---|---|")
	var over []string
	for _, line := range strings.Fields(string(out)) {
		dir, path, _ := strings.Cut(line, "|")
		g, err := read(dir)
		if err != nil {
			return err
		}
		up := g.backUp()
		share := 0
		if len(g.arrows) > 0 {
			share = len(up) * 100 / len(g.arrows)
		}
		fmt.Printf("| %s | %d | %d | %d | %d |\n", path, len(g.files), len(g.arrows), len(up), share)
		if verbose {
			for _, a := range up {
				fmt.Printf("\t%s -> %s: %s\n", a.from, a.to, strings.Join(g.arrows[a], ", "))
			}
		}
		if share > most {
			over = append(over, path)
		}
	}
	if len(over) > 0 {
		return errors.New("too many arrows run back up in " + strings.Join(over, ", "))
	}
	return nil
}

// arrow is that one file uses what another declares.
type arrow struct{ from, to string }

// graph is a folder's files and the arrows between them, each with the names used.
type graph struct {
	files  []string
	arrows map[arrow][]string
}

// read parses a folder without its tests. Names are resolved inside the package
// only: what other packages declare makes no arrow here.
func read(dir string) (*graph, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	set := token.NewFileSet()
	var parsed []*ast.File
	g := &graph{arrows: map[arrow][]string{}}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(set, name, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		parsed, g.files = append(parsed, f), append(g.files, filepath.Base(name))
	}
	info := &types.Info{Uses: map[*ast.Ident]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{}}
	config := types.Config{Importer: nothing{}, Error: func(error) {}, FakeImportC: true}
	pkg, _ := config.Check(dir, set, parsed, info) // imports are empty: complaints about them are expected
	for id, object := range info.Uses {
		if object.Pkg() != pkg || !shared(object) {
			continue
		}
		a := arrow{filepath.Base(set.Position(id.Pos()).Filename), filepath.Base(set.Position(object.Pos()).Filename)}
		if a.from != a.to && !slices.Contains(g.arrows[a], object.Name()) {
			g.arrows[a] = append(g.arrows[a], object.Name())
		}
	}
	for _, names := range g.arrows {
		slices.Sort(names)
	}
	return g, nil
}

// shared reports whether an object can be used from another file: a declaration
// of the package, a method or a field.
func shared(o types.Object) bool {
	if v, ok := o.(*types.Var); ok && v.IsField() {
		return false // the type's own arrow says enough
	}
	if f, ok := o.(*types.Func); ok && f.Signature().Recv() != nil {
		return true
	}
	return o.Parent() == o.Pkg().Scope()
}

// nothing imports every package as an empty one.
type nothing struct{}

func (nothing) Import(path string) (*types.Package, error) {
	p := types.NewPackage(path, filepath.Base(path))
	p.MarkComplete()
	return p, nil
}

// backUp are the arrows that run against the best order found.
func (g *graph) backUp() []arrow {
	place := map[string]int{}
	for i, f := range g.order() {
		place[f] = i
	}
	var up []arrow
	for a := range g.arrows {
		if place[a.from] > place[a.to] {
			up = append(up, a)
		}
	}
	slices.SortFunc(up, func(a, b arrow) int { return cmp.Or(strings.Compare(a.from, b.from), strings.Compare(a.to, b.to)) })
	return up
}

// order is the heuristic of Eades, Lin and Smyth for the smallest set of arrows
// that run back: what nobody uses first, what uses nobody last, and of the rest
// whatever uses most and is used least.
func (g *graph) order() []string {
	left := slices.Clone(g.files)
	var first, last []string
	for len(left) > 0 {
		out, in := g.degrees(left)
		at, front := 0, true
		switch i := slices.IndexFunc(left, func(f string) bool { return out[f] == 0 }); {
		case i >= 0:
			at, front = i, false
		default:
			for i, f := range left {
				if b := left[at]; in[f] == 0 && in[b] != 0 || (in[f] == 0) == (in[b] == 0) && out[f]-in[f] > out[b]-in[b] {
					at = i
				}
			}
		}
		if front {
			first = append(first, left[at])
		} else {
			last = append([]string{left[at]}, last...)
		}
		left = slices.Delete(left, at, at+1)
	}
	return append(first, last...)
}

func (g *graph) degrees(among []string) (out, in map[string]int) {
	out, in = map[string]int{}, map[string]int{}
	for a := range g.arrows {
		if slices.Contains(among, a.from) && slices.Contains(among, a.to) {
			out[a.from]++
			in[a.to]++
		}
	}
	return out, in
}
