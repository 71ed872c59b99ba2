package proof

import (
	"fmt"
	"strings"

	"zhixiao"
	"zhixiao/document"
)

// standing is every unit's value of one code in one period, as printed anywhere.
type standing map[string]zhixiao.Decimal

// book is what the documents together say: values by key, standings by code and
// period, and what kind each unit is.
type book struct {
	values map[zhixiao.Key]zhixiao.Quantity
	stands map[string]standing // code/period
	kinds  map[string]zhixiao.UnitKind
	better map[string]int
}

func newBook(docs []*document.Document, words Words) *book {
	b := &book{values: map[zhixiao.Key]zhixiao.Quantity{}, stands: map[string]standing{}, kinds: map[string]zhixiao.UnitKind{}, better: words.Better}
	for _, d := range docs {
		b.kinds[d.Unit.Code] = d.Unit.Kind
		for _, q := range document.Quantities(d) {
			if q.Key == "" {
				continue
			}
			b.values[q.Key] = q
			what, unit, period, ok := q.Key.Split()
			if !ok || !q.Ok() {
				continue
			}
			at := what + "/" + period
			if b.stands[at] == nil {
				b.stands[at] = standing{}
			}
			b.stands[at][unit] = q.Value
		}
	}
	return b
}

// place is the place a unit must have on a code by the values of all units of its
// kind, and how many share it. ok is false when the documents do not hold the
// values of all of them, or when no direction is known.
func (b *book) place(code, unit, period string, of int64) (place int64, tied int, ok bool) {
	direction, known := b.better[code]
	all := b.stands[code+"/"+period]
	own, printed := all[unit]
	if !known || direction == 0 || !printed {
		return 0, 0, false
	}
	place, n := 1, int64(0)
	for u, v := range all {
		if b.kinds[u] != b.kinds[unit] || u == zhixiao.CityCode {
			continue
		}
		n++
		switch v.Cmp(own) * direction {
		case 1:
			place++
		case 0:
			tied++
		}
	}
	return place, tied, n == of
}

// rankOf is the code whose rank a quantity is.
func rankOf(q zhixiao.Quantity) (code, unit, period string, ok bool) {
	what, unit, period, ok := q.Key.Split()
	code, isRank := strings.CutSuffix(what, ".rank")
	return code, unit, period, ok && isRank && q.Ok()
}

// misplaced finds ranks that the values do not bear out: a unit said to have the
// 3rd place of 17 has exactly two better ones.
func misplaced(docs []*document.Document, b *book) []Finding {
	var found []Finding
	for _, d := range docs {
		eachNum(d, func(id document.ID, in []document.Inline, i int, n document.Num) {
			code, unit, period, ok := rankOf(n.Q)
			if !ok {
				return
			}
			place, tied, ok := b.place(code, unit, period, n.Q.N)
			if !ok {
				return
			}
			if place != n.Q.Value.N {
				found = append(found, finding(d, id, Block, "名次不符", fmt.Sprintf("%s：写为第%s位，按公布值应为第%d位", n.Q.Key, n.Q.Value, place)))
			}
			switch before := textBefore(in, i); {
			case strings.HasSuffix(before, "并列第") && tied < 2:
				found = append(found, finding(d, id, Block, "并列不符", fmt.Sprintf("%s：写为并列，但没有单位与之同值", n.Q.Key)))
			case strings.HasSuffix(before, "居第") && tied > 1:
				found = append(found, finding(d, id, Block, "并列不符", fmt.Sprintf("%s：%d个单位同值，应写“并列第%s位”", n.Q.Key, tied, n.Q.Value)))
			}
		})
	}
	return found
}

// foreignRanks finds other units' places in a unit's report: who stands where is
// told in the general report only (docs/domain/reports.md §11.5).
func foreignRanks(d *document.Document) []Finding {
	if d.Unit.Kind == zhixiao.City {
		return nil
	}
	var found []Finding
	eachNum(d, func(id document.ID, _ []document.Inline, _ int, n document.Num) {
		if _, unit, _, ok := rankOf(n.Q); ok && unit != d.Unit.Code {
			found = append(found, finding(d, id, Block, "别家名次", string(n.Q.Key)+"：单位报告只写本单位名次"))
		}
	})
	return found
}

