// Package pdf prints documents as PDF/A-1b. Lines are broken by typeset, pages
// here; maroto draws what has been placed, and a last pass makes an archive file
// of what maroto wrote. Lengths are points, from the top left of the paper.
package pdf

import (
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"time"

	"zhixiao/document"
	"zhixiao/document/typeset"
)

// Writer prints PDF/A. It is safe for concurrent use.
type Writer struct {
	look  document.Look
	faces map[document.FontRole]*typeset.Face
	pics  document.Pictures
	made  time.Time

	order   []document.FontRole   // of faces, as text names them while it is drawn
	numbers map[*typeset.Face]int // places in order
	names   []string              // of the fonts, in order
	stub    []byte                // font that text is drawn in before it gets its own
	profile []byte                // sRGB, compressed
	quick   packer                // for fonts
	dense   packer                // for pages
}

var _ document.Writer = (*Writer)(nil)

// New reads the fonts. made is the time written into the files; equal documents
// printed with equal made are equal files.
func New(look document.Look, fonts document.Fonts, pics document.Pictures, made time.Time) (*Writer, error) {
	w := &Writer{look: look, faces: map[document.FontRole]*typeset.Face{}, pics: pics, made: made.UTC().Truncate(time.Second)}
	var faults []error
	for _, role := range []document.FontRole{document.FangSong, document.HeiTi, document.KaiTi, document.BiaoSong, document.Fallback} {
		data, ok := fonts[role]
		if !ok {
			faults = append(faults, fmt.Errorf("PDF：缺少字体%s.ttf，请放入templates/fonts", role))
			continue
		}
		face, err := typeset.ParseFace(string(role), data)
		if err != nil {
			faults = append(faults, fmt.Errorf("PDF：%w", err))
			continue
		}
		w.faces[role] = face
	}
	if p := look.Page; p.Width-p.Left-p.Right < 20 || p.Height-p.Top-p.Bottom < 20 {
		faults = append(faults, errors.New("PDF：版心小于20毫米，请检查外壳的页面设置"))
	}
	for _, name := range needed() {
		if s, ok := look.Styles[name]; !ok || s.Size <= 0 {
			faults = append(faults, fmt.Errorf("PDF：外壳缺少样式%q或其字号", name))
		}
	}
	if err := errors.Join(faults...); err != nil {
		return nil, err
	}
	w.fitGrid()
	w.quick.level, w.dense.level = zlib.BestSpeed, zlib.DefaultCompression
	w.order, w.numbers = slices.Sorted(maps.Keys(w.faces)), map[*typeset.Face]int{}
	for i, role := range w.order {
		w.numbers[w.faces[role]] = i
		w.names = append(w.names, fontName(w.faces[role]))
	}
	w.stub = w.faces[w.order[0]].Subset([]rune{' '})
	w.profile = w.dense.deflate(sRGB())
	return w, nil
}

func needed() []document.StyleName {
	return []document.StyleName{
		document.StyleTitle, document.StyleSubtitle, document.StyleH1, document.StyleH2, document.StyleH3, document.StyleH4,
		document.StyleBody, document.StyleQuote, document.StyleCaption, document.StyleFigure, document.StyleCell,
		document.StyleCellHead, document.StyleNote, document.StyleSignoff, document.StyleTOC1, document.StyleTOC2, document.StyleTOC3,
	}
}

// fitGrid takes the last hundredth off type that would leave 27 characters on a
// line of 28: 16 pt in 156 mm becomes 15.79 pt, as Word does by condensing.
func (w *Writer) fitGrid() {
	width := mm(w.look.Page.Width - w.look.Page.Left - w.look.Page.Right)
	styles := make(map[document.StyleName]document.Style, len(w.look.Styles))
	for name, s := range w.look.Styles {
		if n := math.Round(width / s.Size); n*s.Size > width && n*s.Size < 1.02*width {
			s.Size = math.Floor(100*width/n) / 100
		}
		styles[name] = s
	}
	for name, stand := range map[document.StyleName]document.StyleName{document.StyleSmall: document.StyleCell, document.StyleSmallHead: document.StyleCellHead} {
		if styles[name].Size <= 0 {
			styles[name] = styles[stand]
		}
	}
	w.look.Styles = styles
}

// Write prints d.
func (w *Writer) Write(ctx context.Context, out io.Writer, d *document.Document) error {
	layout, err := w.Layout(ctx, d)
	if err != nil {
		return err
	}
	return layout.Print(ctx, out)
}

// font is the faces of a role, with the fallback last.
func (w *Writer) font(role document.FontRole) typeset.Font {
	if role == document.Fallback || w.faces[role] == nil {
		return typeset.Font{w.faces[document.Fallback]}
	}
	return typeset.Font{w.faces[role], w.faces[document.Fallback]}
}

// mm is millimetres in points.
func mm(v float64) float64 { return v * 72 / 25.4 }
