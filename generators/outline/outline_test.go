package outline_test

import (
	"fmt"
	"iter"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/generators/outline"
	"zhixiao/generators/prose"
	"zhixiao/generators/sample"
	"zhixiao/templates"
)

// market is a paper of this test: stalls with what they sold.
type market struct {
	stalls []stall
	asked  int // how often the rows of the table were asked for
}

type stall struct {
	name string
	sold int64
}

func count(n int64) zhixiao.Quantity {
	return zhixiao.Quantity{Key: "sold", Value: zhixiao.Int(n), Unit: "件"}
}

func (m *market) rows() iter.Seq[stall] {
	m.asked++
	return slices.Values(m.stalls)
}

func parts() *outline.Parts[*market] {
	type entry = prose.Entry[*market]
	table := outline.Table[*market]{Part: outline.Part{Name: "摊位", Role: "table.stalls", Ref: "表摊位", Means: "摊位表"}, Total: true}
	return &outline.Parts[*market]{
		Asker: prose.Month,
		Slots: prose.NewRegistry(prose.Month,
			entry{Name: "摊数", Type: prose.FlagType, Means: "摊位个数", Of: func(m *market) any { return len(m.stalls) }},
			entry{Name: "市名", Type: prose.WordsType, Means: "集市名", Of: func(*market) any { return "南市" }},
			entry{Name: "无", Type: prose.WordsType, Means: "从来没有", Of: func(*market) any { return nil }},
		),
		Tables: []outline.Table[*market]{outline.List(table, (*market).rows,
			outline.Text("名称", func(_ *market, s stall) string { return s.name }),
			outline.Summed("售出", func(_ *market, s stall) zhixiao.Quantity { return count(s.sold) }),
			outline.Column[*market, stall]{Name: "各日",
				Heads: func(*market) []string { return []string{"周一", "周二"} },
				Cells: func(_ *market, s stall) []document.Cell {
					return []document.Cell{prose.Words("好"), prose.Words(s.name)}
				}},
		)},
		Figures: []outline.Figure[*market]{{Part: outline.Part{Name: "售出", Role: "figure.sold", Ref: "图售出", Means: "售出图"}, Of: func(m *market) document.Graphic {
			if len(m.stalls) == 0 {
				return nil
			}
			return document.Chart{Kind: document.RankingBarChart, HeightMM: 40}
		}}},
		Loops: []outline.Loop[*market]{outline.Each("摊", func(m *market) []stall { return m.stalls }, func(s stall) string { return "stall." + s.name }, &outline.Parts[stall]{
			Asker: prose.Month,
			Slots: prose.NewRegistry(prose.Month, prose.Entry[stall]{Name: "摊名", Type: prose.WordsType, Means: "摊名", Of: func(s stall) any { return s.name }}),
		})},
		Plans: []outline.Plan[*market]{{Name: "argument", Means: "论证", Of: func(m *market) []outline.Paragraph {
			return []outline.Paragraph{{Role: "planned.1", Said: []prose.Sentence{{Inlines: prose.Plain("论证" + fmt.Sprint(len(m.stalls)) + "。")}}}}
		}}},
	}
}

const sentences = `- {id: X1, text: ["{市名}见{表摊位}和{图售出}。"]}
- {id: X1, text: ["{市名}见{表摊位}。"]}
- {id: X1, must: true, text: ["{市名}没有摊位。"]}
- {id: X2, text: ["{摊名}在{市名}。"]}
- {id: X3, text: ["另有{无}。"]}
- {id: X4, text: ["甲说。"]}
`

