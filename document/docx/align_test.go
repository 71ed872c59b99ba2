package docx

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestAlignKeepsBothOrders: whatever is paired, the first members are a and the
// second members are b, each whole and in order.
func TestAlignKeepsBothOrders(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	random := func(n int) []string {
		s := make([]string, n)
		for i := range s {
			s[i] = string(rune('a' + r.IntN(6)))
		}
		return s
	}
	for range 300 {
		a, b := random(r.IntN(30)), random(r.IntN(30))
		pairs := inGaps(align(a, b), func(int, int) bool { return r.IntN(2) == 0 })
		x, y := 0, 0
		for _, p := range pairs {
			if p.a >= 0 {
				if p.a != x {
					t.Fatalf("%v %v: %v", a, b, pairs)
				}
				x++
			}
			if p.b >= 0 {
				if p.b != y {
					t.Fatalf("%v %v: %v", a, b, pairs)
				}
				y++
			}
		}
		if x != len(a) || y != len(b) {
			t.Fatalf("%v %v: %v", a, b, pairs)
		}
	}
}

// TestAlignIsQuickOnLongLists: 50,000 rows with one in a hundred changed.
func TestAlignIsQuickOnLongLists(t *testing.T) {
	a := make([]string, 50_000)
	for i := range a {
		a[i] = fmt.Sprint("行", i)
	}
	b := append([]string(nil), a...)
	changed := 0
	for i := 0; i < len(b); i += 100 {
		b[i] += "改"
		changed++
	}
	same := 0
	for _, p := range align(a, b) {
		if p.a >= 0 && p.b >= 0 {
			same++
		}
	}
	if same != len(a)-changed {
		t.Errorf("%d rows paired, want %d", same, len(a)-changed)
	}
}

func TestTokensKeepNumbersWhole(t *testing.T) {
	got := strings.Join(tokens("较上季度下降-1.66%，A101为12件"), "|")
	if want := "较|上|季|度|下|降|-1.66%|，|A101|为|12|件"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