// unboundRanks finds 第N位 whose N is a number but no rank.
func (r *reader) unboundRanks(id document.ID, in []document.Inline) {
	for i, part := range in {
		n, ok := part.(document.Num)
		if !ok || !strings.HasSuffix(textBefore(in, i), "第") || !strings.HasPrefix(textAfter(in, i), "位") {
			continue
		}
		if _, _, _, isRank := rankOf(n.Q); !isRank {
			r.tell(id, Block, "名次未绑定", fmt.Sprintf("第%s位来自%s，不是名次", n.Q.Text(), n.Q.Key))
		}
	}
}

// rankedRows wants the rows of a table to agree: the better value has the smaller
// rank, equal values have equal ranks.
func (r *reader) rankedRows(t document.Table) {
	type row struct {
		value zhixiao.Decimal
		rank  int64
	}
	rows := map[string][]row{} // by code and period
	for cells := range t.EachRow() {
		values, ranks := map[string]zhixiao.Decimal{}, map[string]int64{}
		for _, c := range cells {
			for _, in := range c.Inlines {
				n, ok := in.(document.Num)
				if !ok || !n.Q.Ok() {
					continue
				}
				if code, unit, period, ok := rankOf(n.Q); ok {
					ranks[code+"/"+unit+"/"+period] = n.Q.Value.N
				} else if what, unit, period, ok := n.Q.Key.Split(); ok {
					values[what+"/"+unit+"/"+period] = n.Q.Value
				}
			}
		}
		for key, rank := range ranks {
			if v, ok := values[key]; ok {
				parts := strings.Split(key, "/")
				code := parts[0] + "/" + parts[2]
				rows[code] = append(rows[code], row{v, rank})
			}
		}
	}
	for code, list := range rows {
		direction := r.words.Better[strings.SplitN(code, "/", 2)[0]]
		for i, a := range list {
			for _, b := range list[i+1:] {
				if by := a.value.Cmp(b.value) * direction; direction != 0 && (by > 0 && a.rank >= b.rank || by < 0 && a.rank <= b.rank || by == 0 && a.rank != b.rank) {
					r.tell(t.ID, Block, "表内名次不符", fmt.Sprintf("%s：%s列第%d位，%s列第%d位", code, a.value, a.rank, b.value, b.rank))
					return
				}
			}
		}
	}
}

// eachNum visits every number in text and cells with the run it stands in.
func eachNum(d *document.Document, visit func(id document.ID, in []document.Inline, i int, n document.Num)) {
	d.Blocks(func(b document.Block) {
		document.EachInlines(b, func(in []document.Inline) {
			for i, part := range in {
				if n, ok := part.(document.Num); ok {
					visit(b.BlockID(), in, i, n)
				}
			}
		})
	})
}

// textBefore is the plain text right before in[i], back to the last number.
func textBefore(in []document.Inline, i int) string {
	s := ""
	for i--; i >= 0; i-- {
		switch in[i].(type) {
		case document.Text, document.Strong:
			s = document.InlineText(in[i], nil) + s
		default:
			return s
		}
	}
	return s
}

// textAfter is the plain text right after in[i], up to the next number.
func textAfter(in []document.Inline, i int) string {
	var s strings.Builder
	for _, part := range in[i+1:] {
		switch part.(type) {
		case document.Text, document.Strong:
			s.WriteString(document.InlineText(part, nil))
		default:
			return s.String()
		}
	}
	return s.String()
}

// finding is one in d.
func finding(d *document.Document, id document.ID, level Level, rule, text string) Finding {
	return Finding{Job: d.Job, Title: d.Title + " " + d.Subtitle, Block: id, Level: level, Rule: rule, Text: text}
}
