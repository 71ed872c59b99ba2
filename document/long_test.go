package document_test

import (
	"slices"
	"strings"
	"testing"

	"zhixiao/document"
)

func longDoc(long bool, rows ...string) *document.Document {
	t := document.Table{ID: "list", Caption: "清单", Columns: []document.Column{{Width: 1}, {Width: 1}},
		Header: [][]document.Cell{cellsOf("编号", "描述")}}
	for _, r := range rows {
		t.Rows = append(t.Rows, cellsOf(strings.Split(r, " ")...))
	}
	if long {
		t.Long, t.Rows = slices.Values(t.Rows), nil
	}
	return &document.Document{Body: []document.Block{t}}
}

func cellsOf(texts ...string) []document.Cell {
	var row []document.Cell
	for _, s := range texts {
		row = append(row, document.Cell{Inlines: []document.Inline{document.Text(s)}})
	}
	return row
}

func rowTexts(d *document.Document) []string {
	var all []string
	for row := range d.Body[0].(document.Table).EachRow() {
		var texts []string
		for _, c := range row {
			texts = append(texts, document.PlainText(c.Inlines, nil))
		}
		all = append(all, strings.Join(texts, " "))
	}
	return all
}

func TestLongTableIsMergedByRows(t *testing.T) {
	for _, tt := range []struct {
		name                          string
		base, reviewed, fresh, merged []string
		conflicts                     int
	}{
		{"nobody changed anything", []string{"A 一", "B 二"}, []string{"A 一", "B 二"}, []string{"A 一", "B 二"}, []string{"A 一", "B 二"}, 0},
		{"the data changed", []string{"A 一", "B 二"}, []string{"A 一", "B 二"}, []string{"B 贰", "C 三"}, []string{"B 贰", "C 三"}, 0},
		{"the reviewer changed a row", []string{"A 一", "B 二"}, []string{"A 一", "B 两"}, []string{"C 三", "B 二", "A 一"}, []string{"C 三", "B 两", "A 一"}, 0},
		{"both changed a row", []string{"A 一"}, []string{"A 壹"}, []string{"A 1"}, []string{"A 壹"}, 1},
		{"both changed it to the same", []string{"A 一"}, []string{"A 壹"}, []string{"A 壹"}, []string{"A 壹"}, 0},
		{"the reviewer added a row", []string{"A 一", "B 二"}, []string{"A 一", "X 新", "B 二"}, []string{"A 一", "C 三", "B 二"}, []string{"A 一", "X 新", "C 三", "B 二"}, 0},
		{"a row added in front", []string{"A 一"}, []string{"X 新", "A 一"}, []string{"A 一"}, []string{"X 新", "A 一"}, 0},
		{"the reviewer deleted a row", []string{"A 一", "B 二"}, []string{"B 二"}, []string{"A 一", "B 二"}, []string{"B 二"}, 0},
		{"deleted, and the data changed", []string{"A 一", "B 二"}, []string{"B 二"}, []string{"A 壹", "B 二"}, []string{"B 二"}, 1},
		{"changed, and the data are gone", []string{"A 一", "B 二"}, []string{"A 一", "B 两"}, []string{"A 一", "C 三"}, []string{"A 一", "B 两", "C 三"}, 1},
		{"the number itself was changed", []string{"A 一", "B 二"}, []string{"A 一", "B9 二"}, []string{"A 一", "B 二"}, []string{"A 一", "B9 二"}, 0},
		{"two rows of one number", []string{"A 一", "A 二"}, []string{"A 一", "A 两"}, []string{"A 一", "A 二"}, []string{"A 一", "A 两"}, 0},
		{"a cell emptied", []string{"A 一"}, []string{"A "}, []string{"A 一"}, []string{"A —"}, 0},
	} {
		for _, baseLong := range []bool{true, false} { // the base may be older than the list's length
			base := document.Passages(longDoc(baseLong, tt.base...))
			got, how := document.Merge(base, longDoc(false, tt.reviewed...), longDoc(true, tt.fresh...))
			if texts := rowTexts(got); !slices.Equal(texts, tt.merged) {
				t.Errorf("%s (base long: %v): got %q, want %q", tt.name, baseLong, texts, tt.merged)
			}
			if !slices.Equal(rowTexts(got), rowTexts(got)) {
				t.Errorf("%s: rows differ when ranged again", tt.name)
			}
			if len(how.Conflicts) != tt.conflicts {
				t.Errorf("%s: got %d conflicts, want %d: %+v", tt.name, len(how.Conflicts), tt.conflicts, how.Conflicts)
			}
			if err := document.Check(got); err != nil {
				t.Errorf("%s: %v", tt.name, err)
			}
		}
	}
}

