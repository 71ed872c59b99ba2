package proof

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/document"
)

// Impossible finds the numbers of a document that cannot be right whatever the
// data say, by the other numbers that stand in it: parts larger than their whole,
// shares over 100 %, counts below nought, ranks behind the last, a fall that is
// none, rows that do not add up. It reads no list of words, so that a build can
// afford it; Read finds the same and more.
func Impossible(d *document.Document) []Finding {
	r := reader{doc: d, numbers: document.Number(d)}
	d.Blocks(r.amounts)
	r.quantities()
	return r.found
}

// amounts proves what a block's numbers say of each other.
func (r *reader) amounts(b document.Block) {
	id := b.BlockID()
	document.EachInlines(b, func(in []document.Inline) {
		r.directions(id, in)
		r.fromTo(id, in)
	})
	switch b := b.(type) {
	case document.Table:
		if b.Long == nil {
			r.totals(b)
			r.shares(b)
		}
	case document.Figure:
		if c, ok := b.Graphic.(document.Chart); ok && c.Kind == document.PieChart {
			r.whole(b.ID, c)
		}
	}
}

var (
	fallsTo = regexp.MustCompile(patterns.Of("falls to"))
	risesTo = regexp.MustCompile(patterns.Of("rises to"))
)

// fromTo wants X降至Y to be a fall and X升至Y a rise.
func (r *reader) fromTo(id document.ID, in []document.Inline) {
	var before *document.Num
	for i, part := range in {
		n, ok := part.(document.Num)
		if !ok {
			continue
		}
		if was := before; was != nil && was.Q.Ok() && n.Q.Ok() && was.Q.Unit == n.Q.Unit {
			between := strings.TrimPrefix(textBefore(in, i), was.Q.Unit)
			by := n.Q.Value.Cmp(was.Q.Value)
			if by >= 0 && fallsTo.MatchString(between) || by <= 0 && risesTo.MatchString(between) {
				r.tell(id, Block, "升降不符", fmt.Sprintf("由%s%s%s", was.Q, between, n.Q))
			}
		}
		before = &n
	}
}

// quantities proves every quantity by itself and beside the others.
func (r *reader) quantities() {
	seen := map[zhixiao.Key]zhixiao.Quantity{}
	first := map[zhixiao.Key]document.ID{}
	r.doc.Blocks(func(b document.Block) {
		eachOf(b, func(q zhixiao.Quantity) {
			if _, known := seen[q.Key]; known || q.Key == "" || !q.Ok() {
				return
			}
			seen[q.Key], first[q.Key] = q, b.BlockID()
			if what := wrongAlone(q); what != "" {
				r.tell(b.BlockID(), Block, "数值不可能", fmt.Sprintf("%s为%s，%s", q.Key, q, what))
			}
		})
	})
	keys := slices.Sorted(maps.Keys(seen))
	for _, key := range keys {
		if what := wrongSum(seen[key], seen); what != "" {
			r.tell(first[key], Block, "数值不可能", fmt.Sprintf("%s为%s，%s", key, seen[key], what))
		}
	}
	r.parts(keys, seen, first)
}

func eachOf(b document.Block, visit func(zhixiao.Quantity)) {
	one := document.Document{Body: []document.Block{b}}
	document.EachQuantity(&one, visit)
}

var (
	// signedKind are differences, growths, correlations: they may be below nought.
	signedKind = regexp.MustCompile(`^(?:diff|growth|drop|spearman)[:(]|\.(?:change|yoy|gap|moved|trend)\b|\.part\[`)
	// overWhole are shares that may pass 100 %: growth, quotas more than met, settings.
	overWhole = regexp.MustCompile(`^(?:growth|drop)\(|^(?:quota|lists)\.|\.(?:cv|margin)\b`)
	countable = regexp.MustCompile(patterns.Of("countable"))
)

