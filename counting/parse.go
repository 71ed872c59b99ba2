package counting

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"zhixiao"
)

// parser reads one expression. Behind its first fault it reads nothing: what follows
// would only be misunderstood.
type parser struct {
	words  []token
	faults []Fault
}

func parse(text string) *parser {
	p := &parser{words: scan(text)}
	if len(p.words) == 1 {
		p.fault(p.words[0], "写法见 indicators.yaml 开头的说明", "没有写要统计什么")
	}
	return p
}

func (p *parser) fault(at token, way, format string, args ...any) {
	if len(p.faults) == 0 {
		p.faults = append(p.faults, Fault{at.at, fmt.Errorf(format, args...), way})
	}
	p.words = p.words[len(p.words)-1:]
}

// is takes the next word when it is the sign or keyword given.
func (p *parser) is(text string) bool {
	if !p.sees(text) {
		return false
	}
	p.words = p.words[1:]
	return true
}

// sees reports whether the next word is the sign or keyword given.
func (p *parser) sees(text string) bool {
	w := p.words[0]
	return w.kind == sign && w.text == text || w.kind == word && strings.EqualFold(w.text, text)
}

// next takes the next word.
func (p *parser) next() token {
	w := p.words[0]
	if len(p.words) > 1 {
		p.words = p.words[1:]
	}
	return w
}

// must takes the sign given, or says that it is missing.
func (p *parser) must(text string) {
	if !p.is(text) {
		p.unexpected("应为“" + text + "”")
	}
}

func (p *parser) end() {
	if p.words[0].kind != ending {
		p.unexpected("到这里应已写完")
	}
}

// unexpected says what stands where something else should, and how to write what it
// may have been meant for.
func (p *parser) unexpected(should string) {
	w, what := p.words[0], "%s，却是%q"
	if w.kind == strange {
		what = "%[2]q无法识别"
	}
	switch {
	case w.kind == ending:
		p.fault(w, "补全，括号要成对", "%s，却已到末尾", should)
	case strings.HasPrefix(w.text, "'") && w.kind == strange:
		p.fault(w, "文字前后各写一个英文单引号，文字里的单引号写两个", what, should, w.text)
	case strings.ContainsAny(w.text, "（），＝＜＞＋－＊／“”‘’≥≤≠"):
		p.fault(w, "括号、逗号、引号和运算符都用英文（半角）的，≥写成>=，≤写成<=，≠写成<>", what, should, w.text)
	case w.kind == strange && strings.ContainsAny(w.text, `"|!%.;`):
		p.fault(w, `文字用单引号，连接文字写 text(甲, 乙)，不等于写<>，小数先乘成整数`, what, should, w.text)
	case isSQL(w):
		p.fault(w, "这是0.2.0及以前的SQL写法；“CASE WHEN 条件 THEN 数 END”写成 sum(数 where 条件)，其余见 indicators.yaml 开头的说明", what, should, w.text)
	default:
		p.fault(w, "写法见 indicators.yaml 开头的说明", what, should, w.text)
	}
}

// isSQL reports whether w is a word of the language that was used before.
func isSQL(w token) bool {
	return w.kind == word && slices.Contains([]string{"case", "when", "then", "else", "end", "substr", "coalesce", "iif", "cast", "julianday"}, strings.ToLower(w.text))
}

// sum reads counts and sums with + and - between.
func (p *parser) sum() Sum {
	all := Sum{p.part(false)}
	for {
		switch {
		case p.is("+"):
			all = append(all, p.part(false))
		case p.is("-"):
			all = append(all, p.part(true))
		default:
			return all
		}
	}
}

// part reads one count or sum.
func (p *parser) part(minus bool) Part {
	part := Part{Minus: minus}
	switch {
	case p.is("count"):
		if p.is("(") {
			e := p.or()
			part.Where = &e
			p.must(")")
		}
	case p.is("sum"):
		p.must("(")
		v := p.value()
		part.Of, part.Where = &v.Of, v.Where
		p.must(")")
	default:
		p.aggregate("count或sum")
	}
	return part
}

// median reads median(…).
func (p *parser) median() (v Value) {
	if !p.is("median") {
		p.aggregate("median")
		return v
	}
	p.must("(")
	v = p.value()
	p.must(")")
	return v
}

// aggregate says that a count was to stand here.
func (p *parser) aggregate(which string) {
	w := p.words[0]
	if w.kind != word || isSQL(w) {
		p.unexpected("应为" + which)
		return
	}
	meant := meantFor(w, []string{"count", "sum", "median"})
	p.fault(w, meant+"数行写 count 或 count(条件)，求和写 sum(数) 或 sum(数 where 条件)，中位数写 median(数 where 条件)", "%q不是统计方法，应为%s", w.text, which)
}

