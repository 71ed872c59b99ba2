package charts

import (
	"context"
	"testing"

	"zhixiao/document/jpg"
)

// BenchmarkDraw draws each sample once an iteration.
func BenchmarkDraw(b *testing.B) {
	d := testDrawer(b)
	all := samples()
	b.ResetTimer()
	for range b.N {
		for name, c := range all {
			img, err := d.Draw(context.Background(), c)
			if err != nil {
				b.Fatalf("%s: %v", name, err)
			}
			d.Release(img)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(all)), "µs/chart")
}

// BenchmarkPicture draws and encodes each sample once an iteration.
func BenchmarkPicture(b *testing.B) {
	d := testDrawer(b)
	all := samples()
	bytes := 0
	b.ResetTimer()
	for range b.N {
		g := jpg.NewGallery(d)
		for name, c := range all {
			p, err := g.Picture(context.Background(), c)
			if err != nil {
				b.Fatalf("%s: %v", name, err)
			}
			bytes += len(p.JPEG)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(all)), "µs/chart")
	b.ReportMetric(float64(bytes)/float64(b.N*len(all)), "bytes/chart")
}
