package analysis

import (
	"slices"
	"testing"

	"zhixiao"
	"zhixiao/analysis/sample"
)

func TestCorrelationIsSpearmans(t *testing.T) {
	values := func(xs ...int64) (out []zhixiao.Decimal) {
		for _, x := range xs {
			out = append(out, zhixiao.Int(x))
		}
		return out
	}
	if got := ranks(values(10, 30, 30, 20)); !slices.Equal(got, []int64{2, 7, 7, 4}) {
		t.Errorf("twice the ranks: %v", got)
	}
	if q := facts(t, sample.Random(1, sample.Quarter(3))).Correlation("B101", "D101", zhixiao.Region); q.Missing != zhixiao.SmallSample {
		t.Errorf("four regions: %s", q)
	}
}