// wrongAlone says why a quantity cannot be; empty when it can.
func wrongAlone(q zhixiao.Quantity) string {
	what, _, _, ok := q.Key.Split()
	if !ok || signedKind.MatchString(what) {
		return ""
	}
	hundred := zhixiao.Int(100)
	switch {
	case q.Value.Sign() < 0 && (q.Unit == "%" || q.Unit == "分" || countable.MatchString(q.Unit)):
		return "不应小于0"
	case q.Unit == "%" && q.Value.Cmp(hundred) > 0 && !overWhole.MatchString(what):
		return "超过100%"
	case q.Unit == "分" && q.Value.Cmp(hundred) > 0:
		return "超过100分"
	case q.Unit == "%" && q.Den.Sign() > 0 && q.Num.Cmp(q.Den) > 0 && !overWhole.MatchString(what):
		return fmt.Sprintf("分子%s大于分母%s", q.Num, q.Den)
	case strings.HasSuffix(what, ".rank") && (q.Value.Sign() <= 0 || q.N > 0 && q.Value.Cmp(zhixiao.Int(q.N)) > 0):
		return fmt.Sprintf("名次应在1～%d之间", q.N)
	}
	return ""
}

// wrongSum says why a sum or difference cannot be by the terms that the document
// prints as well; empty when it can.
func wrongSum(q zhixiao.Quantity, seen map[zhixiao.Key]zhixiao.Quantity) string {
	what, _, _, _ := q.Key.Split()
	verb, _, made := strings.Cut(what, "(")
	verb, _, _ = strings.Cut(verb, ":")
	if !made || verb != "sum" && verb != "diff" {
		return ""
	}
	var got zhixiao.Decimal
	for i, key := range q.From {
		term, ok := seen[key]
		switch {
		case !ok:
			return "" // a term that a reader does not see
		case i == 0:
			got = term.Value
		case verb == "sum":
			got = got.Add(term.Value)
		default:
			got = got.Sub(term.Value)
		}
	}
	if len(q.From) > 0 && got.Cmp(q.Value) != 0 {
		return "而文中各项算得" + got.String()
	}
	return ""
}

// family is the parts of one whole along one dimension.
type family struct {
	whole zhixiao.Key
	by    string // dimension, or the kind of unit
}

// parts wants counts over the values of one dimension, and over the units of one
// kind, not to make more than the count of all when both are printed.
func (r *reader) parts(keys []zhixiao.Key, seen map[zhixiao.Key]zhixiao.Quantity, first map[zhixiao.Key]document.ID) {
	sums, least := map[family]zhixiao.Decimal{}, map[family]zhixiao.Key{}
	for _, key := range keys {
		if !countable.MatchString(seen[key].Unit) {
			continue
		}
		for _, f := range wholes(key) {
			if _, printed := seen[f.whole]; printed {
				if _, begun := sums[f]; !begun {
					least[f] = key
				}
				sums[f] = sums[f].Add(seen[key].Value)
			}
		}
	}
	for _, f := range slices.SortedFunc(maps.Keys(sums), func(a, b family) int { return strings.Compare(string(a.whole)+a.by, string(b.whole)+b.by) }) {
		if whole := seen[f.whole]; sums[f].Cmp(whole.Value) > 0 && whole.Unit == seen[least[f]].Unit {
			r.tell(first[least[f]], Block, "部分大于整体", fmt.Sprintf("%s为%s，文中按%s列出的部分（如%s）合计%s", f.whole, whole, f.by, least[f], sums[f]))
		}
	}
}

// counted is a count of a feed's column, whole or for values of dimensions:
// complaint.cases[l2=0101;region=110105].
var counted = regexp.MustCompile(`^([a-z_]+\.[a-z_0-9]+)(?:\[([^\]]*)\])?$`)

// wholes are the counts that a count is a part of: without one of its dimensions,
// and of the city.
func wholes(key zhixiao.Key) []family {
	what, unit, period, ok := key.Split()
	m := counted.FindStringSubmatch(what)
	if !ok || m == nil {
		return nil
	}
	var all []family
	if m[2] != "" {
		dims := strings.Split(m[2], ";")
		for i, d := range dims {
			rest := strings.Join(slices.Delete(slices.Clone(dims), i, i+1), ";")
			if rest != "" {
				rest = "[" + rest + "]"
			}
			// The parts of a whole differ in one dimension only; a union of values is
			// no part beside them, but no more than the whole either.
			name, value, _ := strings.Cut(d, "=")
			if strings.Contains(value, "|") {
				name = d
			}
			all = append(all, family{zhixiao.Key(m[1] + rest + "@" + unit + "/" + period), name})
		}
	}
	if unit != zhixiao.CityCode {
		kind := "区域"
		if !strings.HasPrefix(unit, "11") {
			kind = "领域"
		}
		all = append(all, family{zhixiao.Key(what + "@" + zhixiao.CityCode + "/" + period), kind})
	}
	return all
}
