// Package jpg encodes pictures for delivery: 300 dpi, sRGB, quality 92. Its
// Gallery draws every distinct graphic once and shares it between the writers
// and the JPG deliverable.
package jpg

import (
	"bytes"
	"container/list"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"image"

	"io"
	"sync"

	"zhixiao/document"
)

// Quality is the JPEG quality of delivered pictures; the contract asks for at
// least 92.
const Quality = 92

// DPI is the density recorded in the files: 150 mm are 1772 pixels.
const DPI = 300

// defaultKeep is how many bytes of encoded pictures a gallery keeps: those of
// several dozen reports. Few pictures are in more than one.
const defaultKeep = 24 << 20

// Gallery implements document.Pictures: each distinct graphic is drawn and
// encoded once, however many goroutines ask for it. Beyond its memory bound the
// pictures used longest ago are forgotten, and drawn again when asked for.
type Gallery struct {
	drawer document.Drawer
	keep   int

	encoders sync.Pool // of *encoder: their buffers are a megabyte each

	mu      sync.Mutex
	entries map[[sha256.Size]byte]*entry
	recent  list.List // of *entry with a picture, latest first
	bytes   int
	drawn   int
}

// releaser is a drawer that can use a picture's memory again.
type releaser interface{ Release(image.Image) }

type entry struct {
	key  [sha256.Size]byte
	done chan struct{} // closed when pic or err is set
	pic  *document.Picture
	err  error
	at   *list.Element
}

var _ document.Pictures = (*Gallery)(nil)

// NewGallery is an empty gallery that draws with d, which must be safe for
// concurrent use.
func NewGallery(d document.Drawer) *Gallery {
	return &Gallery{
		drawer: d, keep: defaultKeep,
		encoders: sync.Pool{New: func() any { return new(encoder) }},
		entries:  map[[sha256.Size]byte]*entry{},
	}
}

// Drawn is how many pictures were drawn and encoded so far.
func (g *Gallery) Drawn() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.drawn
}

// Picture is the encoded picture of a graphic. A failure is not kept: the next
// call tries again.
func (g *Gallery) Picture(ctx context.Context, graphic document.Graphic) (*document.Picture, error) {
	key, err := keyOf(graphic)
	if err != nil {
		return nil, err
	}
	for {
		e, mine := g.claim(key)
		if mine {
			g.make(ctx, e, graphic)
			return e.pic, e.err
		}
		select {
		case <-e.done:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		// Another caller's cancellation is not ours.
		if !errors.Is(e.err, context.Canceled) && !errors.Is(e.err, context.DeadlineExceeded) {
			return e.pic, e.err
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
}

// Write writes the picture of a graphic as a JPEG file.
func (g *Gallery) Write(ctx context.Context, w io.Writer, graphic document.Graphic) error {
	p, err := g.Picture(ctx, graphic)
	if err != nil {
		return err
	}
	_, err = w.Write(p.JPEG)
	return err
}

// claim finds the entry of a key or makes it; mine tells the caller to fill it.
func (g *Gallery) claim(key [sha256.Size]byte) (e *entry, mine bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if e, ok := g.entries[key]; ok {
		if e.at != nil {
			g.recent.MoveToFront(e.at)
		}
		return e, false
	}
	e = &entry{key: key, done: make(chan struct{})}
	g.entries[key] = e
	return e, true
}

// make fills an entry. A panic of the drawer becomes an error, so that nobody
// waits for ever.
func (g *Gallery) make(ctx context.Context, e *entry, graphic document.Graphic) {
	defer func() {
		if r := recover(); r != nil {
			e.pic, e.err = nil, fmt.Errorf("绘图时程序出错：%v", r)
		}
		g.settle(e)
		close(e.done)
	}()
	e.pic, e.err = g.encode(ctx, graphic)
}

func (g *Gallery) encode(ctx context.Context, graphic document.Graphic) (*document.Picture, error) {
	if p := asIs(graphic); p != nil {
		return p, nil
	}
	img, err := g.drawer.Draw(ctx, graphic)
	if err != nil {
		return nil, err
	}
	e := g.encoders.Get().(*encoder)
	defer g.encoders.Put(e)
	var buf bytes.Buffer
	err = e.encode(&buf, img, Quality, DPI)
	size := img.Bounds().Size()
	if r, ok := g.drawer.(releaser); ok {
		r.Release(img)
	}
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(buf.Bytes())
	return &document.Picture{JPEG: bytes.Clone(buf.Bytes()), Width: size.X, Height: size.Y, SHA256: hex.EncodeToString(sum[:])}, nil
}

// settle keeps a picture within the bound, or forgets a failure.
func (g *Gallery) settle(e *entry) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if e.err != nil {
		delete(g.entries, e.key)
		return
	}
	g.drawn++
	g.bytes += len(e.pic.JPEG)
	e.at = g.recent.PushFront(e)
	for g.bytes > g.keep && g.recent.Len() > 1 {
		old := g.recent.Remove(g.recent.Back()).(*entry)
		g.bytes -= len(old.pic.JPEG)
		delete(g.entries, old.key)
	}
}

// keyOf is the hash of everything a graphic is made of.
func keyOf(graphic document.Graphic) (key [sha256.Size]byte, err error) {
	h := sha256.New()
	switch v := graphic.(type) {
	case document.Image:
		fmt.Fprintf(h, "image %q\n", v.Name)
		h.Write(v.Data)
	case document.Chart:
		err = hashJSON(h, "chart", v)
	case *document.Map:
		if v == nil {
			return key, errors.New("地图为空")
		}
		err = hashJSON(h, "map", v)
	default:
		err = fmt.Errorf("不认识的图形种类%T", graphic)
	}
	h.Sum(key[:0])
	return key, err
}

func hashJSON(h hash.Hash, kind string, v any) error {
	fmt.Fprintln(h, kind)
	if err := json.NewEncoder(h).Encode(v); err != nil {
		return fmt.Errorf("图形的尺寸或坐标不是有效数值：%w", err)
	}
	return nil
}
