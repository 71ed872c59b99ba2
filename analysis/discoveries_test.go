package analysis

import "testing"

func TestDiscoveries(t *testing.T) {
	for _, tt := range []struct {
		name string
		z2   []float64
		want int
	}{
		{"none tested", nil, 0},
		{"one beyond 1.96", []float64{3.85}, 1},
		{"one within 1.96", []float64{3.83}, 0},
		{"one of twenty just beyond 1.96 is chance", append([]float64{4}, make([]float64, 19)...), 0},
		{"one of twenty far beyond is none", append([]float64{16}, make([]float64, 19)...), 1},
		{"many moved together", []float64{9, 9, 9, 9, 9, 4.4, 0, 0}, 6},
	} {
		n := 0
		for _, found := range discoveries(tt.z2) {
			if found {
				n++
			}
		}
		if n != tt.want {
			t.Errorf("%s: got %d, want %d", tt.name, n, tt.want)
		}
	}
}
