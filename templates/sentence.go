package templates

import (
	"fmt"
	"hash/fnv"
	"math"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
	"github.com/expr-lang/expr/vm"
	yamlast "github.com/goccy/go-yaml/ast"

	"github.com/goccy/go-yaml"

	"zhixiao"
	"zhixiao/document"
)

// Sentence is one statement with several wordings. A slot {名} is filled by a
// Lookup; {名|数} prints a number without its unit, {名|绝} without its sign.
type Sentence struct {
	ID   string   // pattern number: R01
	When string   // expr-lang condition; empty: always
	Must bool     // no wording can be filled: an error instead of silence
	Prio int      // 0 stays, larger numbers are left out first when the text is too long
	Text []string // wordings of the same statement

	at       zhixiao.Place
	when     *vm.Program
	asks     []string // identifiers of When
	variants [][]piece
}

// piece is literal text or, when Slot is set, a slot.
type piece struct{ Literal, Slot, Form string }

// Lookup gives the value of a slot or of an identifier in a condition: a
// Quantity, string, Inline, []Inline, bool, int or float64; nil when there is
// nothing to say. known is false when no such name exists.
type Lookup func(name string) (value any, known bool)

// Turn decides which wording is used: wordings rotate over units, so that of
// four wordings each is used by at most five of seventeen.
type Turn struct {
	Seq    int
	Period zhixiao.Period
}

type rawSentence struct {
	ID   string   `yaml:"id"`
	When string   `yaml:"when"`
	Must bool     `yaml:"must"`
	Prio int      `yaml:"prio"`
	Text []string `yaml:"text"`
}

// UnmarshalYAML reads one entry and keeps the line it stands on.
func (s *Sentence) UnmarshalYAML(node yamlast.Node) error {
	var raw rawSentence
	if err := yaml.NodeToValue(node, &raw, yaml.Strict()); err != nil {
		return err
	}
	s.ID, s.When, s.Must, s.Prio, s.Text = raw.ID, raw.When, raw.Must, raw.Prio, raw.Text
	s.at.Line = lineOf(node)
	return nil
}

func lineOf(node yamlast.Node) int {
	if m, ok := node.(*yamlast.MappingNode); ok && len(m.Values) > 0 {
		node = m.Values[0].Key
	}
	if t := node.GetToken(); t != nil && t.Position != nil {
		return t.Position.Line
	}
	return 0
}

// compile parses the condition and the slots; file names the place in errors.
func (s *Sentence) compile(file string) error {
	s.at.File = file
	if len(s.Text) == 0 {
		return s.fault("没有写句式")
	}
	var err error
	if s.when, s.asks, err = compileCondition(s.When); err != nil {
		return s.fault("条件%q有误：%v", s.When, err)
	}
	for _, t := range s.Text {
		p, err := parseSlots(t)
		if err != nil {
			return s.fault("句式%q：%v", t, err)
		}
		s.variants = append(s.variants, p)
	}
	return nil
}

func (s *Sentence) fault(format string, args ...any) error {
	return &zhixiao.Problem{At: s.at, Err: fmt.Errorf(format, args...)}
}

// File is the file that the sentence stands in, from the folder of templates:
// narrative/week.yaml.
func (s *Sentence) File() string { return s.at.File }

// Names is every slot and identifier the sentence uses.
func (s *Sentence) Names() []string {
	names := append([]string(nil), s.asks...)
	for _, v := range s.variants {
		for _, p := range v {
			if p.Slot != "" {
				names = append(names, p.Slot)
			}
		}
	}
	return names
}

// Say fills the sentence. ok is false when its condition does not hold or no
// wording can be filled.
func (s *Sentence) Say(look Lookup, turn Turn) (in []document.Inline, ok bool, err error) {
	if holds, err := holds(s.when, s.asks, look); err != nil || !holds {
		if err != nil {
			err = s.fault("%v", err)
		}
		return nil, false, err
	}
	first := s.pick(turn)
	for i := range s.variants {
		in, missing, err := fill(s.variants[(first+i)%len(s.variants)], look)
		if err != nil {
			return nil, false, s.fault("%v", err)
		}
		if missing == "" {
			return in, true, nil
		}
		if s.Must && i == len(s.variants)-1 {
			return nil, false, s.fault("必备句缺少%q的值", missing)
		}
	}
	return nil, false, nil
}

