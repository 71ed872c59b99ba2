package book

import (
	"maps"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// causeHit is a cause rule that holds for a problem of a unit.
type causeHit struct {
	rule     string // K05
	theme    *templates.Theme
	unit     zhixiao.Unit
	strength int // 0 weak, 1 medium, 2 strong
	basis    []document.Inline
}

// causeHits is the hits over every unit, in the order of the units.
type causeHits []causeHit

// layer is one of the five sections of chapter 5.
type layer struct{ prefix, role, title, name string }

// layers are the sections of chapter 5, in order.
func layers() []layer {
	return []layer{
		{"制", "rules", "制度标准", "制度标准"}, {"流", "flow", "流程再造", "流程再造"}, {"数", "data", "数据与平台", "数据与平台"},
		{"队", "staff", "队伍与管理", "队伍与管理"}, {"评", "rating", "评价机制自身", "评价机制"},
	}
}

// layerOf says which section a rule belongs to.
func layerOf(rule string) string {
	for prefix, rules := range map[string]string{
		"制": "K02 K05 K06 K15 K22 K23 K24 K31 K36 K40 K44", "流": "K03 K04 K07 K08 K10 K17 K25 K33 K34 K38 K41 K46 K47 K49", "数": "K09 K11 K12 K21 K43",
		"队": "K01 K16 K18 K19 K20 K26 K30 K35 K37 K42 K45", "评": "K13 K14 K27 K28 K29 K32 K48",
	} {
		if slices.Contains(strings.Fields(rules), ruleName(rule)) {
			return prefix
		}
	}
	return "队"
}

// causesPerUnit is how many problems of a unit are held against the rules.
const causesPerUnit = 5

// collectCauses holds the rules against the outstanding problems of every region
// and domain.
func (b *book) collectCauses() causeHits {
	var out causeHits
	for _, kind := range []zhixiao.UnitKind{zhixiao.Region, zhixiao.Domain} {
		for _, u := range b.Facts.Units(kind) {
			r := prose.New(b.Facts, b.Templates, u, prose.Unit, "cause."+u.Code)
			for _, p := range r.Pick(causesPerUnit) {
				if h, ok := hitOf(r, p); ok {
					h.unit = u
					out = append(out, h)
				}
			}
			b.Draft.Fault(r.Draft.Err())
		}
	}
	return out
}

// hitOf is the first rule that holds for a problem and has a basis; the last
// resort and what holds for want of
// anything better are none.
func hitOf(r *prose.Report, p *prose.Problem) (causeHit, bool) {
	look := r.ProblemLook(p)
	for i := range r.Templates.Rules.Causes {
		c := &r.Templates.Rules.Causes[i]
		ok, err := c.Holds(p.Theme.ID, look)
		r.Draft.Fault(err)
		if !ok || slices.Contains(prose.LastResorts(), c.ID) || c.General {
			continue
		}
		strength, err := c.Strength(look)
		r.Draft.Fault(err)
		if basis := r.First(c.Basis, look); basis != nil {
			return causeHit{rule: c.ID, theme: p.Theme, strength: strength, basis: basis}, true
		}
	}
	return causeHit{}, false
}

func (h causeHits) of(keep func(causeHit) bool) causeHits {
	return slices.DeleteFunc(slices.Clone(h), func(x causeHit) bool { return !keep(x) })
}

func (h causeHits) in(prefix string) causeHits {
	return h.of(func(x causeHit) bool { return layerOf(x.rule) == prefix })
}

// rules is the distinct names of the rules hit, the most frequent first: rules
// that differ by a letter only are one.
func (h causeHits) rules() []string {
	counts := map[string]int{}
	for _, x := range h {
		counts[ruleName(x.rule)]++
	}
	names := slices.Sorted(maps.Keys(counts))
	slices.SortStableFunc(names, func(x, y string) int { return zhixiao.Int(int64(counts[y])).Cmp(zhixiao.Int(int64(counts[x]))) })
	return names
}

func (h causeHits) named(rule string) causeHits {
	return h.of(func(x causeHit) bool { return ruleName(x.rule) == rule })
}

func (h causeHits) units(kind zhixiao.UnitKind) int {
	seen := map[string]bool{}
	for _, x := range h {
		if x.unit.Kind == kind {
			seen[x.unit.Code] = true
		}
	}
	return len(seen)
}

// ruleName is a rule without the letter of its variant: K26A is K26.
func ruleName(rule string) string { return strings.TrimRight(rule, "ABC") }

// ruleTitle is what a rule says, in a few words.
func (b *book) ruleTitle(rule string) string {
	for _, id := range []string{"Y" + rule, "YK99"} {
		if in, from, err := b.Templates.Narrative.Say(id, b.look, b.Turn); err == nil && from != nil {
			return document.PlainText(in, nil)
		}
	}
	return rule
}

// fillCauses counts the hits by section, rule and strength.
func (b *book) fillCauses() {
	b.causes = b.collectCauses()
	all := b.count("causes", b.causes)
	b.Slots["成因数"], b.Slots["规则数"] = all, b.Counted("causes.rules", len(b.causes.rules()), "")
	for i, name := range []string{"弱证数", "中证数", "强证数"} {
		b.Slots[name] = b.count("causes.strength."+name, b.causes.of(func(x causeHit) bool { return x.strength == i }))
	}
	if strong, ok := b.Slots["强证数"].(zhixiao.Quantity); ok {
		b.Slots["强证占"] = b.Facts.Percent(strong, all)
	}
	var prefixes []string
	for _, l := range layers() {
		prefixes = append(prefixes, l.prefix)
		b.fillLayer(l, all)
	}
	order := backwards(b.ordered(prefixes, func(p string) zhixiao.Quantity { return b.count("causes."+p, b.causes.in(p)) }))
	names := map[string]string{}
	for _, l := range layers() {
		names[l.prefix] = l.name
	}
	if len(order) > 1 {
		first, second := b.count("causes."+order[0], b.causes.in(order[0])), b.count("causes."+order[1], b.causes.in(order[1]))
		b.Slots["首层"], b.Slots["首层数"], b.Slots["次层"], b.Slots["次层数"] = names[order[0]], first, names[order[1]], second
		b.Slots["两层占比"] = b.Facts.Percent(b.Facts.Sum(first, second), all)
		b.Slots["首层类"] = 0
		if !slices.Contains(order[:2], "队") {
			b.Slots["首层类"] = 1
		}
	}
	b.widest()
	b.causesByKind(prefixes, names)
}

// causesByKind sets how often the rules hold for regions and for domains, and in
// which section most.
func (b *book) causesByKind(prefixes []string, names map[string]string) {
	for kind, as := range map[zhixiao.UnitKind]string{zhixiao.Region: "区域", zhixiao.Domain: "领域"} {
		own := b.causes.of(func(x causeHit) bool { return x.unit.Kind == kind })
		n := func(p string) zhixiao.Quantity { return b.count("causes."+p+"."+kind.String(), own.in(p)) }
		for _, most := range prose.LastN(b.ordered(prefixes, n), 1) {
			b.Slots[as+"首层"], b.Slots[as+"首层数"] = names[most], n(most)
		}
		b.Slots[as+"命中"] = b.count("causes.of."+kind.String(), own)
	}
}

func (b *book) count(what string, h causeHits) zhixiao.Quantity { return b.Counted(what, len(h), "") }

// fillLayer sets what one section says of itself.
func (b *book) fillLayer(l layer, all zhixiao.Quantity) {
	own := b.causes.in(l.prefix)
	n := b.count("causes."+l.prefix, own)
	b.Slots[l.prefix+"数"], b.Slots[l.prefix+"占"] = n, b.Facts.Percent(n, all)
	b.Slots[l.prefix+"区"] = b.Counted("causes."+l.prefix+".regions", own.units(zhixiao.Region), "")
	b.Slots[l.prefix+"领"] = b.Counted("causes."+l.prefix+".domains", own.units(zhixiao.Domain), "")
	for i, as := range []string{"首", "次"} {
		if rules := own.rules(); i < len(rules) {
			b.Slots[l.prefix+as+"名"] = b.ruleTitle(rules[i])
			b.Slots[l.prefix+as+"数"] = b.count("causes.rule."+rules[i], own.named(rules[i]))
		}
	}
	if example, ok := own.example(); ok {
		b.Slots[l.prefix+"例单位"], b.Slots[l.prefix+"例"] = example.unit.Name(), example.basis
	}
}

// example is the hit with the most evidence whose basis can stand in a report on
// another period than a quarter.
func (h causeHits) example() (causeHit, bool) {
	best, found := causeHit{}, false
	for _, x := range h {
		said := document.PlainText(x.basis, nil)
		if strings.Contains(said, "季度") || len([]rune(said)) < 20 {
			continue
		}
		if !found || x.strength > best.strength {
			best, found = x, true
		}
	}
	return best, found
}

// widest names the two rules that hold for most units.
func (b *book) widest() {
	rules := b.causes.rules()
	units := func(rule string) zhixiao.Quantity {
		own := b.causes.named(rule)
		return b.Counted("causes.units."+rule, own.units(zhixiao.Region)+own.units(zhixiao.Domain), "个")
	}
	for i, rule := range prose.FirstN(backwards(b.ordered(rules, units)), 2) {
		as := []string{"最广", "次广"}[i]
		b.Slots[as+"名"], b.Slots[as+"单位数"] = "“"+b.ruleTitle(rule)+"”", units(rule)
	}
}

// reasons is chapter 5.
func (b *book) reasons() {
	matrix := b.causeMatrix()
	list := b.table("表成因", b.causeTable())
	b.Heading(1, "five", "成因分析")
	b.para("five.intro", "Y501", "Y506", "Y502", "Y503", "Y505", "Y504")
	b.place(matrix)
	b.place(list)
	for i, l := range layers() {
		base := "Y5" + zhixiao.Int(int64(i+1)).String()
		b.Heading(2, "five."+l.role, l.title)
		said := b.say(base + "1")
		if len(said) == 0 {
			said = b.say(base + "1B")
		}
		b.Draft.Paragraph("five."+l.role+".a", append(said, b.say(base+"2")...)...)
		ids := map[string][]string{"制": {"Y513", "Y514"}, "流": {"Y523", "Y524"}, "数": {"Y533", "Y534"}, "队": {"Y543", "Y544"}, "评": {"Y553"}}[l.prefix]
		b.para("five."+l.role+".b", ids...)
	}
	b.para("five.end", "Y554")
}

// causeMatrix is how often each section's rules hold for each kind of problem.
func (b *book) causeMatrix() document.Figure {
	c := document.Chart{Kind: document.HeatTableChart, Unit: "次"}
	counts := map[string]int{}
	for _, x := range b.causes {
		counts[x.theme.Name]++
	}
	const most = 12
	themes := slices.Sorted(maps.Keys(counts))
	slices.SortStableFunc(themes, func(x, y string) int { return zhixiao.Int(int64(counts[y])).Cmp(zhixiao.Int(int64(counts[x]))) })
	themes = prose.FirstN(themes, most)
	for _, l := range layers() {
		c.Labels = append(c.Labels, l.name)
	}
	for _, theme := range themes {
		row := document.Series{Name: theme}
		for _, l := range layers() {
			row.Points = append(row.Points, b.count("causes."+l.prefix+"."+theme, b.causes.in(l.prefix).of(func(x causeHit) bool { return x.theme.Name == theme })))
		}
		c.Series = append(c.Series, row)
	}
	return b.fig("图成因", "问题类型与成因层面关联矩阵", c, "成因规则比对", "行为问题类型，列为成因层面，数为命中次数")
}

// causeTable is the rules hit, with how often, where and with what evidence.
func (b *book) causeTable() document.Table {
	t := document.Table{
		Caption: "成因规则命中与证据", Columns: prose.Columns("clclccl", 0.8, 1.1, 2.6, 0.9, 0.9, 0.9, 2),
		Header: prose.Header("规则", "层面", "成因", "命中（次）", "证据充分（次）", "涉及单位（个）", "主要问题类型"),
		Note:   prose.Plain("命中为规则条件在单位突出问题上成立的次数；证据充分指规则所列的充分条件成立；命中的是成因假设，有待核实；同一编号的变体合并计数。"),
	}
	t.Columns = prose.Columns("cllcccl", 0.8, 1.2, 2.6, 0.9, 1, 1, 2)
	names := map[string]string{}
	for _, l := range layers() {
		names[l.prefix] = l.name
	}
	const most = 20
	for _, rule := range prose.FirstN(b.causes.rules(), most) {
		own := b.causes.named(rule)
		t.Rows = append(t.Rows, []document.Cell{
			prose.Words(rule), prose.Words(names[layerOf(own[0].rule)]), prose.Words(b.ruleTitle(rule)), prose.Value(b.count("causes.rule."+rule, own)),
			prose.Value(b.count("causes.strong."+rule, own.of(func(x causeHit) bool { return x.strength == 2 }))),
			prose.Value(b.Counted("causes.units."+rule, own.units(zhixiao.Region)+own.units(zhixiao.Domain), "个")), prose.Words(own.themes()),
		})
	}
	return t
}

// themes lists the kinds of problems behind the hits.
func (h causeHits) themes() string {
	seen := map[string]bool{}
	for _, x := range h {
		seen[x.theme.Name] = true
	}
	return prose.Some(slices.Sorted(maps.Keys(seen)), 3)
}
