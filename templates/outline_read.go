package templates

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	yamlast "github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"zhixiao"
)

// outlineReader reads one file of an outline node by node, so that every slip in it is
// told with its place and not the first alone.
type outlineReader struct {
	file   string
	faults []error
}

func readOutline(files fs.FS, name string) (*Outline, error) {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return nil, &zhixiao.Problem{At: zhixiao.Place{File: name}, Err: fmt.Errorf("文件无法读取: %w", err)}
	}
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, yamlFault(name, zhixiao.Place{}, err)
	}
	r := &outlineReader{file: name}
	o := &Outline{Name: strings.TrimSuffix(strings.TrimPrefix(name, "outlines/"), ".yaml"), file: name}
	if len(tree.Docs) != 1 || tree.Docs[0].Body == nil {
		return nil, &zhixiao.Problem{At: zhixiao.Place{File: name}, Err: errors.New("提纲是空的"), Way: "删去这个文件，即用程序自带的提纲"}
	}
	r.outline(tree.Docs[0].Body, o)
	return o, errors.Join(r.faults...)
}

func (r *outlineReader) fault(at zhixiao.Place, way, format string, args ...any) {
	at.File = r.file
	r.faults = append(r.faults, &zhixiao.Problem{At: at, Err: fmt.Errorf(format, args...), Way: way})
}

// key is one key of a mapping and how its value is taken.
type key struct {
	name string
	take func(yamlast.Node)
}

// mapping takes the values of a node's keys; an unknown one is told with the nearest.
func (r *outlineReader) mapping(node yamlast.Node, keys ...key) {
	var values []*yamlast.MappingValueNode
	switch m := node.(type) {
	case *yamlast.MappingNode:
		values = m.Values
	case *yamlast.MappingValueNode:
		values = append(values, m)
	default:
		r.fault(placeOf(node), "", "应为若干行“名称: 写法”")
		return
	}
	var names []string
	for _, k := range keys {
		names = append(names, k.name)
	}
	for _, v := range values {
		name := v.Key.GetToken().Value
		i := slices.Index(names, name)
		if i < 0 {
			r.fault(placeOf(v.Key), nearestOf(name, names), "没有名为%q的项", name)
			continue
		}
		keys[i].take(v.Value)
	}
}

// nearestOf is the way out of an unknown name: the nearest there is, or all; none where
// there are no names.
func nearestOf(name string, names []string) string {
	if near, ok := zhixiao.Nearest(name, names); ok {
		return "是否指 " + near
	}
	if len(names) == 0 {
		return ""
	}
	return "可用：" + strings.Join(names, "、")
}

func (r *outlineReader) list(take func(yamlast.Node)) func(yamlast.Node) {
	return func(node yamlast.Node) {
		list, ok := node.(*yamlast.SequenceNode)
		if !ok {
			r.fault(placeOf(node), "", "应为一列，每项以“- ”开头")
			return
		}
		for _, item := range list.Values {
			take(item)
		}
	}
}

func (r *outlineReader) text(to *placed) func(yamlast.Node) {
	return func(node yamlast.Node) {
		if err := to.UnmarshalYAML(node); err != nil {
			r.fault(placeOf(node), "", "%w", err)
		}
		to.at.File = r.file
	}
}

// named is a text whose words are wanted without their place too.
func (r *outlineReader) named(to *string, where *placed) func(yamlast.Node) {
	return func(node yamlast.Node) {
		r.text(where)(node)
		*to = where.text
	}
}

func (r *outlineReader) truth(to *bool) func(yamlast.Node) {
	return func(node yamlast.Node) {
		b, ok := node.(*yamlast.BoolNode)
		if !ok {
			r.fault(placeOf(node), "", "应为true或false")
			return
		}
		*to = b.Value
	}
}

// whole takes a number from 0.
func (r *outlineReader) whole(to *int) func(yamlast.Node) {
	return func(node yamlast.Node) {
		if err := yaml.NodeToValue(node, to); err != nil || *to < 0 {
			r.fault(placeOf(node), "", "应为不小于0的整数")
		}
	}
}

// size takes a number above 0.
func (r *outlineReader) size(to *float64) func(yamlast.Node) {
	return func(node yamlast.Node) {
		var p placed
		r.text(&p)(node)
		n, err := strconv.ParseFloat(p.text, 64)
		if err != nil || n <= 0 {
			r.fault(placeOf(node), "", "应为大于0的数")
		}
		*to = n
	}
}

func (r *outlineReader) pattern(to *Pattern) func(yamlast.Node) {
	return func(node yamlast.Node) {
		r.text(&to.placed)(node)
		var err error
		if to.pieces, err = parseSlots(to.text); err != nil {
			r.fault(to.at, "", "%w", err)
		}
	}
}

