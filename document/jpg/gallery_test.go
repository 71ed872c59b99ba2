package jpg

import (
	"bytes"
	"context"
	"errors"
	"image"
	"math"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"zhixiao/document"
)

// fake draws nothing and counts.
type fake struct {
	calls atomic.Int64
	draw  func(ctx context.Context) (image.Image, error)
}

func (f *fake) Draw(ctx context.Context, _ document.Graphic) (image.Image, error) {
	f.calls.Add(1)
	if f.draw != nil {
		return f.draw(ctx)
	}
	return pattern(40, 30), nil
}

func TestPictureIsDrawnOnce(t *testing.T) {
	d := &fake{draw: func(context.Context) (image.Image, error) {
		time.Sleep(5 * time.Millisecond)
		return pattern(40, 30), nil
	}}
	g := NewGallery(d)
	var wg sync.WaitGroup
	got := make([]*document.Picture, 40)
	for i := range got {
		wg.Go(func() {
			p, err := g.Picture(context.Background(), document.Chart{Title: string(rune('a' + i%4))})
			if err != nil {
				t.Error(err)
			}
			got[i] = p
		})
	}
	wg.Wait()
	if n := d.calls.Load(); n != 4 {
		t.Errorf("drawn %d times, want 4", n)
	}
	if got[0] != got[4] || got[0].Width != 40 || got[0].Height != 30 || len(got[0].SHA256) != 64 {
		t.Errorf("picture %+v not shared", got[0])
	}
}

func TestFailureIsNotKept(t *testing.T) {
	fail := true
	d := &fake{}
	d.draw = func(context.Context) (image.Image, error) {
		if fail {
			return nil, errors.New("broken")
		}
		return pattern(8, 8), nil
	}
	g := NewGallery(d)
	if _, err := g.Picture(context.Background(), document.Chart{}); err == nil {
		t.Fatal("no error")
	}
	fail = false
	if _, err := g.Picture(context.Background(), document.Chart{}); err != nil {
		t.Fatal(err)
	}
}

func TestAnothersCancellationIsNotMine(t *testing.T) {
	started := make(chan struct{})
	var once sync.Once
	d := &fake{draw: func(ctx context.Context) (image.Image, error) {
		first := false
		once.Do(func() { first = true })
		if first {
			close(started)
			<-ctx.Done()
			return nil, ctx.Err()
		}
		return pattern(8, 8), nil
	}}
	g := NewGallery(d)
	ctx, cancel := context.WithCancel(context.Background())
	go func() { _, _ = g.Picture(ctx, document.Chart{}) }()
	<-started
	done := make(chan error)
	go func() {
		_, err := g.Picture(context.Background(), document.Chart{})
		done <- err
	}()
	time.Sleep(2 * time.Millisecond)
	cancel()
	if err := <-done; err != nil {
		t.Errorf("got %v", err)
	}
}

func TestPanicIsAnError(t *testing.T) {
	g := NewGallery(&fake{draw: func(context.Context) (image.Image, error) { panic("boom") }})
	if _, err := g.Picture(context.Background(), document.Chart{}); err == nil {
		t.Error("no error")
	}
}

func TestMemoryIsBounded(t *testing.T) {
	d := &fake{}
	g := NewGallery(d)
	g.keep = 1
	for range 2 {
		for _, title := range []string{"a", "b", "c"} {
			if _, err := g.Picture(context.Background(), document.Chart{Title: title}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(g.entries) != 1 || d.calls.Load() != 6 {
		t.Errorf("%d pictures kept, %d drawn", len(g.entries), d.calls.Load())
	}
}

func TestSpecsWithoutHashAreRefused(t *testing.T) {
	g := NewGallery(&fake{})
	for name, graphic := range map[string]document.Graphic{
		"NaN": document.Chart{WidthMM: math.NaN()}, "nil": nil, "nil map": (*document.Map)(nil),
	} {
		if _, err := g.Picture(context.Background(), graphic); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

func TestWriteGivesThePicture(t *testing.T) {
	g := NewGallery(&fake{})
	var buf bytes.Buffer
	if err := g.Write(context.Background(), &buf, document.Chart{}); err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(buf.Bytes(), []byte{0xFF, 0xD8}) {
		t.Error("no JPEG")
	}
}
