package zhixiao

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// digester is the number of the way in which Definitions makes its hashes of a set in
// a language, and stands before each. It rises when that way or the language changes;
// the store then proves on the rows which definitions stayed the same.
func digester(l Language) string {
	if l == SQL {
		return "v2:"
	}
	return "v3:"
}

// Definitions is how each indicator's value is made, as a hash by code: the feed
// with its table, day and filter, numerator, denominator, scale and formula; of a
// derived feed, what its tallies count; of a difference, its two sides. Names,
// weights, thresholds and the words of the definition are no part of it: they
// change what is said of a value, not the value.
func (s *IndicatorSet) Definitions() map[string]string {
	out := s.digests(s.meaning)
	for code, sum := range out {
		out[code] = digester(s.Language) + sum
	}
	return out
}

// FormerDefinitions are the hashes by which program 0.1.0 knew the definitions of a
// set in SQL: it looked at the names of a derived feed's tallies, not at what they
// count. Of another language it knew none.
func (s *IndicatorSet) FormerDefinitions() map[string]string {
	if s.Language != SQL {
		return nil
	}
	return s.digests(func(expr string) string { return expr })
}

func (s *IndicatorSet) digests(meaning func(expr string) string) map[string]string {
	out := make(map[string]string, len(s.Indicators))
	for _, ind := range s.Indicators {
		if ind.Formula != DifferenceFormula {
			f, _ := s.Feed(ind.Feed)
			out[ind.Code] = digest(f.Table, f.Date, f.Where, meaning(ind.Num), meaning(ind.Den), ind.Squares, fmt.Sprint(ind.Formula, ind.Scale), ind.Unit)
		}
	}
	for _, ind := range s.Indicators {
		if ind.Formula == DifferenceFormula {
			out[ind.Code] = digest(out[ind.Minuend], out[ind.Subtrahend], ind.Unit)
		}
	}
	return out
}

// Feed finds a feed by its name.
func (s *IndicatorSet) Feed(name string) (Feed, bool) {
	i := slices.IndexFunc(s.Feeds, func(f Feed) bool { return f.Name == name })
	if i < 0 {
		return Feed{}, false
	}
	return s.Feeds[i], true
}

// meaning is an expression; of "=feed.tally", what that tally counts.
func (s *IndicatorSet) meaning(expr string) string {
	ref, derived := strings.CutPrefix(expr, "=")
	if !derived {
		return expr
	}
	feed, tally, _ := strings.Cut(ref, ".")
	f, _ := s.Feed(feed)
	for _, t := range f.Tallies {
		if t.Name == tally {
			return "=" + digest(f.Table, f.Date, f.Where, t.Expr)
		}
	}
	return expr
}

// digest is a short hash of texts; where one ends and the next begins counts.
func digest(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// Changes names what differs between two sets in Chinese, indicator by indicator in
// the order of b and then a: "B101的权重", "新增B109". It is empty when the sets are
// equal but for their Version. Of sets in two languages it only says that they are:
// what each expression counts cannot be compared by its text.
func Changes(a, b *IndicatorSet) []string {
	if a.Language != b.Language {
		return append(Changes(a.withoutExpressions(), b.withoutExpressions()), "统计式的写法")
	}
	var out []string
	was := map[string]Indicator{}
	for _, ind := range a.Indicators {
		was[ind.Code] = ind
	}
	for _, ind := range b.Indicators {
		old, known := was[ind.Code]
		delete(was, ind.Code)
		if !known {
			out = append(out, "新增"+ind.Code)
		} else if what := changedParts(old, ind); what != "" {
			out = append(out, ind.Code+"的"+what)
		}
	}
	for _, ind := range a.Indicators {
		if _, gone := was[ind.Code]; gone {
			out = append(out, "取消"+ind.Code)
		}
	}
	for _, f := range b.Feeds {
		if old, known := a.Feed(f.Name); !known || !reflect.DeepEqual(old, f) {
			out = append(out, "数据源"+f.Name)
		}
	}
	for _, f := range a.Feeds {
		if _, known := b.Feed(f.Name); !known {
			out = append(out, "数据源"+f.Name)
		}
	}
	if !reflect.DeepEqual(a.Levels, b.Levels) {
		out = append(out, "各级名称")
	}
	return out
}

// withoutExpressions is the set without what is counted of rows, in no language.
func (s *IndicatorSet) withoutExpressions() *IndicatorSet {
	bare := *s
	bare.Language = ""
	bare.Indicators, bare.Feeds = slices.Clone(s.Indicators), slices.Clone(s.Feeds)
	for i := range bare.Indicators {
		ind := &bare.Indicators[i]
		ind.Num, ind.Den, ind.Squares = "", "", ""
	}
	for i := range bare.Feeds {
		f := &bare.Feeds[i]
		f.Where, f.Dims, f.Tallies = "", slices.Clone(f.Dims), slices.Clone(f.Tallies)
		for k := range f.Dims {
			f.Dims[k].Expr = ""
		}
		for k := range f.Tallies {
			f.Tallies[k].Expr = ""
		}
	}
	return &bare
}

// changedParts says which parts of an indicator differ: 权重, 阈值, 口径 or 文字.
func changedParts(a, b Indicator) string {
	var parts []string
	if a.Region != b.Region || a.Domain != b.Domain {
		parts = append(parts, "权重")
	}
	if a.HasLights != b.HasLights || a.Target != b.Target || a.Yellow != b.Yellow || a.Red != b.Red || a.Floor != b.Floor {
		parts = append(parts, "阈值")
	}
	a.Region, a.Domain, a.HasLights, a.Target, a.Yellow, a.Red, a.Floor = b.Region, b.Domain, b.HasLights, b.Target, b.Yellow, b.Red, b.Floor
	if a.Name != b.Name || a.Definition != b.Definition || a.How != b.How || a.Source != b.Source || a.Basis != b.Basis {
		parts = append(parts, "文字")
	}
	a.Name, a.Definition, a.How, a.Source, a.Basis = b.Name, b.Definition, b.How, b.Source, b.Basis
	if a != b {
		parts = append(parts, "口径")
	}
	return strings.Join(parts, "、")
}
