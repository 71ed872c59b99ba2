package generators

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/generators/sample"
	"zhixiao/templates"
)

// edited is the program's own files with some words replaced, as an editor's folder.
func edited(t *testing.T, edits map[string][]string) fstest.MapFS {
	t.Helper()
	folder := fstest.MapFS{}
	for name, pairs := range edits {
		text, err := os.ReadFile("../templates/" + name)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		changed := string(text)
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] != "" && !strings.Contains(changed, pairs[i]) {
				t.Fatalf("%s: no %q", name, pairs[i])
			}
			changed = strings.Replace(changed, pairs[i], pairs[i+1], -1)
		}
		folder[name] = &fstest.MapFile{Data: []byte(changed)}
	}
	return folder
}

// An editor adds a paragraph, drops a figure, renames a heading and a column, adds a
// column and moves a table, and the week's paper shows it: no Go is written for it.
func TestEditorsChangeAnOutline(t *testing.T) {
	f, _ := sample.SmallPeriod(t, zhixiao.Period{Kind: zhixiao.Week, Year: 2026, N: 36})
	set, err := templates.Load(edited(t, map[string][]string{
		"narrative/zz_own.yaml": {"", `- {id: ZZ1, must: true, text: ["本周另报{件数}。"]}` + "\n"},
		"narrative/week.yaml":   {"，区域与类别的分布见{图区域}", ""},
		"outlines/week-report.yaml": {
			"  - figure: 区域与类别\n", "  - say: [ZZ1]\n    role: own.text\n",
			"title: 典型原声", "title: 群众的话",
			"  - table: 突增\n", "", "  - figure: 近九周\n", "  - figure: 近九周\n  - table: 突增\n",
			"head: 反映最多的事项", "head: 主要事项",
			"  - {name: 前8周平均, head: 前8周平均（件）, width: 1.4}", "  - {name: 处置, text: 待核实, width: 1}",
		},
	}))
	if err != nil {
		t.Fatal(err)
	}
	if err := Vet(set); err != nil {
		t.Fatal(err)
	}
	made, err := Make(Request{Kind: "week-report", Facts: f, Templates: set, Unit: f.Units(zhixiao.City)[0]})
	if err != nil {
		t.Fatal(err)
	}
	if err := document.Check(made.Document); err != nil {
		t.Error(err)
	}
	text := sample.Dump(t, made.Document)
	for _, want := range []string{"本周另报17件。", "三、群众的话", "各类别变化见表2。", "明细见表1", "｜主要事项｜", "｜序号｜对象｜本期（件）｜处置｜", "｜14｜待核实｜"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q", want)
		}
	}
	for _, gone := range []string{"典型原声", "17个区域", "图2", "反映最多的事项"} {
		if strings.Contains(text, gone) {
			t.Errorf("%q is still there", gone)
		}
	}
	if strings.Index(text, "表1　突增提醒") > strings.Index(text, "表2　一级类别") {
		t.Error("the table was not moved")
	}
	if t.Failed() {
		t.Log(text)
	}
}

// What an editor's outline breaks is told when the templates are read, all at once and
// with the place, before anything is made.
func TestBrokenOutlinesAreTold(t *testing.T) {
	set, err := templates.Load(edited(t, map[string][]string{
		"outlines/week-report.yaml":     {"  - figure: 区域与类别\n", "", "  - table: 突增\n", "  - table: 突曾\n", "[ZC41]", "[ZC14]"},
		"outlines/month-list.yaml":      {"  - table: 问题清单\n", "  - say: [QD01]\n"},
		"outlines/inspection-list.yaml": {"each: 单位", "each: 点位", "[HC21, HC22]", "[HC21, HC11]", "{核编号}", "{核号}"},
		"outlines/day-reprot.yaml":      {"", "kind: day-report\ntitle: 日汇总\nsections:\n- {role: all, level: 1, title: 收件}\n"},
	}))
	if err != nil {
		t.Fatal(err)
	}
	err = Vet(set)
	if err == nil {
		t.Fatal("nothing is told")
	}
	for _, want := range []string{
		`outlines/week-report.yaml:12:11: 必备句ZC11（narrative/week.yaml:8）要引用"区域与类别"，提纲里没有放（把它放回提纲，或改写该句）`,
		`outlines/week-report.yaml:21:12: 没有名为"突曾"的表（是否指 突增）`,
		`没有编号为ZC14的句式（是否指 ZC11）`,
		`outlines/month-list.yaml: 缺少"问题清单"，没有它不成为这份成果（在某节的body里写 table: 问题清单）`,
		`outlines/inspection-list.yaml:23:9: 没有名为"点位"的逐项（是否指 单位）`,
		`用到的量"核本点位"在这里没有`,
		`没有名为"核号"的量（是否指 核编号）`,
		`outlines/day-reprot.yaml: 没有成果用名为"day-reprot"的提纲（是否指 day-report）`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%s is not told", want)
		}
	}
	if t.Failed() {
		t.Log(err)
	}
}
