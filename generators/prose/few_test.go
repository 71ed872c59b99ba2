package prose

import (
	"testing"

	"zhixiao"
)

// The moves of a rate of rare events are worth a word from five of them on.
func TestFewCasesAreFewerThanFive(t *testing.T) {
	for _, tt := range []struct {
		rare  bool
		cases int64
		want  bool
	}{{true, 0, true}, {true, 4, true}, {true, 5, false}, {false, 0, false}, {false, 4, false}} {
		if got := FewCases(zhixiao.Quantity{Num: zhixiao.Int(tt.cases)}, zhixiao.Role{Rare: tt.rare}); got != tt.want {
			t.Errorf("%d cases, rare %t: %t", tt.cases, tt.rare, got)
		}
	}
}
