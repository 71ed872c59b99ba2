package templates

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"zhixiao"
)

// Vocabulary is what the outline of one paper may name, or one item of a loop in it.
type Vocabulary struct {
	Kind    string // of the paper
	Tables  []Word
	Figures []Word
	Loops   map[string]*Vocabulary // by name, what the outline may name of an item
	Plans   []string
	Slots   func(name string) bool // reports whether a slot is there
	Near    []string               // the single slots, for the nearest of them to be found
}

// Word is a table or figure that an outline may place.
type Word struct {
	Name    string
	Must    bool     // the paper is none without it
	Ref     string   // slot that refers to it, empty for none
	Columns []string // of a table
}

// Check holds the outlines against the vocabularies of the papers that use them, by
// their names, and the sentences that they say against the slots that are there. All
// faults are returned, each with file, line and column.
func (s *Set) Check(papers map[string]*Vocabulary) []error {
	var faults []error
	for _, name := range sortedKeys(s.Outlines) {
		o, err := s.Outlines[name]()
		if err != nil {
			faults = append(faults, err)
			continue
		}
		v, ok := papers[name]
		if !ok {
			faults = append(faults, &zhixiao.Problem{At: zhixiao.Place{File: o.file}, Err: fmt.Errorf("没有成果用名为%q的提纲", name), Way: nearestOf(name, sortedKeys(papers))})
			continue
		}
		c := &outlineCheck{o: o, say: s.Narrative, roles: map[string]bool{}, shared: map[string]bool{}, placed: map[string]bool{}}
		c.whole(v)
		faults = append(faults, c.faults...)
	}
	return faults
}

// outlineCheck is the check of one outline.
type outlineCheck struct {
	o      *Outline
	say    Narrative
	roles  map[string]bool // the headings and paragraphs seen so far
	shared map[string]bool // those of paragraphs under a condition
	placed map[string]bool // the tables and figures seen so far
	level  int             // of the heading before
	faults []error
}

func (c *outlineCheck) fault(at zhixiao.Place, way, format string, args ...any) {
	at.File = c.o.file
	c.faults = append(c.faults, &zhixiao.Problem{At: at, Err: fmt.Errorf(format, args...), Way: way})
}

func (c *outlineCheck) whole(v *Vocabulary) {
	if c.o.kind.text != v.Kind {
		c.fault(c.o.kind.at, "写 kind: "+v.Kind, "这份提纲的kind是%q，不是%s的", c.o.kind.text, v.Kind)
	}
	if !c.o.Title.Set() || len(c.o.Sections) == 0 {
		c.fault(zhixiao.Place{}, "", "提纲须写明title和sections")
	}
	c.pattern(&c.o.Title, v)
	c.place(c.o.Sections)
	c.sections(c.o.Sections, v, "")
	for _, w := range slices.Concat(v.Tables, v.Figures) {
		if w.Must && !c.placed[w.Name] {
			c.fault(zhixiao.Place{}, "在某节的body里写 table: "+w.Name, "缺少%q，没有它不成为这份成果", w.Name)
		}
	}
	seen := map[string]bool{}
	for _, l := range c.o.layouts() {
		if seen[l.text] {
			c.fault(l.at, "", "%q写了两次", l.text)
		}
		seen[l.text] = true
	}
}

// layouts is the names of the tables and figures laid out.
func (o *Outline) layouts() (all []placed) {
	for i := range o.tables {
		all = append(all, o.tables[i].placed)
	}
	for i := range o.figures {
		all = append(all, o.figures[i].placed)
	}
	return all
}

// place notes what the outline places before sentences are asked what they refer to.
func (c *outlineCheck) place(list []Section) {
	for i := range list {
		for _, p := range list[i].Body {
			name := p.Table + p.Figure
			if c.placed[name] && name != "" {
				c.fault(p.at, "一份成果里只放一次", "%q放了两次", name)
			}
			c.placed[name] = true
		}
		c.place(list[i].Sections)
	}
}

func (c *outlineCheck) sections(list []Section, v *Vocabulary, in string) {
	for i := range list {
		s := &list[i]
		inner, in := v, in
		if s.Each != "" {
			if inner = c.loop(s.each, v); inner == nil {
				continue
			}
			in = s.Each + "."
		}
		c.condition(&s.When, inner)
		if s.Level < 1 || s.Level > 4 || s.Level > c.level+1 {
			c.fault(s.at, fmt.Sprintf("写 level: %d", max(1, min(s.Level, c.level+1))), "标题层级%d不接在上一标题的%d级之后", s.Level, c.level)
		}
		c.level = s.Level
		if !s.Title.Set() {
			c.fault(s.at, "写 title", "这一节没有标题")
		}
		c.pattern(&s.Title, inner)
		if s.Role != "" || in == "" {
			c.role(s.role, s.at, in+s.Role)
		}
		for j := range s.Body {
			c.part(&s.Body[j], inner, in, s.Role)
		}
		c.sections(s.Sections, inner, in)
	}
}

// loop is what may be named of the items of a loop; nil where there is none of the name.
func (c *outlineCheck) loop(each placed, v *Vocabulary) *Vocabulary {
	inner, ok := v.Loops[each.text]
	if !ok {
		c.fault(each.at, nearestOf(each.text, sortedKeys(v.Loops)), "没有名为%q的逐项", each.text)
		return nil
	}
	return inner
}

var goodRole = regexp.MustCompile(`^[a-z][a-z0-9]*(\.[a-z0-9]+)*$`)

