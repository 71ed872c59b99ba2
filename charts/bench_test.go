package charts

import (
	"context"
	"testing"
)

// BenchmarkDraw draws each sample once an iteration.
func BenchmarkDraw(b *testing.B) {
	d := testDrawer(b)
	all := samples()
	for name, c := range all {
		if _, err := d.Draw(context.Background(), c); err != nil {
			b.Fatalf("%s: %v", name, err)
		}
	}
	b.ResetTimer()
	for range b.N {
		for _, c := range all {
			if _, err := d.Draw(context.Background(), c); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(all)), "µs/chart")
}