const whole = `kind: market
title: "{市名}记"
toc: true
sheet: true
budget: {min: 1, target: 2, max: 3}
sections:
- role: all
  level: 1
  title: "{市名}概况"
  body:
  - say: [X1, X3]
  - table: 摊位
  - figure: 售出
- each: 摊
  level: 2
  title: "{摊名}"
  when: 摊名 != "乙"
  body:
  - say: [X2]
- role: more
  level: 1
  title: 其他
  body:
  - plan: argument
  - each: 摊
    say: [X2]
    role: again
  - say: [X3, X4, X4]
    apart: true
  - say: [X4]
    when: 摊数 > 5
tables:
- name: 摊位
  caption: "{市名}摊位"
  unit: 件
  note: "另有{无}。"
  columns:
  - {name: 序号, width: 1}
  - {name: 售出, head: "{市名}售出", width: 2}
  - {name: 各日, width: 1}
  - {name: 名称, width: 3, left: true}
  - {name: 备注, text: 无, width: 1}
figures:
- name: 售出
  caption: 售出
  title: 图名
  source: "来源：{市名}。"
  alt: 如图。
  height: 70
`

// written is a market by an outline, and the faults of its draft.
func written(t *testing.T, m *market, text string) (*document.Document, error) {
	t.Helper()
	set, err := templates.Load(fstest.MapFS{"outlines/market.yaml": {Data: []byte(text)}, "narrative/zz.yaml": {Data: []byte(sentences)}})
	if err != nil {
		t.Fatal(err)
	}
	paper := &outline.Paper[*market]{Outline: "market", Kind: "market", Parts: parts()}
	draft := prose.NewDraft("m")
	say := func(look templates.Lookup, ids ...string) (said []prose.Sentence) {
		for _, id := range ids {
			in, from, err := set.Narrative.Say(id, look, templates.Turn{})
			draft.Fault(err)
			if from != nil {
				said = append(said, prose.Sentence{Inlines: in})
			}
		}
		return said
	}
	look := prose.NewAnswers(paper.Parts.Slots, m, prose.Month, nil, draft.Fault).Look
	page, err := paper.Write(outline.Writing[*market]{Outlines: set.Outlines, Of: m, Look: look, Draft: draft, Say: say})
	if err != nil {
		t.Fatal(err)
	}
	d := &document.Document{Title: page.Title}
	page.Into(d)
	return d, draft.Err()
}

// The outline decides what stands where: headings, paragraphs of a loop, a table with the
// columns it picks, a planner's paragraphs; what has nothing to say is not there.
func TestOutlineIsWritten(t *testing.T) {
	m := &market{stalls: []stall{{"甲", 2}, {"乙", 3}, {"合计", 5}}}
	d, err := written(t, m, whole)
	if err != nil {
		t.Fatal(err)
	}
	want := `一、南市概况
　　南市见表1和图1。
表1　南市摊位（单位：件）
｜序号｜南市售出｜周一｜周二｜名称｜备注｜
｜1｜2｜好｜甲｜甲｜无｜
｜2｜3｜好｜乙｜乙｜无｜
｜3｜5｜好｜合计｜合计｜无｜
［图1　售出］如图。｜来源：南市。

（一）甲
　　甲在南市。

（二）合计
　　合计在南市。

二、其他
　　论证3。
　　甲在南市。
　　乙在南市。
　　合计在南市。
　　甲说。
　　甲说。
`
	title, got, _ := strings.Cut(sample.Dump(t, d), "一、")
	if got = "一、" + got; got != want || !strings.HasPrefix(title, "南市记\n") {
		t.Errorf("got %s\n%s\nwant\n%s", title, got, want)
	}
	if m.asked != 1 {
		t.Errorf("the rows were made %d times, though the sentence asks for them too", m.asked)
	}
	var ids []string
	for _, b := range d.Body {
		ids = append(ids, string(b.BlockID()))
	}
	if got, want := strings.Join(ids, " "), "m.all m.all.text m.table.stalls m.figure.sold m.stall.甲 m.stall.甲.text m.stall.合计 m.stall.合计.text m.more m.planned.1 m.stall.甲.again m.stall.乙.again m.stall.合计.again m.more.1 m.more.2"; got != want {
		t.Errorf("IDs\n%s\nwant\n%s", got, want)
	}
	table, figure := d.Body[2].(document.Table), d.Body[3].(document.Figure)
	if len(table.Sums) != 1 || table.Sums[0].Total != (document.CellAt{Row: 2, Index: 1}) || len(table.Sums[0].Parts) != 2 || table.Columns[4] != (document.Column{Width: 3, Align: document.Start}) || table.Note != nil {
		t.Errorf("table %+v", table)
	}
	if c := figure.Graphic.(document.Chart); c.Title != "图名" || c.Source != "来源：南市" || c.HeightMM != 70 {
		t.Errorf("chart %+v", c)
	}
	if !d.TOC || !d.Sheet || d.Budget != (document.Budget{Min: 1, Target: 2, Max: 3}) {
		t.Errorf("toc %v, sheet %v, budget %v", d.TOC, d.Sheet, d.Budget)
	}
}