func (s *Sentence) pick(turn Turn) int {
	// Every block of n units has each wording once; how the blocks are turned
	// against each other differs from pattern to pattern, so that no two units
	// share all their wordings.
	n := len(s.variants)
	h := fnv.New32a()
	_, _ = fmt.Fprintf(h, "%s %s %s %d", s.ID, s.Text[0], turn.Period, turn.Seq/n) // a hash never fails
	return (int(h.Sum32()%997) + turn.Seq) % n
}

func fill(pieces []piece, look Lookup) (in []document.Inline, missing string, err error) {
	for _, p := range pieces {
		if p.Slot == "" {
			in = append(in, document.Text(p.Literal))
			continue
		}
		v, known := look(p.Slot)
		if !known {
			return nil, "", fmt.Errorf("没有名为%q的量", p.Slot)
		}
		got, err := inlines(v, p.Form)
		if err != nil {
			return nil, "", fmt.Errorf("%s：%w", p.Slot, err)
		}
		if len(got) == 0 {
			return nil, p.Slot, nil
		}
		in = append(in, got...)
	}
	return in, "", nil
}

// inlines turns a slot's value into text; nothing for what has no value.
func inlines(v any, form string) ([]document.Inline, error) {
	switch v := v.(type) {
	case nil:
		return nil, nil
	case string:
		if v == "" {
			return nil, nil
		}
		return []document.Inline{document.Text(v)}, nil
	case []document.Inline:
		return v, nil
	case document.Inline:
		return []document.Inline{v}, nil
	case zhixiao.Quantity:
		if !v.Ok() {
			return nil, nil
		}
		n := document.Num{Q: v, WithUnit: form != "数"}
		if form == "绝" {
			n.Form = document.Magnitude
		}
		return []document.Inline{n}, nil
	}
	return nil, fmt.Errorf("%T不能写进正文", v)
}

func parseSlots(text string) ([]piece, error) {
	var out []piece
	for text != "" {
		open := strings.IndexByte(text, '{')
		if open < 0 {
			return append(out, piece{Literal: text}), nil
		}
		if open > 0 {
			out = append(out, piece{Literal: text[:open]})
		}
		end := strings.IndexByte(text[open:], '}')
		if end < 0 {
			return nil, fmt.Errorf("花括号没有成对")
		}
		name, form, _ := strings.Cut(text[open+1:open+end], "|")
		if name == "" || form != "" && form != "数" && form != "绝" {
			return nil, fmt.Errorf("空位{%s|%s}无法识别", name, form)
		}
		out = append(out, piece{Slot: name, Form: form})
		text = text[open+end+1:]
	}
	return out, nil
}

// compileCondition compiles an expr-lang condition and lists its identifiers.
func compileCondition(code string) (*vm.Program, []string, error) {
	if code == "" {
		return nil, nil, nil
	}
	tree, err := parser.Parse(code)
	if err != nil {
		return nil, nil, err
	}
	var ids identifiers
	ast.Walk(&tree.Node, &ids)
	program, err := expr.Compile(code, expr.AsBool(), expr.AllowUndefinedVariables())
	return program, ids.names, err
}

type identifiers struct{ names []string }

// Visit collects identifier names.
func (i *identifiers) Visit(node *ast.Node) {
	if id, ok := (*node).(*ast.IdentifierNode); ok {
		i.names = append(i.names, id.Value)
	}
}

func holds(program *vm.Program, asks []string, look Lookup) (bool, error) {
	if program == nil {
		return true, nil
	}
	env := make(map[string]any, len(asks))
	for _, name := range asks {
		v, known := look(name)
		if !known {
			return false, fmt.Errorf("条件中没有名为%q的量", name)
		}
		env[name] = operand(v)
	}
	out, err := expr.Run(program, env)
	if err != nil {
		return false, fmt.Errorf("条件求值失败：%w", err)
	}
	b, _ := out.(bool)
	return b, nil
}

// operand is what a condition sees: an absent number is NaN, with which no
// comparison holds.
func operand(v any) any {
	switch v := v.(type) {
	case zhixiao.Quantity:
		if !v.Ok() {
			return math.NaN()
		}
		return v.Value.Float()
	case string, bool, int, float64:
		return v
	case nil:
		return math.NaN()
	}
	return true
}