// role takes the role of a heading or paragraph: where it stands in the loop and alone.
func (c *outlineCheck) role(written placed, at zhixiao.Place, role string) {
	if written.at.Line > 0 {
		at = written.at
	}
	switch {
	case !goodRole.MatchString(written.text):
		c.fault(at, "用小写字母和数字，如 role: summary", "role %q不能作标识", written.text)
	case c.roles[role]:
		c.fault(at, "换一个", "role %q用了两次", written.text)
	}
	c.roles[role] = true
}

func (c *outlineCheck) part(p *Part, v *Vocabulary, in, section string) {
	if p.Each != "" {
		if v = c.loop(p.each, v); v == nil {
			return
		}
		in, section = p.Each+".", ""
	}
	c.condition(&p.When, v)
	switch {
	case p.Table != "":
		c.table(p, v)
	case p.Figure != "":
		c.figure(p, v)
	case p.Plan != "":
		if !slices.Contains(v.Plans, p.Plan) {
			c.fault(p.plan.at, nearestOf(p.Plan, v.Plans), "没有名为%q的论证", p.Plan)
		}
	default:
		c.paragraph(p, v, in, section)
	}
}

func (c *outlineCheck) paragraph(p *Part, v *Vocabulary, in, section string) {
	usual := in + section + ".text"
	if p.Apart {
		usual = in + section + ".1"
	}
	apart := p.When.text != "" // paragraphs under conditions of which one holds may share a role
	switch {
	case p.Role != "":
		c.role(p.role, p.at, in+p.Role)
	case c.roles[usual] && !(apart && c.shared[usual]):
		c.fault(p.at, "给这一段写一个role", "一节里有两段没有role")
	default:
		c.shared[usual] = apart
		c.roles[usual] = true
	}
	for _, id := range p.said {
		list, err := c.say.of(id.text)
		if err == nil && len(list) == 0 {
			c.fault(id.at, nearestOf(id.text, slices.Sorted(c.say.ids())), "没有编号为%s的句式", id.text)
		}
		for _, s := range list {
			c.sentence(id, s, v)
		}
	}
}

// sentence holds a sentence that is said at a place against the slots that are there.
func (c *outlineCheck) sentence(id placed, s *Sentence, v *Vocabulary) {
	told := map[string]bool{}
	for _, name := range s.Names() {
		if !v.Slots(name) && !told[name] {
			told[name] = true
			c.fault(id.at, "把该句移到有它的地方，或改写该句", "句式%s（%s:%d）用到的量%q在这里没有", id.text, s.at.File, s.at.Line, name)
		}
	}
	for _, w := range slices.Concat(v.Tables, v.Figures) {
		if s.Must && !c.placed[w.Name] && w.Ref != "" && s.needs(w.Ref) {
			c.fault(id.at, "把它放回提纲，或改写该句", "必备句%s（%s:%d）要引用%q，提纲里没有放", id.text, s.at.File, s.at.Line, w.Name)
		}
	}
}

// needs reports whether every wording names the slot.
func (s *Sentence) needs(slot string) bool {
	for _, v := range s.variants {
		if !slices.ContainsFunc(v, func(p piece) bool { return p.Slot == slot }) {
			return false
		}
	}
	return true
}

func wordOf(list []Word, name string) (w Word, near []string, ok bool) {
	for _, x := range list {
		if x.Name == name {
			return x, nil, true
		}
		near = append(near, x.Name)
	}
	return w, near, false
}

func (c *outlineCheck) table(p *Part, v *Vocabulary) {
	w, near, ok := wordOf(v.Tables, p.Table)
	if !ok {
		c.fault(p.table.at, nearestOf(p.Table, near), "没有名为%q的表", p.Table)
		return
	}
	t, ok := c.o.Table(p.Table)
	if !ok {
		c.fault(p.table.at, "在tables里写明它的标题和列", "表%q没有写明", p.Table)
		return
	}
	for i := range t.Columns {
		if name := t.Columns[i].Name; !t.Columns[i].Text.Set() && !slices.Contains(w.Columns, name) {
			c.fault(t.Columns[i].at, nearestOf(name, w.Columns), "表%q没有名为%q的列", t.Name, name)
		}
	}
	if t.NoneIn != "" && !slices.ContainsFunc(t.Columns, func(x ColumnLayout) bool { return x.Name == t.NoneIn }) {
		c.fault(t.noneIn.at, "", "表%q没有放%q这一列", t.Name, t.NoneIn)
	}
	for _, x := range t.patterns() {
		c.pattern(x, v)
	}
}

func (c *outlineCheck) figure(p *Part, v *Vocabulary) {
	if _, near, ok := wordOf(v.Figures, p.Figure); !ok {
		c.fault(p.figure.at, nearestOf(p.Figure, near), "没有名为%q的图", p.Figure)
		return
	}
	f, ok := c.o.Figure(p.Figure)
	if !ok {
		c.fault(p.figure.at, "在figures里写明它的标题和说明", "图%q没有写明", p.Figure)
		return
	}
	for _, x := range f.patterns() {
		c.pattern(x, v)
	}
}

func (c *outlineCheck) pattern(p *Pattern, v *Vocabulary) {
	for _, slot := range p.slots() {
		c.slot(slot, v)
	}
}

func (c *outlineCheck) condition(when *Condition, v *Vocabulary) {
	for _, name := range when.asks {
		at := when.letter(len([]rune(when.text[:max(0, strings.Index(when.text, name))])))
		c.slot(placed{name, at}, v)
	}
}

func (c *outlineCheck) slot(p placed, v *Vocabulary) {
	if !v.Slots(p.text) {
		c.fault(p.at, nearestOf(p.text, v.Near), "没有名为%q的量", p.text)
	}
}
