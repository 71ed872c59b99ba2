package zhixiao_test

import (
	"encoding/json"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// floors is the table of DESIGN: which rooms of ours a room may import.
// A room that is not listed may import nothing, and fails the test.
var floors = map[string][]string{
	"zhixiao":                       {},
	"zhixiao/counting":              {"zhixiao"},
	"zhixiao/store":                 {"zhixiao", "zhixiao/counting", "zhixiao/store/ledger", "zhixiao/store/masking", "zhixiao/store/sqlite"},
	"zhixiao/store/ledger":          {},
	"zhixiao/store/masking":         {"zhixiao"},
	"zhixiao/store/sqlite":          {},
	"zhixiao/analysis":              {"zhixiao"},
	"zhixiao/analysis/contract":     {"zhixiao", "zhixiao/analysis"},
	"zhixiao/analysis/contrast":     {"zhixiao"},
	"zhixiao/analysis/finding":      {"zhixiao", "zhixiao/analysis"},
	"zhixiao/analysis/sample":       {"zhixiao"},
	"zhixiao/document":              {"zhixiao"},
	"zhixiao/document/typeset":      {},
	"zhixiao/document/docx":         {"zhixiao", "zhixiao/document"},
	"zhixiao/document/dwg":          {"zhixiao", "zhixiao/document"},
	"zhixiao/document/tab":          {"zhixiao", "zhixiao/document"},
	"zhixiao/document/proof":        {"zhixiao", "zhixiao/document", "zhixiao/store/masking"},
	"zhixiao/document/sample":       {"zhixiao", "zhixiao/document"},
	"zhixiao/document/xlsx":         {"zhixiao", "zhixiao/document"},
	"zhixiao/document/textdump":     {"zhixiao", "zhixiao/document"},
	"zhixiao/document/pdf":          {"zhixiao", "zhixiao/document", "zhixiao/document/typeset"},
	"zhixiao/document/jpg":          {"zhixiao", "zhixiao/document", "zhixiao/document/typeset"},
	"zhixiao/charts":                {"zhixiao", "zhixiao/document", "zhixiao/document/typeset"},
	"zhixiao/templates":             {"zhixiao", "zhixiao/document", "zhixiao/counting"},
	"zhixiao/generators":            {"zhixiao", "zhixiao/document", "zhixiao/analysis", "zhixiao/templates", "zhixiao/generators/book", "zhixiao/generators/inspection", "zhixiao/generators/month", "zhixiao/generators/outline", "zhixiao/generators/prose", "zhixiao/generators/quarter"},
	"zhixiao/generators/prose":      {"zhixiao", "zhixiao/document", "zhixiao/analysis", "zhixiao/analysis/finding", "zhixiao/templates"},
	"zhixiao/generators/quarter":    {"zhixiao", "zhixiao/document", "zhixiao/analysis", "zhixiao/analysis/finding", "zhixiao/templates", "zhixiao/generators/prose", "zhixiao/generators/atlas"},
	"zhixiao/generators/outline":    {"zhixiao", "zhixiao/document", "zhixiao/templates", "zhixiao/generators/prose"},
	"zhixiao/generators/month":      {"zhixiao", "zhixiao/document", "zhixiao/analysis", "zhixiao/templates", "zhixiao/generators/outline", "zhixiao/generators/prose"},
	"zhixiao/generators/book":       {"zhixiao", "zhixiao/document", "zhixiao/analysis", "zhixiao/analysis/finding", "zhixiao/analysis/contract", "zhixiao/templates", "zhixiao/generators/prose", "zhixiao/generators/atlas", "zhixiao/generators/fulfilment"},
	"zhixiao/generators/inspection": {"zhixiao", "zhixiao/document", "zhixiao/analysis", "zhixiao/templates", "zhixiao/generators/outline", "zhixiao/generators/prose"},
	"zhixiao/generators/fulfilment": {"zhixiao", "zhixiao/document", "zhixiao/analysis", "zhixiao/analysis/contract", "zhixiao/templates", "zhixiao/generators/prose"},
	"zhixiao/generators/atlas":      {"zhixiao", "zhixiao/document", "zhixiao/analysis", "zhixiao/generators/prose", "zhixiao/generators/boundary"},
	"zhixiao/generators/sample":     {"zhixiao", "zhixiao/document", "zhixiao/document/textdump", "zhixiao/analysis", "zhixiao/templates"},
	"zhixiao/generators/boundary":   {"zhixiao", "zhixiao/document"},
	"zhixiao/fixtures":              {"zhixiao", "zhixiao/store", "zhixiao/store/ledger"},
	"zhixiao/document/html":         {"zhixiao", "zhixiao/document"},
	"zhixiao/output":                {"zhixiao", "zhixiao/document", "zhixiao/output/formats"},
	"zhixiao/output/formats":        {"zhixiao", "zhixiao/document", "zhixiao/document/docx", "zhixiao/document/pdf", "zhixiao/document/html", "zhixiao/document/xlsx", "zhixiao/document/dwg", "zhixiao/document/tab"},
	"zhixiao/output/press": {"zhixiao", "zhixiao/analysis", "zhixiao/analysis/finding", "zhixiao/charts", "zhixiao/document", "zhixiao/document/docx", "zhixiao/document/jpg", "zhixiao/document/pdf", "zhixiao/document/proof",
		"zhixiao/front", "zhixiao/generators", "zhixiao/generators/atlas", "zhixiao/generators/boundary", "zhixiao/generators/inspection", "zhixiao/output", "zhixiao/output/formats", "zhixiao/store", "zhixiao/templates", "zhixiao/workfolder"},
	"zhixiao/output/review":     {"zhixiao", "zhixiao/document", "zhixiao/document/docx", "zhixiao/generators", "zhixiao/output", "zhixiao/output/formats", "zhixiao/output/press", "zhixiao/store/ledger"},
	"zhixiao/output/archive":    {"zhixiao", "zhixiao/document", "zhixiao/generators", "zhixiao/output", "zhixiao/output/formats", "zhixiao/output/press", "zhixiao/output/review", "zhixiao/store/ledger"},
	"zhixiao/output/intake":     {"zhixiao", "zhixiao/output", "zhixiao/output/press", "zhixiao/store", "zhixiao/store/ledger", "zhixiao/store/masking", "zhixiao/templates"},
	"zhixiao/output/fulfilment": {"zhixiao", "zhixiao/analysis", "zhixiao/analysis/contract", "zhixiao/document", "zhixiao/generators", "zhixiao/generators/fulfilment", "zhixiao/output", "zhixiao/output/press", "zhixiao/store/ledger", "zhixiao/templates"},
	"zhixiao/output/memory":     {"zhixiao"},
	"zhixiao/output/program":    {"*"}, // the sources of every room
	"zhixiao/fixtures/year":     {"zhixiao", "zhixiao/analysis", "zhixiao/fixtures", "zhixiao/store", "zhixiao/templates"},
	"zhixiao/fixtures/demo":     {"zhixiao", "zhixiao/fixtures", "zhixiao/output", "zhixiao/output/press", "zhixiao/store", "zhixiao/workfolder"},
	"zhixiao/fixtures/tour":     {"zhixiao", "zhixiao/fixtures/demo", "zhixiao/output", "zhixiao/output/formats", "zhixiao/output/press", "zhixiao/store", "zhixiao/workfolder"},
	"zhixiao/front":             {"zhixiao", "zhixiao/document", "zhixiao/output", "zhixiao/output/formats"},
	"zhixiao/workfolder":        {"zhixiao"},
	"zhixiao/cmd/zhixiao":       {"*"},
	"zhixiao/tools/arrows":      {},
	"zhixiao/tools/mutants":     {},
	"zhixiao/tools/gates":       {"*"},
}

// guests names the one room that may import each library of the design card.
var guests = map[string][]string{
	"github.com/wcharczuk/go-chart/v2": {"zhixiao/charts"},
	"github.com/johnfercher/maroto/v2": {"zhixiao/document/pdf"},
	"github.com/nguyenthenguyen/docx":  {"zhixiao/document/docx"},
	"github.com/jmoiron/sqlx":          {"zhixiao/store", "zhixiao/store/ledger"},
	"github.com/mattn/go-sqlite3":      {"zhixiao/store/sqlite"},
	"modernc.org/sqlite":               {"zhixiao/store/sqlite"},
	"github.com/xuri/excelize/v2":      {"zhixiao/store", "zhixiao/document/xlsx"},
	"github.com/expr-lang/expr":        {"zhixiao/templates"},
	"github.com/spf13/cobra":           {"zhixiao/cmd/zhixiao"},
}

type listed struct {
	ImportPath string
	Imports    []string
}

func TestRoomsKeepTheirFloors(t *testing.T) {
	for _, p := range listPackages(t) {
		allowed, known := floors[p.ImportPath]
		if !known {
			t.Errorf("%s: a room without a row in the floor table", p.ImportPath)
			continue
		}
		for _, imp := range p.Imports {
			if strings.HasPrefix(imp, "zhixiao") && !slices.Contains(allowed, imp) && !slices.Contains(allowed, "*") {
				t.Errorf("%s imports %s, which its floor does not allow", p.ImportPath, imp)
			}
		}
	}
}

func TestLibrariesStayInTheirRoom(t *testing.T) {
	for _, p := range listPackages(t) {
		for _, imp := range p.Imports {
			for module, rooms := range guests {
				if (imp == module || strings.HasPrefix(imp, module+"/")) && !slices.Contains(rooms, p.ImportPath) {
					t.Errorf("%s imports %s, which belongs to %v", p.ImportPath, imp, rooms)
				}
			}
		}
	}
}

// TestOutputTellsNobody: the rooms that make, review and archive deliverables can be
// called by any program: they take what they need as values and answer values. None
// of them prints, ends the process, reads the clock or knows the commands' library.
func TestOutputTellsNobody(t *testing.T) {
	forbidden := regexp.MustCompile(`\bfmt\.Print|\bos\.(Stdout|Stderr|Stdin|Exit|Args)\b|\blog\.|\bflag\.|\btime\.(Now|Since|Until)\b|"github\.com/spf13/cobra"`)
	files := 0
	err := filepath.WalkDir("output", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		files++
		for n, line := range strings.Split(string(text), "\n") {
			code, _, _ := strings.Cut(line, "//")
			if found := forbidden.FindString(code); found != "" {
				t.Errorf("%s:%d: %s", path, n+1, found)
			}
		}
		return err
	})
	if err != nil || files < 40 {
		t.Errorf("%d files, %v", files, err)
	}
}