func TestRowsAreNotNamedByTheirPlace(t *testing.T) {
	list := func(long bool, rows ...string) *document.Document {
		d := longDoc(long, rows...)
		t := d.Body[0].(document.Table)
		t.Columns, t.Header = append(t.Columns, t.Columns[0]), [][]document.Cell{cellsOf("序号", "编号", "描述")}
		d.Body[0] = t
		return d
	}
	base := document.Passages(list(true, "1 A 一", "2 B 二", "3 C 三"))
	got, how := document.Merge(base, list(false, "1 A 一", "2 B 两", "3 C 三"), list(true, "1 Z 零", "2 A 一", "3 B 二", "4 C 叁"))
	if texts, want := rowTexts(got), []string{"1 Z 零", "2 A 一", "3 B 两", "4 C 叁"}; !slices.Equal(texts, want) {
		t.Errorf("got %q, want %q", texts, want)
	}
	if len(how.Conflicts) > 0 || !slices.Equal(how.Kept, []string{"list#k:B"}) {
		t.Errorf("kept %q, conflicts %+v", how.Kept, how.Conflicts)
	}
}

func TestCompareLongTables(t *testing.T) {
	base := document.Passages(longDoc(true, "A 一", "B 二", "C 三"))
	var got []string
	for _, d := range document.Compare(base, document.Passages(longDoc(false, "A 一", "C 叁", "D 四"))) {
		got = append(got, string(d.Kind)+" "+d.Name()+" "+d.Old+"→"+d.New)
	}
	want := []string{"修改 list#k:C C｜三→C｜叁", "新增 list#k:D →D｜四", "删除 list#k:B B｜二→"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestCheckOfLongTables(t *testing.T) {
	bad := func(change func(*document.Table)) *document.Document {
		d := longDoc(true, "A 一", "B 二")
		t := d.Body[0].(document.Table)
		change(&t)
		d.Body[0] = t
		return d
	}
	for _, tt := range []struct {
		name, want string
		change     func(*document.Table)
	}{
		{"sound", "", func(*document.Table) {}},
		{"a short row", "第2行有1列", func(t *document.Table) { t.Long = slices.Values([][]document.Cell{cellsOf("1", "2"), cellsOf("1")}) }},
		{"an empty cell", "第1行有空白单元格", func(t *document.Table) { t.Long = slices.Values([][]document.Cell{cellsOf("1", "")}) }},
		{"a control character", "U+0007", func(t *document.Table) { t.Long = slices.Values([][]document.Cell{cellsOf("1", "\a")}) }},
		{"rows twice", "同时给了", func(t *document.Table) { t.Rows = [][]document.Cell{cellsOf("1", "2")} }},
		{"sums", "合计", func(t *document.Table) { t.Sums = []document.Sum{{}} }},
		{"a span down", "纵向合并", func(t *document.Table) {
			t.Long = slices.Values([][]document.Cell{{{Inlines: []document.Inline{document.Text("1")}, RowSpan: 2, ColSpan: 2}}})
		}},
		{"nothing", "没有行", func(t *document.Table) { t.Long = slices.Values([][]document.Cell{}) }},
		{"A3 upright", "A3", func(t *document.Table) { t.A3 = true }},
	} {
		err := document.Check(bad(tt.change))
		switch {
		case tt.want == "" && err != nil:
			t.Errorf("%s: %v", tt.name, err)
		case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
			t.Errorf("%s: got %v, want %s", tt.name, err, tt.want)
		}
	}
}
