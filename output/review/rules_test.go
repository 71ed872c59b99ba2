package review

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"testing"
	"time"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/output/press"
	"zhixiao/store/ledger"
)

// Three people pass a report: who edits does not review, who reviews alone does not
// approve, and a blank in a name makes nobody another.
func TestThreePeoplePassAReport(t *testing.T) {
	type hand struct{ stage, who string }
	for _, tt := range []struct {
		name  string
		hands []hand
		by    string
		want  []string // each in one refusal
	}{
		{"three", []hand{{"编辑稿", "甲"}, {"审核稿", "乙"}}, "丙", nil},
		{"the other names of the levels", []hand{{"送审稿", "甲"}, {"征求意见稿", "乙"}}, "丙", nil},
		{"nobody", nil, "丙", []string{"缺编辑", "缺审核"}},
		{"no editor", []hand{{"审核稿", "乙"}}, "丙", []string{"缺编辑"}},
		{"no reviewer", []hand{{"编辑稿", "甲"}}, "丙", []string{"缺审核"}},
		{"approved does not make an editor", []hand{{"审定稿", "甲"}, {"审核稿", "乙"}}, "丙", []string{"缺编辑"}},
		{"the editor approves", []hand{{"编辑稿", "甲"}, {"审核稿", "乙"}}, " 甲 ", []string{"审定人 甲 是本报告编辑稿的提交人"}},
		{"the editor reviews", []hand{{"编辑稿", "甲"}, {"审核稿", "甲"}}, "丙", []string{"审核人甲同时是编辑人"}},
		{"the editor reviews with a blank", []hand{{"编辑稿", "张 三"}, {"审核稿", "张三"}}, "丙", []string{"审核人张三同时是编辑人"}},
		{"the only reviewer approves", []hand{{"编辑稿", "甲"}, {"审核稿", "乙"}}, "乙", []string{"审定人乙是唯一的审核人"}},
		{"the editor is one of two reviewers, the other approves", []hand{{"编辑稿", "甲"}, {"审核稿", "甲"}, {"审核稿", "乙"}}, "乙", []string{"审定人乙是唯一的审核人"}},
		{"one of two reviewers approves", []hand{{"编辑稿", "甲"}, {"审核稿", "乙"}, {"审核稿", "丁"}}, "乙", nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := &approval{by: Approver{By: tt.by}}
			for _, h := range tt.hands {
				a.history = append(a.history, ledger.Review{Stage: h.stage, Who: h.who})
			}
			var got []string
			a.people(func(_, what, way string) {
				got = append(got, what)
				if way == "" {
					t.Errorf("no way out of: %s", what)
				}
			})
			if len(got) != len(tt.want) {
				t.Fatalf("refused %q, want %q", got, tt.want)
			}
			for i, want := range tt.want {
				if !strings.Contains(got[i], want) {
					t.Errorf("refused %q, want %q", got[i], want)
				}
			}
		})
	}
}

func TestVersionsOfApprovals(t *testing.T) {
	for was, want := range map[string]string{"": "V2.0", "V2.0": "V2.1", "V2.9": "V2.10", "a number of its own": "V2.1"} {
		a := &approval{}
		if was != "" {
			a.before = &ledger.Approval{Version: was}
		}
		if got := a.version(); got != want {
			t.Errorf("after %q comes %s, want %s", was, got, want)
		}
	}
	k, _, _, _ := press.JobOf("quarter-district-110105-2026Q3")
	got := ApprovedName(k, zhixiao.Period{Kind: zhixiao.Quarter, Year: 2026, N: 3}, zhixiao.Unit{Serial: "R03", Short: "朝阳区"}, "V2.1", "审定")
	if want := "ZS2026-121_QY_2026Q3_R03-朝阳区_季度分析报告_V2.1_审定"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A number that a reviewer wrote needs its source, a bound one may go with its words
// but not change.
func TestNumbersOfAReviewedFile(t *testing.T) {
	bound := document.Bound{Key: "B101@110105/2026Q3", Text: "98.20%"}
	for _, tt := range []struct {
		name             string
		d                document.Difference
		sources          []string
		refused          string
		dropped, vouched int
	}{
		{"words only", document.Difference{Block: "a.text", Kind: document.Edited, Old: "上升", New: "有所上升"}, nil, "", 0, 0},
		{"altered", document.Difference{Block: "a.text", Kind: document.Edited, Lost: []document.Bound{bound}, Unbound: []string{"99.00%"}}, nil, "与快照绑定的数98.20%（B101@110105/2026Q3）被改动，现有数字：99.00%", 0, 0},
		{"altered, with a source", document.Difference{Block: "a.text", Kind: document.Edited, Lost: []document.Bound{bound}, Unbound: []string{"99.00%"}}, []string{"a.text=区里"}, "被改动", 0, 0},
		{"left out", document.Difference{Block: "a.text", Kind: document.Edited, Lost: []document.Bound{bound}}, nil, "", 1, 0},
		{"from nowhere", document.Difference{Block: "a.text", Kind: document.Edited, Unbound: []string{"12件"}}, nil, "新写入的数没有来源：12件", 0, 0},
		{"with its source", document.Difference{Block: "a.text", Kind: document.Edited, Unbound: []string{"12件"}}, []string{"b.text=市里", " a.text = 区里 "}, "", 0, 1},
		{"with the source of another", document.Difference{Block: "a.text", Kind: document.Edited, Unbound: []string{"12件"}}, []string{"b.text=市里", "a.text"}, "没有来源", 0, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := &approval{by: Approver{Sources: tt.sources}}
			var refused []string
			a.numbers([]document.Difference{tt.d}, func(at, what, _ string) { refused = append(refused, at+": "+what) })
			if (len(refused) > 0) != (tt.refused != "") || len(refused) > 0 && !strings.Contains(refused[0], tt.refused) {
				t.Errorf("refused %q, want %q", refused, tt.refused)
			}
			if len(a.dropped) != tt.dropped || len(a.vouched) != tt.vouched {
				t.Errorf("dropped %q, vouched %q", a.dropped, a.vouched)
			}
			for _, s := range a.vouched {
				if !strings.HasSuffix(s, "来源：区里") {
					t.Errorf("vouched %q", s)
				}
			}
		})
	}
}