// TestRoomsNameWhatTheyNeedOfTheStore: a room states in an interface of its own what it
// takes from the database. The store's own type stands only where one is opened or made.
func TestRoomsNameWhatTheyNeedOfTheStore(t *testing.T) {
	opening := []string{"output/press/project.go", "output/press/edition.go", "output/press/create.go", "fixtures/demo/demo.go", "fixtures/demo/guard.go", "fixtures/tour/session.go", "fixtures/year/year.go"}
	concrete := regexp.MustCompile(`\bstore\.(Store|Open|Create)\b`)
	for _, room := range []string{"output", "cmd", "fixtures", "front", "workfolder"} {
		err := filepath.WalkDir(room, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			text, err := os.ReadFile(path)
			for n, line := range strings.Split(string(text), "\n") {
				code, _, _ := strings.Cut(line, "//")
				if found := concrete.FindString(code); found != "" && !slices.Contains(opening, filepath.ToSlash(path)) {
					t.Errorf("%s:%d: %s", path, n+1, found)
				}
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// TestOneTableOfFormats: outside the table and the writers no Go names the ending of a
// deliverable.
func TestOneTableOfFormats(t *testing.T) {
	ending := regexp.MustCompile(`"[^"]*\.(docx|pdf|jpg|html|dwg|dxf)"`)
	for _, room := range []string{"output", "front", "cmd"} {
		err := filepath.WalkDir(room, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || path == filepath.Join("output", "formats", "formats.go") {
				return err
			}
			text, err := os.ReadFile(path)
			for n, line := range strings.Split(string(text), "\n") {
				code, _, _ := strings.Cut(line, "//")
				if found := ending.FindString(code); found != "" && found != `"index.html"` {
					t.Errorf("%s:%d: %s", path, n+1, found)
				}
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

func listPackages(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "./...").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []listed
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p listed
		if err := dec.Decode(&p); err == io.EOF {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

// TestSlotsAreNoMaps: what sentences ask for is answered by registries, so no room of
// generators hands values about by name. Foreign JSON is what it is.
func TestSlotsAreNoMaps(t *testing.T) {
	untyped := regexp.MustCompile(`map\[string\](any|interface\{\})`)
	files := 0
	err := filepath.WalkDir("generators", func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") || path == filepath.Join("generators", "boundary", "geojson.go") {
			return err
		}
		text, err := os.ReadFile(path)
		files++
		for n, line := range strings.Split(string(text), "\n") {
			if untyped.MatchString(line) {
				t.Errorf("%s:%d: %s", path, n+1, strings.TrimSpace(line))
			}
		}
		return err
	})
	if err != nil || files < 100 {
		t.Errorf("%d files, %v", files, err)
	}
}