// What is not placed, or has nothing to show, is not referred to; a table may say that
// there is nothing.
func TestReferencesFollowTheOutline(t *testing.T) {
	some := []stall{{"甲", 2}}
	for _, tt := range []struct {
		name, from, to string
		stalls         []stall
		want           string
	}{
		{"all there", "", "", some, "南市见表1和图1。"},
		{"the figure is not placed", "  - figure: 售出\n", "", some, "南市见表1。"},
		{"the figure's condition does not hold", "  - figure: 售出\n", "  - figure: 售出\n    when: 摊数 > 5\n", some, "南市见表1。"},
		{"the section's condition does not hold", "  title: \"{市名}概况\"\n", "  title: \"{市名}概况\"\n  when: 摊数 > 5\n", some, ""},
		{"no rows", "", "", nil, "南市没有摊位。"},
		{"no rows, and said so", "  unit: 件\n", "  none: {in: 名称, text: 零报告}\n", nil, "南市见表1。"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d, err := written(t, &market{stalls: tt.stalls}, strings.Replace(whole, tt.from, tt.to, 1))
			if err != nil {
				t.Fatal(err)
			}
			text := sample.Dump(t, d)
			if tt.want != "" && !strings.Contains(text, tt.want) || tt.want == "" && strings.Contains(text, "南市见") {
				t.Errorf("want %q in\n%s", tt.want, text)
			}
			if strings.Contains(tt.to, "none") && !strings.Contains(text, "｜—｜—｜—｜—｜零报告｜—｜") {
				t.Errorf("no row of nothing in\n%s", text)
			}
		})
	}
}

