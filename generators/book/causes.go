package book

import (
	"cmp"
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
	layer    string // how the slots of the section begin that the rule belongs to
	theme    *templates.Theme
	unit     zhixiao.Unit
	strength int // 0 weak, 1 medium, 2 strong
	basis    []document.Inline
}

// causeHits is the hits over every unit, in the order of the units.
type causeHits []causeHit

// layer is one of the five sections of chapter 5: how its slots begin, its role, title
// and name, the rules that belong to it and the sentences on the whole city.
type layer struct {
	prefix, role, title, name, rules string
	city                             []string
}

// layers are the sections of chapter 5, in order.
func layers() []layer {
	return []layer{
		{"制", "rules", "制度标准", "制度标准", "K02 K05 K06 K15 K22 K23 K24 K31 K36 K40 K44", []string{"Y513", "Y514"}},
		{"流", "flow", "流程再造", "流程再造", "K03 K04 K07 K08 K10 K17 K25 K33 K34 K38 K41 K46 K47 K49", []string{"Y523", "Y524"}},
		{"数", "data", "数据与平台", "数据与平台", "K09 K11 K12 K21 K43", []string{"Y533", "Y534"}},
		{"队", "staff", "队伍与管理", "队伍与管理", "K01 K16 K18 K19 K20 K26 K30 K35 K37 K42 K45", []string{"Y543", "Y544"}},
		{"评", "rating", "评价机制自身", "评价机制", "K13 K14 K27 K28 K29 K32 K48", []string{"Y553"}},
	}
}

// layerOf is the section that a rule belongs to; one of no section is of management.
func layerOf(rule string) layer {
	var staff layer
	for _, l := range layers() {
		if slices.Contains(strings.Fields(l.rules), ruleName(rule)) {
			return l
		}
		if l.prefix == "队" {
			staff = l
		}
	}
	return staff
}

// causesPerUnit is how many problems of a unit are held against the rules.
const causesPerUnit = 5

// causes holds the rules against the outstanding problems of every region and domain.
func (b *book) causes() causeHits { return b.kept.causes.Of(b.collectCauses) }

func (b *book) collectCauses() causeHits {
	var out causeHits
	for _, kind := range []zhixiao.UnitKind{zhixiao.Region, zhixiao.Domain} {
		for _, u := range b.facts.Units(kind) {
			r := prose.New(b.facts, b.templates, u, prose.Unit, "cause."+u.Code)
			for _, p := range r.Pick(causesPerUnit) {
				if h, ok := hitOf(r, p); ok {
					h.unit = u
					out = append(out, h)
				}
			}
			b.draft.Fault(r.Draft.Err())
		}
	}
	return out
}

// hitOf is the first rule that holds for a problem and has a basis; the last resort and
// what holds for want of anything better are none.
func hitOf(r *prose.Report, p *prose.Problem) (causeHit, bool) {
	for i := range r.Templates.Rules.Causes {
		c := &r.Templates.Rules.Causes[i]
		ok, err := c.Holds(p.Theme.ID, p.Look)
		r.Draft.Fault(err)
		if !ok || slices.Contains(prose.LastResorts(), c.ID) || c.General {
			continue
		}
		strength, err := c.Strength(p.Look)
		r.Draft.Fault(err)
		if basis := p.First(c.Basis); basis != nil {
			return causeHit{rule: c.ID, layer: layerOf(c.ID).prefix, theme: p.Theme, strength: strength, basis: basis}, true
		}
	}
	return causeHit{}, false
}

func (h causeHits) of(keep func(causeHit) bool) (kept causeHits) {
	for _, x := range h {
		if keep(x) {
			kept = append(kept, x)
		}
	}
	return kept
}

func (h causeHits) in(prefix string) causeHits {
	return h.of(func(x causeHit) bool { return x.layer == prefix })
}

// rules is the distinct names of the rules hit, the most frequent first: rules
// that differ by a letter only are one.
func (h causeHits) rules() []string {
	counts := map[string]int{}
	for _, x := range h {
		counts[ruleName(x.rule)]++
	}
	return byCount(counts)
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
		if in, from, err := b.templates.Narrative.Say(id, b.look, b.turn); err == nil && from != nil {
			return document.PlainText(in, nil)
		}
	}
	return rule
}

// example is the hit with the most evidence whose basis can stand in a report on
// another period than a quarter; none where there is none.
func (h causeHits) example() []causeHit {
	fit := h.of(func(x causeHit) bool {
		said := document.PlainText(x.basis, nil)
		return !strings.Contains(said, "季度") && len([]rune(said)) >= 20
	})
	return greatest(fit, func(x, y causeHit) int { return cmp.Compare(x.strength, y.strength) })
}
