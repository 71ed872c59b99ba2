package book

import (
	"strings"
	"sync"

	"zhixiao"
	"zhixiao/generators/prose"
	"zhixiao/templates"
)

// examplesWanted is how many examples a book tells, each of another class of
// problems.
const examplesWanted = 5

// example is a complaint being told as an example.
type example struct {
	*book
	told   *zhixiao.Complaint
	region zhixiao.Unit
	class  templates.Class
	lookup templates.Lookup
}

// exampleSlots are what the five parts of an example ask for.
var exampleSlots = sync.OnceValue(func() *prose.Registry[*example] {
	return prose.NewRegistry(prose.Book, []prose.Entry[*example]{
		{Name: "案日", Type: prose.WordsType, Means: "案例的日期", Of: func(e *example) any { return prose.MonthDay(e.told.Date) }},
		{Name: "案源", Type: prose.WordsType, Means: "案例的来源", Of: func(e *example) any { return sourceName(e.told.Source) }},
		{Name: "案事项", Type: prose.WordsType, Means: "案例的事项", Of: func(e *example) any { return e.report.MatterName(e.told.Matter) }},
		{Name: "案文", Type: prose.WordsType, Means: "案例的原话（脱敏）", Of: func(e *example) any { return "“" + prose.Quoted(e.told.Text) + "”" }},
		{Name: "案号", Type: prose.WordsType, Means: "案例的编号", Of: func(e *example) any { return e.told.No }},
		{Name: "案地", Type: prose.WordsType, Means: "案例所在区域", Of: func(e *example) any { return e.region.Short }},
		{Name: "案细类", Type: prose.WordsType, Means: "案例的二级类别", Of: func(e *example) any { return e.class.Name }},
		{Name: "案同类", Type: prose.NumberType, Means: "该事项同一二级类诉求的件数", Of: func(e *example) any { return e.alike(e.told) }},
		{Name: "案全部", Type: prose.NumberType, Means: "该事项全部诉求件数", Of: func(e *example) any { return e.complaints(e.matter()) }},
		{Name: "案申请", Type: prose.NumberType, Means: "该事项申请件数", Of: func(e *example) any { return e.count("case", "applied", e.matter()) }},
		{Name: "案通过率", Type: prose.NumberType, Means: "该事项首次受理通过率", Of: func(e *example) any { return e.rate("case", "first_pass", "applied", e.matter()) }},
		{Name: "案退回", Type: prose.NumberType, Means: "该事项补正退回次数", Of: func(e *example) any { return e.returned(func(n zhixiao.Quantity) any { return n }) }},
		{Name: "案原因", Type: prose.WordsType, Means: "该事项首位退回理由", Of: func(e *example) any {
			return e.returned(func(zhixiao.Quantity) any { return e.mostIn("correction", "times", "reason", e.matter()) })
		}},
		{Name: "案责任", Type: prose.WordsType, Means: "案例的责任单位", Of: func(e *example) any { return e.exampleBody(e.told, e.region) }},
		{Name: "案整改", Type: prose.WordsType, Means: "该二级类别的整改方向", Of: func(e *example) any { return plainRemedy(e.class.Remedy) }},
		{Name: "案期限", Type: prose.WordsType, Means: "案例的整改期限", Of: func(e *example) any {
			return zhixiao.ChineseDate(e.templates.Calendar.After(e.facts.Cutoff(), exampleDays))
		}},
		{Name: "案机理", Type: prose.WordsType, Means: "案例的机理，按一级类别", Of: func(e *example) any { return e.line(e.lookup, "YM"+e.told.L2[:2]) }},
		{Name: "案启示", Type: prose.WordsType, Means: "案例的启示，按一级类别", Of: func(e *example) any { return e.line(e.lookup, "YN"+e.told.L2[:2]) }},
	}...)
})

func (b *book) exampleOf(told *zhixiao.Complaint) *example {
	e := &example{book: b, told: told}
	e.region, _ = b.facts.Unit(told.Region)
	e.class, _ = b.templates.Taxonomy.Class(told.L2)
	e.lookup = prose.NewAnswers(exampleSlots(), e, prose.Book, b.look, b.draft.Fault).Look
	return e
}