// meantFor begins a way out with the name that w may have been meant for, if any.
func meantFor(w token, names []string) string {
	name, ok := zhixiao.Nearest(w.text, names)
	if !ok {
		return ""
	}
	return "是否指 " + name + "；"
}

// value reads an amount or text with a condition.
func (p *parser) value() Value {
	v := Value{Of: p.sumOf()}
	if p.is("where") {
		e := p.or()
		v.Where = &e
	}
	return v
}

func (p *parser) or() Expr  { return p.chain(p.and, "or") }
func (p *parser) and() Expr { return p.chain(p.not, "and") }

// chain reads what part reads, with one of the signs or keywords between.
func (p *parser) chain(part func() Expr, signs ...string) Expr {
	e := part()
	for {
		at := p.words[0]
		i := slices.IndexFunc(signs, p.sees)
		if i < 0 {
			return e
		}
		p.next()
		e = Expr{Op: Op(signs[i]), Parts: []Expr{e, part()}, at: at.at}
	}
}

func (p *parser) not() Expr {
	if at := p.words[0]; p.is("not") {
		return Expr{Op: Not, Parts: []Expr{p.not()}, at: at.at}
	}
	return p.comparison()
}

// comparison reads a comparison, or only its left side: an amount in brackets may
// begin one.
func (p *parser) comparison() Expr {
	left, at := p.sumOf(), p.words[0]
	switch {
	case p.is("in"):
		e := Expr{Op: In, Parts: []Expr{left}, at: at.at}
		p.must("(")
		e.Parts = append(e.Parts, p.list()...)
		return e
	case p.is("between"):
		low := p.sumOf()
		p.must("and")
		return Expr{Op: Between, Parts: []Expr{left, low, p.sumOf()}, at: at.at}
	}
	for _, s := range []string{"=", "<>", "<=", ">=", "<", ">"} {
		if p.is(s) {
			return Expr{Op: Op(s), Parts: []Expr{left, p.sumOf()}, at: at.at}
		}
	}
	return left
}

func (p *parser) sumOf() Expr   { return p.chain(p.product, "+", "-") }
func (p *parser) product() Expr { return p.chain(p.negative, "*", "/") }

func (p *parser) negative() Expr {
	if at := p.words[0]; p.is("-") {
		return Expr{Op: Negative, Parts: []Expr{p.negative()}, at: at.at}
	}
	return p.single()
}

// list reads expressions with commas between, up to the closing bracket.
func (p *parser) list() []Expr {
	all := []Expr{p.sumOf()}
	for p.is(",") {
		all = append(all, p.sumOf())
	}
	p.must(")")
	return all
}

// single reads a number, text, column, function or what stands in brackets.
func (p *parser) single() Expr {
	w := p.words[0]
	switch {
	case p.is("("):
		e := p.or()
		p.must(")")
		return e
	case w.kind == digits:
		p.next()
		n, err := strconv.ParseInt(w.text, 10, 64)
		if err != nil {
			p.fault(w, "写小一些的整数", "数%s太大", w.text)
		}
		return Expr{Op: NumberOp, N: n, at: w.at}
	case w.kind == quoted:
		p.next()
		return Expr{Op: TextOp, Text: w.text, at: w.at}
	case w.kind == word && !slices.ContainsFunc(keywords(), func(k string) bool { return strings.EqualFold(k, w.text) }) && !isSQL(w):
		p.next()
		if p.sees("(") {
			return p.function(w)
		}
		return Expr{Op: ColumnOp, Text: w.text, at: w.at}
	}
	p.unexpected("应为列名、数、文字或括号")
	return Expr{}
}

// keywords are the words that are no column's name.
func keywords() []string { return []string{"and", "or", "not", "in", "between", "where"} }

// functions are the functions with the fewest and the most parts they take.
func functions() map[string]struct {
	op          Op
	least, most int
} {
	const many = 1 << 10
	return map[string]struct {
		op          Op
		least, most int
	}{"days": {Days, 2, 2}, "points": {Points, 3, many}, "month": {Month, 1, 1}, "text": {Joined, 1, many}}
}

// function reads the parts of the function w.
func (p *parser) function(w token) Expr {
	f, known := functions()[strings.ToLower(w.text)]
	if !known {
		names := []string{"days", "points", "month", "text"}
		p.fault(w, meantFor(w, names)+"可用的有 "+strings.Join(names, "、")+"；count、sum、median 只能写在最外层", "没有函数%q", w.text)
		return Expr{}
	}
	p.must("(")
	e := Expr{Op: f.op, Parts: p.list(), at: w.at}
	if n := len(e.Parts); len(p.faults) == 0 && (n < f.least || n > f.most || f.op == Points && n%2 == 0) {
		p.faults = append(p.faults, Fault{w.at, errors.New("函数" + w.text + "的参数个数不对"), "写成 days(后一日, 前一日)、month(日期)、text(甲, 乙)、points(列, 值, 分, 值, 分)"})
	}
	return e
}
