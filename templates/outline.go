package templates

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/expr-lang/expr/vm"

	"zhixiao"
	"zhixiao/document"
)

// Outline is how one paper is built: its sections with their paragraphs, tables and
// figures in order, and how tables and figures are headed. What it names belongs to
// the Vocabulary of the paper.
type Outline struct {
	Name     string // of the file without its ending: week-report
	Title    Pattern
	TOC      bool
	Sheet    bool            // without cover
	Budget   document.Budget // of characters; zero for none
	Fit      int             // sentences are left out until no more characters are left; 0: none are
	Sections []Section

	file    string
	kind    placed
	tables  []TableLayout
	figures []FigureLayout
}

// Section is a heading with what stands below it. With Each there is one for every
// item of that loop, and what it holds speaks of the item.
type Section struct {
	Role     string // of the heading's ID; in a loop behind the item's own, and empty for the item itself
	Level    int    // 1 is a chapter
	Title    Pattern
	When     Condition
	Each     string // name of a loop, empty for none
	Body     []Part
	Sections []Section

	at         zhixiao.Place
	role, each placed
}

// Part is one thing below a heading: a paragraph of Say, a table, a figure, or what a
// planner writes; with Each one for every item of that loop.
type Part struct {
	Say    []string // numbers of sentences; those that cannot be said are left out
	Apart  bool     // each sentence of Say is a paragraph of its own
	Table  string
	Figure string
	Plan   string // name of a planner
	Each   string
	Role   string // of the paragraph's ID; empty for the usual one
	When   Condition

	at                              zhixiao.Place
	said                            []placed
	role, each, table, figure, plan placed
}

// TableLayout is how a table is headed and which columns it has.
type TableLayout struct {
	Name                 string
	Caption, Unit, Note  Pattern
	Landscape, A3, Small bool
	Columns              []ColumnLayout
	NoneIn               string  // column in which a table without rows says None
	None                 Pattern // unset: without rows there is no table

	placed, noneIn placed
}

// ColumnLayout is one column: which, under which heading, how wide among the others.
type ColumnLayout struct {
	Name  string
	Head  Pattern // unset: the name
	Text  Pattern // stands in every row instead of what data say; unset for a column of data
	Width float64
	Left  bool // text stands at the left and not in the middle

	placed
}

// FigureLayout is what stands about a figure.
type FigureLayout struct {
	Name                        string
	Caption, Title, Source, Alt Pattern // without a Title a chart is headed by the caption
	WidthMM, HeightMM           float64 // 0: the usual

	placed
}

// Table is the layout of a table of the outline.
func (o *Outline) Table(name string) (*TableLayout, bool) {
	for i := range o.tables {
		if o.tables[i].Name == name {
			return &o.tables[i], true
		}
	}
	return nil, false
}

// Figure is the layout of a figure of the outline.
func (o *Outline) Figure(name string) (*FigureLayout, bool) {
	for i := range o.figures {
		if o.figures[i].Name == name {
			return &o.figures[i], true
		}
	}
	return nil, false
}

// Pattern is a short text with slots as sentences have them: a heading or a caption.
type Pattern struct {
	placed
	pieces []piece
}

// Set reports whether anything is written.
func (p *Pattern) Set() bool { return p.text != "" }

// Fill is the text with its slots filled; missing names the slot that has no value, and
// then there is no text. A slot that nobody declares is an error with its place.
func (p *Pattern) Fill(look Lookup) (in []document.Inline, missing string, err error) {
	in, missing, err = fill(p.pieces, look)
	if err != nil {
		return nil, "", &zhixiao.Problem{At: p.at, Err: err}
	}
	return joined(in), missing, nil
}

// Lacks is the fault of a text that must be there while a slot of it has no value.
func (p *Pattern) Lacks(slot string) error {
	return &zhixiao.Problem{At: p.at, Err: fmt.Errorf("%q缺少%q的值", p.text, slot)}
}

// joined is inlines with neighbouring texts as one.
func joined(in []document.Inline) (out []document.Inline) {
	for _, x := range in {
		text, is := x.(document.Text)
		if last, follows := lastText(out); is && follows {
			out[len(out)-1] = last + text
			continue
		}
		out = append(out, x)
	}
	return out
}

func lastText(in []document.Inline) (document.Text, bool) {
	if len(in) == 0 {
		return "", false
	}
	text, ok := in[len(in)-1].(document.Text)
	return text, ok
}

// slots is the slots with the place of each name.
func (p *Pattern) slots() (all []placed) {
	from := 0
	for _, x := range p.pieces {
		if x.Slot == "" {
			continue
		}
		at := from + strings.Index(p.text[from:], "{"+x.Slot) + 1
		all = append(all, placed{x.Slot, p.letter(len([]rune(p.text[:at])))})
		from = at
	}
	return all
}

// Condition says when something is there, in the language of the sentences' conditions.
// What nothing is written for is always there.
type Condition struct {
	placed
	program *vm.Program
	asks    []string
}

// Holds reports whether the condition holds with the values of look.
func (c *Condition) Holds(look Lookup) (bool, error) {
	ok, err := holds(c.program, c.asks, look)
	if err != nil {
		return false, &zhixiao.Problem{At: c.at, Err: err}
	}
	return ok, nil
}

// Outlines is the outlines of templates/outlines by the names of their files.
type Outlines map[string]func() (*Outline, error)

// loadOutlines reads the outlines. The program's own wait until they are asked for; an
// editor's are read at once, for their faults.
func loadOutlines(files layered) (Outlines, error) {
	names, err := fs.Glob(files, "outlines/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("列出提纲文件：%w", err)
	}
	all := Outlines{}
	var faults []error
	for _, name := range names {
		read := sync.OnceValues(func() (*Outline, error) { return readOutline(files, name) })
		if files.over != nil {
			_, err := read()
			faults = append(faults, err)
		}
		all[strings.TrimSuffix(path.Base(name), ".yaml")] = read
	}
	return all, errors.Join(faults...)
}

// Of is an outline by its name; one that is not there or has faults is an error.
func (all Outlines) Of(name string) (*Outline, error) {
	read, ok := all[name]
	if !ok {
		return nil, &zhixiao.Problem{At: zhixiao.Place{File: "outlines/" + name + ".yaml"}, Err: errors.New("没有这份提纲")}
	}
	return read()
}

// Texts is every heading, caption, note and source of an outline as written, for the
// tests of what papers may claim.
func (o *Outline) Texts() (texts []string) {
	for _, p := range o.patterns() {
		texts = append(texts, p.text)
	}
	return texts
}

func (o *Outline) patterns() []*Pattern {
	all := []*Pattern{&o.Title}
	var below func(list []Section)
	below = func(list []Section) {
		for i := range list {
			all = append(all, &list[i].Title)
			below(list[i].Sections)
		}
	}
	below(o.Sections)
	for i := range o.tables {
		all = append(all, o.tables[i].patterns()...)
	}
	for i := range o.figures {
		all = append(all, o.figures[i].patterns()...)
	}
	return all
}

func (t *TableLayout) patterns() []*Pattern {
	all := []*Pattern{&t.Caption, &t.Unit, &t.Note, &t.None}
	for i := range t.Columns {
		all = append(all, &t.Columns[i].Head, &t.Columns[i].Text)
	}
	return all
}

func (f *FigureLayout) patterns() []*Pattern {
	return []*Pattern{&f.Caption, &f.Title, &f.Source, &f.Alt}
}
