package templates

import (
	"embed"
	"errors"
	"io/fs"
	"iter"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"zhixiao"
)

// Set is everything editors may change without a programmer, as generators
// use it: patterns, rules and names. Indicators and units have loaders of
// their own, because the store needs them without the text.
type Set struct {
	Narrative Narrative
	Rules     Rules
	Taxonomy  Taxonomy
	Calendar  zhixiao.Calendar // working days, for deadlines
	Contract  zhixiao.Contract // what is owed, by when
	Lists     Lists            // how complaints are judged and handed out
	Obstacles Obstacles        // how the monthly report speaks of 堵点
	Outlines  Outlines         // how papers are built

	files layered // where all of it was read
}

//go:embed narrative/*.yaml outlines/*.yaml rules/*.yaml taxonomy.yaml calendar.yaml contract.yaml
var texts embed.FS

// Load reads the text templates: the program's own, or those of override
// where a file of the same name is in it. override may be nil. All faults are
// returned together, each with file and line.
func Load(override fs.FS) (*Set, error) {
	files := layered{override, texts}
	s := Set{files: files}
	var faults [8]error
	s.Narrative, faults[0] = loadNarrative(files)
	s.Rules, faults[1] = loadRules(files)
	s.Taxonomy, faults[2] = loadTaxonomy(files)
	s.Calendar, faults[3] = loadCalendar(files)
	s.Contract, faults[4] = loadContract(files)
	s.Lists, faults[5] = loadLists(files, s.Taxonomy.L2)
	s.Obstacles, faults[6] = loadObstacles(files, s.Taxonomy.L2)
	s.Outlines, faults[7] = loadOutlines(files)
	return &s, errors.Join(faults[:]...)
}

// layered looks in over first and then in base.
type layered struct{ over, base fs.FS }

// Open opens the overriding file where there is one.
func (l layered) Open(name string) (fs.File, error) {
	if l.over != nil {
		if f, err := l.over.Open(name); err == nil {
			return f, nil
		}
	}
	return l.base.Open(name)
}

// ReadDir lists the files of both: an editor who keeps one file of his own still
// has the program's others.
func (l layered) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(l.base, name)
	if l.over == nil {
		return entries, err
	}
	own, ownErr := fs.ReadDir(l.over, name)
	if err != nil && ownErr != nil {
		return nil, err
	}
	for _, e := range own {
		known := func(b fs.DirEntry) bool { return b.Name() == e.Name() }
		if !slices.ContainsFunc(entries, known) {
			entries = append(entries, e)
		}
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

// Faults is what is wrong in those of the program's own files that are read only
// when one of their patterns is asked for.
func (s *Set) Faults() error { return s.Narrative.faults() }

// Sentences is every sentence and condition of the patterns, the rules and the
// families of blocks.
func (s *Set) Sentences() iter.Seq[*Sentence] {
	return func(yield func(*Sentence) bool) {
		for _, list := range [][]*Sentence{s.Narrative.Sentences(), s.Rules.Sentences(), s.Obstacles.Sentences()} {
			for _, one := range list {
				if !yield(one) {
					return
				}
			}
		}
	}
}

// PlaceOf is where a sentence names a slot: file, line and column in characters, each
// from 1. A name that the entry does not spell out stands where the entry begins.
func (s *Set) PlaceOf(of *Sentence, name string) zhixiao.Place {
	at := of.at
	data, err := fs.ReadFile(s.files, at.File)
	if err != nil {
		return at
	}
	lines := strings.Split(string(data), "\n")
	word := regexp.MustCompile(`(^|[^\p{L}\p{N}_])` + regexp.QuoteMeta(name) + `($|[^\p{L}\p{N}_])`)
	for i := max(at.Line, 1) - 1; i < len(lines); i++ {
		if i >= at.Line && strings.HasPrefix(lines[i], "- ") {
			break // the next entry
		}
		found := word.FindStringIndex(lines[i])
		if found == nil {
			continue
		}
		before := lines[i][:found[0]+strings.Index(lines[i][found[0]:], name)]
		at.Line, at.Col = i+1, utf8.RuneCountInString(before)+1
		break
	}
	return at
}