func (e *example) matter() map[string]string { return map[string]string{"matter": e.told.Matter} }

// returned says what is to be said of the matter's corrections; nothing where there are
// none.
func (e *example) returned(say func(n zhixiao.Quantity) any) any {
	n := e.count("correction", "times", e.matter())
	if !n.Ok() || n.Value.Sign() <= 0 {
		return nil
	}
	return say(n)
}

// examples are told in five parts.
func (b *book) examples() {
	b.heading(2, "four.cases", "典型案例")
	b.para("four.cases.intro", "Y4E0")
	for i, told := range b.chosen() {
		e := b.exampleOf(told)
		role := "four.case." + zhixiao.Int(int64(i+1)).String()
		b.heading(3, role, b.report.MatterName(told.Matter)+"：“"+b.facts.Names().L2[told.L2]+"”")
		for _, part := range []struct{ role, title, id string }{
			{"course", "诉求。", "Y4E1"}, {"data", "核对。", "Y4E2"}, {"why", "堵在哪里。", "Y4E3"}, {"do", "怎么改。", "Y4E4"}, {"learn", "举一反三。", "Y4E5"},
		} {
			b.lead(e.lookup, role+"."+part.role, part.title, part.id)
		}
	}
}

// chosen is a typical complaint of each of some classes, of different matters and
// regions: the one with most of its like that no problem quotes.
func (b *book) chosen() []*zhixiao.Complaint { return b.kept.chosen.Of(b.typical) }

func (b *book) typical() []*zhixiao.Complaint {
	b.problems() // take their evidence first
	var out []*zhixiao.Complaint
	matters, regions := map[string]bool{}, map[string]bool{}
	for _, l1 := range []string{"02", "03", "04", "01", "05", "07", "06", "08", "09"} {
		list := b.facts.Complaints(b.unit.Code, l1)
		var best *zhixiao.Complaint
		var most zhixiao.Quantity
		for i := range list {
			c := &list[i]
			if !c.Typical || b.report.Used[c.No] || matters[c.Matter] || regions[c.Region] || !b.tellable(c) {
				continue
			}
			n := b.alike(c)
			if best == nil || n.Value.Cmp(most.Value) > 0 {
				best, most = c, n
			}
		}
		if best == nil || len(out) == examplesWanted {
			continue
		}
		matters[best.Matter], regions[best.Region] = true, true
		out = append(out, best)
	}
	return out
}

// tellable reports whether a complaint says enough, in a region and of a matter
// that have names, to be an example.
func (b *book) tellable(c *zhixiao.Complaint) bool {
	n := len([]rune(c.Text))
	_, known := b.facts.Unit(c.Region)
	return n >= 40 && n <= 120 && known && b.facts.Names().Matters[c.Matter] != "" && b.facts.Names().L2[c.L2] != ""
}

// alike is the complaints of a complaint's matter and class.
func (b *book) alike(c *zhixiao.Complaint) zhixiao.Quantity {
	return b.complaints(map[string]string{"matter": c.Matter, "l2": c.L2})
}

// exampleDays is the working days after the cutoff that an example is to be put right in.
const exampleDays = 20

// exampleBody is who is to act on an example: the region's body of the department that
// the matter belongs to.
func (b *book) exampleBody(c *zhixiao.Complaint, region zhixiao.Unit) string {
	if name := prose.DistrictBody(b.facts, b.templates, region, c.Dept); name != "" {
		return name
	}
	return region.Short + "政务服务管理部门"
}

// plainRemedy is the direction of rectification as a clause: commas, no full stop.
func plainRemedy(s string) string {
	return strings.TrimRight(strings.ReplaceAll(s, ";", "；"), "。；")
}

func sourceName(source string) string {
	switch source {
	case "12345":
		return "12345热线"
	case "办不成事":
		return "“办不成事”反映窗口"
	}
	return "差评"
}