// A merged draft holds every version up to the one it names.
func TestAMergedDraftFollowsWhatItHolds(t *testing.T) {
	of := func(origin string) taken { return taken{Review: ledger.Review{Origin: origin}} }
	merged := of("快照2026Q3.v1" + mergedMark(7))
	for seq, want := range map[int64]bool{6: true, 7: true, 8: false} {
		if merged.follows(seq) != want {
			t.Errorf("version %d: %t", seq, !want)
		}
	}
	if of("快照2026Q3.v1").follows(1) || of("快照2026Q3.v1；已并入审稿第两版").follows(1) {
		t.Error("a draft that nothing was merged into follows a version")
	}
}

// A version goes on from an older one when it holds at least half of its changes.
func TestAVersionContinuesAnother(t *testing.T) {
	change := func(block, text string) document.Difference {
		return document.Difference{Block: document.ID(block), Kind: document.Edited, New: text}
	}
	of := func(all ...document.Difference) taken {
		return taken{changed: all, file: &Draft{Reading: &docx.Reading{}}}
	}
	older := of(change("a", "甲"), change("b", "乙"), change("c", "丙"), change("d", "丁"))
	for _, tt := range []struct {
		name string
		mine taken
		want bool
	}{
		{"half", of(change("a", "甲"), change("b", "乙"), change("x", "新")), true},
		{"less than half", of(change("a", "甲"), change("b", "别的")), false},
		{"the same words elsewhere", of(change("b", "甲"), change("a", "乙")), false},
		{"nothing", of(), false},
	} {
		if got := tt.mine.continues(older); got != tt.want {
			t.Errorf("%s: %t", tt.name, got)
		}
	}
	if !of().continues(of()) {
		t.Error("nothing changed after nothing changed is no other hand")
	}
}