func (r *outlineReader) condition(to *Condition) func(yamlast.Node) {
	return func(node yamlast.Node) {
		r.text(&to.placed)(node)
		var err error
		if to.program, to.asks, err = compileCondition(to.text); err != nil {
			r.fault(to.at, "", "条件%q有误：%w", to.text, err)
		}
	}
}

func (r *outlineReader) outline(node yamlast.Node, o *Outline) {
	r.mapping(node,
		key{"kind", r.text(&o.kind)}, key{"title", r.pattern(&o.Title)}, key{"toc", r.truth(&o.TOC)}, key{"sheet", r.truth(&o.Sheet)},
		key{"budget", func(n yamlast.Node) {
			r.mapping(n, key{"min", r.whole(&o.Budget.Min)}, key{"target", r.whole(&o.Budget.Target)}, key{"max", r.whole(&o.Budget.Max)}, key{"fit", r.whole(&o.Fit)})
		}},
		key{"sections", r.sections(&o.Sections)},
		key{"tables", r.list(func(n yamlast.Node) { o.tables = append(o.tables, r.table(n)) })},
		key{"figures", r.list(func(n yamlast.Node) { o.figures = append(o.figures, r.figure(n)) })},
	)
}

func (r *outlineReader) sections(to *[]Section) func(yamlast.Node) {
	return r.list(func(node yamlast.Node) {
		s := Section{at: placeOf(node)}
		r.mapping(node,
			key{"role", r.named(&s.Role, &s.role)}, key{"level", r.whole(&s.Level)}, key{"title", r.pattern(&s.Title)}, key{"when", r.condition(&s.When)},
			key{"each", r.named(&s.Each, &s.each)}, key{"body", r.list(func(n yamlast.Node) { s.Body = append(s.Body, r.part(n)) })}, key{"sections", r.sections(&s.Sections)},
		)
		*to = append(*to, s)
	})
}

func (r *outlineReader) part(node yamlast.Node) Part {
	p := Part{at: placeOf(node)}
	r.mapping(node,
		key{"say", r.list(func(n yamlast.Node) {
			var id placed
			r.text(&id)(n)
			p.said, p.Say = append(p.said, id), append(p.Say, id.text)
		})},
		key{"apart", r.truth(&p.Apart)}, key{"table", r.named(&p.Table, &p.table)}, key{"figure", r.named(&p.Figure, &p.figure)}, key{"plan", r.named(&p.Plan, &p.plan)},
		key{"each", r.named(&p.Each, &p.each)}, key{"role", r.named(&p.Role, &p.role)}, key{"when", r.condition(&p.When)},
	)
	things := 0
	for _, there := range []bool{len(p.Say) > 0, p.Table != "", p.Figure != "", p.Plan != ""} {
		if there {
			things++
		}
	}
	if things != 1 {
		r.fault(p.at, "say、table、figure、plan写其中一项", "这一项写了%d种内容", things)
	}
	return p
}

func (r *outlineReader) table(node yamlast.Node) (t TableLayout) {
	r.mapping(node,
		key{"name", r.named(&t.Name, &t.placed)}, key{"caption", r.pattern(&t.Caption)}, key{"unit", r.pattern(&t.Unit)}, key{"note", r.pattern(&t.Note)},
		key{"landscape", r.truth(&t.Landscape)}, key{"a3", r.truth(&t.A3)}, key{"small", r.truth(&t.Small)},
		key{"columns", r.list(func(n yamlast.Node) { t.Columns = append(t.Columns, r.column(n)) })},
		key{"none", func(n yamlast.Node) {
			r.mapping(n, key{"in", r.named(&t.NoneIn, &t.noneIn)}, key{"text", r.pattern(&t.None)})
		}},
	)
	if t.Name == "" || !t.Caption.Set() || len(t.Columns) == 0 {
		r.fault(placeOf(node), "", "表须写明name、caption和columns")
	}
	return t
}

func (r *outlineReader) column(node yamlast.Node) (c ColumnLayout) {
	r.mapping(node, key{"name", r.named(&c.Name, &c.placed)}, key{"head", r.pattern(&c.Head)}, key{"text", r.pattern(&c.Text)}, key{"width", r.size(&c.Width)}, key{"left", r.truth(&c.Left)})
	if c.Name == "" || c.Width <= 0 {
		r.fault(placeOf(node), "", "列须写明name和width")
	}
	return c
}

func (r *outlineReader) figure(node yamlast.Node) (f FigureLayout) {
	r.mapping(node,
		key{"name", r.named(&f.Name, &f.placed)}, key{"caption", r.pattern(&f.Caption)}, key{"title", r.pattern(&f.Title)}, key{"source", r.pattern(&f.Source)},
		key{"alt", r.pattern(&f.Alt)}, key{"width", r.size(&f.WidthMM)}, key{"height", r.size(&f.HeightMM)},
	)
	if f.Name == "" || !f.Caption.Set() || !f.Alt.Set() {
		r.fault(placeOf(node), "", "图须写明name、caption和alt")
	}
	return f
}
