package zhixiao

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Definitions is how each indicator's value is made, as a hash by code: the feed
// with its table, day and filter, numerator, denominator, scale and formula; of a
// difference, its two sides. Names, weights, thresholds and the words of the
// definition are no part of it: they change what is said of a value, not the value.
func (s *IndicatorSet) Definitions() map[string]string {
	feeds := map[string]Feed{}
	for _, f := range s.Feeds {
		feeds[f.Name] = f
	}
	out := make(map[string]string, len(s.Indicators))
	for _, ind := range s.Indicators {
		if ind.Formula != DifferenceFormula {
			f := feeds[ind.Feed]
			out[ind.Code] = digest(f.Table, f.Date, f.Where, ind.Num, ind.Den, ind.Squares, fmt.Sprint(ind.Formula, ind.Scale), ind.Unit)
		}
	}
	for _, ind := range s.Indicators {
		if ind.Formula == DifferenceFormula {
			out[ind.Code] = digest(out[ind.Minuend], out[ind.Subtrahend], ind.Unit)
		}
	}
	return out
}

// digest is a short hash of texts; where one ends and the next begins counts.
func digest(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