// A heading that cannot be filled and a circle of conditions are told; the rest is
// written.
func TestFaultsOfWriting(t *testing.T) {
	for _, tt := range []struct{ name, from, to, want string }{
		{"a heading without value", "title: 其他", "title: \"{无}\"", `outlines/market.yaml:22:11: "{无}"缺少"无"的值`},
		{"a table whose condition asks for itself", "  - table: 摊位\n", "  - table: 摊位\n    when: 表摊位 == true\n", "槽的取值成环：表摊位"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := written(t, &market{stalls: []stall{{"甲", 2}}}, strings.Replace(whole, tt.from, tt.to, 1))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}

// Everything that an outline names wrongly is told at once, with file, line, column and
// the way out.
func TestBrokenOutlines(t *testing.T) {
	paper := &outline.Paper[*market]{Outline: "market", Kind: "market", Parts: parts()}
	paper.Parts.Tables[0].Must = true
	for _, tt := range []struct{ name, from, to, want string }{
		{"kind", "kind: market", "kind: markt", `outlines/market.yaml:1:7: 这份提纲的kind是"markt"，不是market的（写 kind: market）`},
		{"table", "table: 摊位", "table: 摊味", `:12:12: 没有名为"摊味"的表（是否指 摊位）`},
		{"figure", "figure: 售出", "figure: 售完", `:13:13: 没有名为"售完"的图（是否指 售出）`},
		{"loop", "- each: 摊\n", "- each: 滩\n", `没有名为"滩"的逐项（可用：摊）`},
		{"planner", "plan: argument", "plan: argumant", `:24:11: 没有名为"argumant"的论证（是否指 argument）`},
		{"sentence", "[X1, X3]", "[X1, XX3]", `:11:15: 没有编号为XX3的句式（是否指 X3）`},
		{"slot of a heading", "title: \"{摊名}\"", "title: \"甲{摊明}\"", `:16:13: 没有名为"摊明"的量（是否指 摊名）`},
		{"slot of a condition", "摊数 > 5", "摊树 > 5", `:31:11: 没有名为"摊树"的量（是否指 摊数）`},
		{"slot of the loop's item outside the loop", "say: [X3, X4, X4]", "say: [X2]", `:28:11: 句式X2（narrative/zz.yaml:4）用到的量"摊名"在这里没有`},
		{"column", "name: 名称", "name: 名成", `没有名为"名成"的列（是否指 名称）`},
		{"role twice", "role: more", "role: all", `:20:9: role "all"用了两次`},
		{"role of other letters", "role: more", "role: 其他", `role "其他"不能作标识`},
		{"two paragraphs without role", "    apart: true\n", "", `:29:5: 一节里有两段没有role`},
		{"level", "level: 2", "level: 3", `标题层级3不接在上一标题的1级之后（写 level: 2）`},
		{"mandatory part", "  - table: 摊位\n", "", `缺少"摊位"，没有它不成为这份成果`},
		{"placed twice", "  - table: 摊位\n", "  - table: 摊位\n  - table: 摊位\n", `"摊位"放了两次`},
		{"no layout", "- name: 摊位\n", "- name: 摊子\n", `表"摊位"没有写明（在tables里写明它的标题和列）`},
		{"no title of a section", "  title: 其他\n", "", `这一节没有标题`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := strings.Replace(whole, tt.from, tt.to, 1)
			if text == whole {
				t.Fatal("nothing is broken")
			}
			set, err := templates.Load(fstest.MapFS{"outlines/market.yaml": {Data: []byte(text)}, "narrative/zz.yaml": {Data: []byte(sentences)}})
			if err != nil {
				t.Fatal(err)
			}
			told(t, set, paper, tt.want)
		})
	}
	set, err := templates.Load(fstest.MapFS{"outlines/market.yaml": {Data: []byte(whole)}, "narrative/zz.yaml": {Data: []byte(sentences)}, "outlines/markets.yaml": {Data: []byte(whole)}})
	if err != nil {
		t.Fatal(err)
	}
	told(t, set, paper, `outlines/markets.yaml: 没有成果用名为"markets"的提纲（是否指 market）`)
}

// told wants one fault of the paper's outline and no other.
func told(t *testing.T, set *templates.Set, paper *outline.Paper[*market], want string) {
	t.Helper()
	var got []string
	for _, err := range set.Check(map[string]*templates.Vocabulary{"market": paper.Vocabulary(nil)}) {
		if strings.Contains(err.Error(), "outlines/market") {
			got = append(got, err.Error())
		}
	}
	if !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, want) }) {
		t.Errorf("want %s, got\n%s", want, strings.Join(got, "\n"))
	}
}

// Slips of the file's own form are told together when it is loaded.
func TestOutlinesThatCannotBeRead(t *testing.T) {
	_, err := templates.Load(fstest.MapFS{"outlines/market.yaml": {Data: []byte(`kind: market
titel: 集市
toc: ja
budget: {min: -1}
sections:
- role: all
  level: 1
  title: "{市名"
  when: "摊数 >"
  body:
  - {say: [X1], table: 摊位}
  - say: X1
tables:
- {name: 摊位, columns: [{name: 名称, width: 0}]}
`)}})
	if err == nil {
		t.Fatal("nothing is told")
	}
	for _, want := range []string{
		`outlines/market.yaml:2:1: 没有名为"titel"的项（是否指 title）`, `:3:6: 应为true或false`, `:4:15: 应为不小于0的整数`, `:8:11: 花括号没有成对`, `:9:10: 条件"摊数 >"有误`,
		`:11:`, `这一项写了2种内容`, `:12:10: 应为一列`, `表须写明name、caption和columns`, `:14:42: 应为大于0的数`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%s is not told:\n%v", want, err)
		}
	}
}