// Encoding a picture anew moves its brightness by a few steps, another picture more.
func TestPicturesAreComparedByBrightness(t *testing.T) {
	picture := func(width, height int, shade uint8, spot uint8) []byte {
		img := image.NewGray(image.Rect(0, 0, width, height))
		for i := range img.Pix {
			img.Pix[i] = shade
		}
		for y := range height / 4 {
			for x := range width / 4 {
				img.SetGray(x, y, color.Gray{Y: spot})
			}
		}
		var b bytes.Buffer
		if err := png.Encode(&b, img); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	was := picture(192, 108, 120, 120)
	for _, tt := range []struct {
		name string
		now  []byte
		want bool
	}{
		{"itself", was, true}, {"six steps brighter", picture(192, 108, 126, 126), true}, {"seven", picture(192, 108, 127, 127), false},
		{"six darker", picture(192, 108, 114, 114), true}, {"seven darker", picture(192, 108, 113, 113), false},
		{"a corner", picture(192, 108, 120, 200), false}, {"twice as large", picture(384, 216, 120, 120), true},
		{"as small as can be compared", picture(96, 54, 120, 120), true}, {"narrower", picture(95, 54, 120, 120), false}, {"lower", picture(96, 53, 120, 120), false},
		{"no picture", []byte("no picture"), false},
	} {
		if got := looksSame(was, tt.now); got != tt.want {
			t.Errorf("%s: %t", tt.name, got)
		}
		if got := looksSame(tt.now, was); got != tt.want {
			t.Errorf("%s, the other way round: %t", tt.name, got)
		}
	}
}

// A comment stands at its paragraph; where that is gone, at its block, else at the one
// that stood before it. The house's own comments are not said again.
func TestCommentsFindTheirPlace(t *testing.T) {
	words := document.Words
	d := &document.Document{Job: "x", Body: []document.Block{
		document.Heading{ID: "h", Level: 1, Text: words("总体情况")},
		document.Para{ID: "p", Inlines: words("本季度平稳。")},
		document.List{ID: "l", Items: [][]document.Inline{words("一"), words("二")}},
	}}
	base := []document.Passage{{Block: "h"}, {Block: "p"}, {Block: "gone"}, {Block: "l", Part: "1"}, {Block: "l", Part: "2"}}
	h := newHomes(d, base)
	for _, tt := range []struct{ block, part, id, at string }{
		{"p", "", "p", ""}, {"l", "2", "l", "2"}, {"l", "3", "l", ""}, {"gone", "", "p", ""}, {"never there", "", "l", ""},
	} {
		if n := h.of(document.ID(tt.block), tt.part); string(n.ID) != tt.id || n.Part != tt.at {
			t.Errorf("%s#%s stands at %s#%s, want %s#%s", tt.block, tt.part, n.ID, n.Part, tt.id, tt.at)
		}
	}
	notes := h.notes(
		[]document.Conflict{{Block: "p", Why: "两处都改了", Base: "原", Reviewed: "审", Fresh: "新"}, {Block: "l", Part: "r.c", Why: "数据变了"}},
		[]docx.Comment{
			{Author: press.House, Mark: docx.MarkName("p", ""), Text: "机器的话"},
			{Author: "王五", Mark: docx.MarkName("p", ""), On: "平稳", Text: "核对"},
			{Author: "王五", On: "平稳", Text: "再核对"},
			{Author: "王五", On: "找不到\n的话", Text: "何处"},
		})
	var got []string
	for _, n := range notes {
		got = append(got, n.Author+"@"+string(n.ID)+": "+n.Text)
	}
	want := []string{
		press.House + "@p: 冲突：两处都改了\n原生成：原\n审核稿：审\n新数据：新", press.House + "@l: 冲突：数据变了（单元格r.c）",
		"王五@p: 核对", "王五@p: 再核对", "王五@h: 何处\n（原批在“找不到 的话”）",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// A merged report outside the length asked for is told, one within it is not.
func TestMergedReportsTellTheirLength(t *testing.T) {
	of := func(n int) *document.Document {
		return &document.Document{Body: []document.Block{document.Para{ID: "p", Inlines: document.Words(strings.Repeat("字", n))}}}
	}
	asked := document.Budget{Min: 10, Max: 20}
	for n, silent := range map[int]bool{9: false, 10: true, 20: true, 21: false} {
		if got := lengthOf(asked, of(n)); (got == "") != silent {
			t.Errorf("%d characters: %q", n, got)
		}
	}
	if got := lengthOf(document.Budget{}, of(3)); got != "" {
		t.Errorf("nothing was asked for: %q", got)
	}
}

// A list of more than two hundred rows is compared row by row.
func TestLongTablesAreComparedByRow(t *testing.T) {
	of := func(n int) document.Table {
		rows := make([][]document.Cell, n)
		for i := range rows {
			rows[i] = document.Row("a")
		}
		d := byRows(&document.Document{Body: []document.Block{document.Table{ID: "t", Rows: rows}}})
		return d.Body[0].(document.Table)
	}
	if of(200).Long != nil || of(201).Long == nil || of(201).Rows != nil {
		t.Error("the limit of two hundred rows is not kept")
	}
}

func TestHashesAreBrokenIntoGroups(t *testing.T) {
	for _, tt := range []struct {
		hash  string
		every int
		want  string
	}{{"abcdef", 2, "ab cd ef"}, {"abcde", 2, "ab cd e"}, {"ab", 2, "ab"}, {"", 2, ""}} {
		if got := Spaced(tt.hash, tt.every); got != tt.want {
			t.Errorf("%s by %d is %q, want %q", tt.hash, tt.every, got, tt.want)
		}
	}
	if got := clockOf("2026-10-14T09:30:00+08:00"); got != "2026年10月14日 09:30" {
		t.Errorf("clock %s", got)
	}
	if got := clockOf("昨天"); got != "昨天" {
		t.Errorf("what is no time becomes %s", got)
	}
	if got := clock(time.Date(2026, 1, 2, 3, 4, 0, 0, time.UTC)); got != "2026年1月2日 03:04" {
		t.Errorf("clock %s", got)
	}
}

// Differences are told with their old and new words; numbers that differ are counted.
func TestDifferencesAreTold(t *testing.T) {
	c := Comparison{
		A: &Draft{Reading: &docx.Reading{Job: "quarter-district-110105-2026Q3"}}, B: &Draft{Reading: &docx.Reading{}},
		Differences: []document.Difference{
			{Block: "a", Kind: document.Edited, Old: "共3件", New: "共4件", Unbound: []string{"4件"}},
			{Block: "b", Kind: document.Edited, Old: "上升", New: "回升"},
			{Block: "c", Kind: document.Shifted, Old: "原处", New: "移到此处"},
		},
	}
	got := strings.Join(c.Lines(), "\n")
	for _, want := range []string{"不是同一份报告（quarter-district-110105-2026Q3、无标识）", "原：共3件", "新：共4件", "  移到此处", "共3处不同，其中1处数字不同"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q lacks %q", got, want)
		}
	}
	if strings.Contains(got, "原处") {
		t.Error("a paragraph that moved is told twice")
	}
	if got := (&Comparison{A: c.B, B: c.B}).Lines(); !slices.Equal(got, []string{"两个版本文字相同"}) {
		t.Errorf("the same twice: %q", got)
	}
}
