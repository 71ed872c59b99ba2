package pdf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/color"
	"image/jpeg"
	"io"
	"slices"

	"github.com/johnfercher/go-tree/node"
	"github.com/johnfercher/maroto/v2"
	"github.com/johnfercher/maroto/v2/pkg/components/col"
	sheets "github.com/johnfercher/maroto/v2/pkg/components/page"
	"github.com/johnfercher/maroto/v2/pkg/components/row"
	"github.com/johnfercher/maroto/v2/pkg/config"
	"github.com/johnfercher/maroto/v2/pkg/consts/align"
	"github.com/johnfercher/maroto/v2/pkg/consts/extension"
	"github.com/johnfercher/maroto/v2/pkg/consts/fontstyle"
	"github.com/johnfercher/maroto/v2/pkg/consts/linestyle"
	"github.com/johnfercher/maroto/v2/pkg/consts/orientation"
	"github.com/johnfercher/maroto/v2/pkg/core"
	"github.com/johnfercher/maroto/v2/pkg/core/entity"
	"github.com/johnfercher/maroto/v2/pkg/props"

	"zhixiao/document"
	"zhixiao/document/typeset"
)

// Print writes the layout as PDF/A-1b.
func (l *Layout) Print(ctx context.Context, out io.Writer) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	raw, err := l.draw()
	if err != nil {
		return err
	}
	return l.archive(out, raw)
}

// draw has maroto draw every page as one row of the sheet's height.
func (l *Layout) draw() ([]byte, error) {
	width, height := l.w.look.Page.Width, l.w.look.Page.Height
	if !slices.ContainsFunc(l.pages, func(p *page) bool { return len(p.texts) > 0 }) {
		return nil, errors.New("PDF：文档没有文字")
	}
	font := &entity.CustomFont{Family: stubFamily, Style: fontstyle.Normal, Bytes: l.w.stub}
	cfg := config.NewBuilder().
		WithDimensions(width, height).
		WithLeftMargin(0).WithTopMargin(0).WithRightMargin(0).WithBottomMargin(0).
		WithMaxGridSize(1).
		WithCustomFonts([]*entity.CustomFont{font}).
		WithDefaultFont(&props.Font{Family: stubFamily, Style: fontstyle.Normal, Size: 10}).
		WithCompression(false). // archive cleans the pages, then compresses
		WithCreationDate(l.w.made).
		Build()
	m := maroto.New(cfg)
	shown := l.shown()
	for _, p := range l.pages {
		s := &sheet{page: p, faces: l.w.numbers, shown: shown, drop: mm(height) - frameOf(l.w.look.Page, p.sheet).paperHigh}
		if p.sealed != nil {
			s.page = &page{} // drawn already
		}
		m.AddPages(sheets.New().Add(row.New(height).Add(col.New(1).Add(s))))
	}
	done, err := m.Generate()
	if err != nil {
		return nil, fmt.Errorf("PDF：%w", err)
	}
	return done.GetBytes(), nil
}

// sheet is the maroto component that draws one placed page. drop is how far a
// landscape page stands below the head of the upright sheet it is drawn on; shown
// is the document's pictures.
type sheet struct {
	page  *page
	faces map[*typeset.Face]int
	shown []*document.Picture
	drop  float64
}

var _ core.Component = (*sheet)(nil)

// SetConfig is part of core.Component; everything is placed already.
func (s *sheet) SetConfig(*entity.Config) {}

// GetStructure is part of core.Component.
func (s *sheet) GetStructure() *node.Node[core.Structure] {
	return node.New(core.Structure{Type: "sheet"})
}

// GetHeight is the height of the sheet.
func (s *sheet) GetHeight(_ core.Provider, cell *entity.Cell) float64 { return cell.Height }

// Render draws the page from the top left of the paper.
func (s *sheet) Render(provider core.Provider, _ *entity.Cell) {
	inMM := func(v float64) float64 { return v * 25.4 / 72 }
	for _, p := range s.page.pictures {
		cell := entity.Cell{X: inMM(p.x), Y: inMM(p.y + s.drop), Width: inMM(p.w), Height: inMM(p.h) + 0.01}
		provider.AddImageFromBytes(placeholder(p.pic, slices.Index(s.shown, p.pic)), &cell, &props.Rect{Percent: 100, JustReferenceWidth: true}, extension.Jpg)
	}
	across := props.Line{Style: linestyle.Solid, Thickness: ruleMM, Orientation: orientation.Horizontal, SizePercent: 100}
	down := across
	down.Orientation = orientation.Vertical
	for _, r := range s.page.rules {
		cell := entity.Cell{X: inMM(r.x0), Y: inMM(r.y0 + s.drop), Width: inMM(r.x1 - r.x0), Height: inMM(r.y1 - r.y0)}
		if r.y0 == r.y1 {
			provider.AddLine(&cell, &across)
		} else {
			provider.AddLine(&cell, &down)
		}
	}
	for _, t := range s.page.texts {
		// maroto sets the baseline one type size below the cell's top, and
		// breaks what is wider than the cell.
		cell := entity.Cell{X: inMM(t.x), Y: inMM(t.y + s.drop - t.Size), Width: 1e6}
		prop := props.Text{Family: stubFamily, Style: fontstyle.Normal, Size: t.Size, Align: align.Left}
		prop.Color = codeOf(t.Piece, s.faces[t.Face])
		provider.AddText(t.Text, &cell, &prop)
	}
}

// soundJPEG proves that maroto will draw the picture: it prints an error message
// into the page when it cannot.
func soundJPEG(p *document.Picture) error {
	if p == nil || len(p.JPEG) == 0 {
		return errors.New("图片是空的")
	}
	c, err := jpeg.DecodeConfig(bytes.NewReader(p.JPEG))
	if err != nil {
		return fmt.Errorf("图片不是完整的JPEG：%w", err)
	}
	if c.ColorModel == color.CMYKModel {
		return errors.New("图片是CMYK颜色，PDF/A不接受，请转为RGB")
	}
	if c.Width != p.Width || c.Height != p.Height || c.Width < 1 || c.Height < 1 {
		return fmt.Errorf("图片的尺寸是%d×%d像素，登记的是%d×%d像素", c.Width, c.Height, p.Width, p.Height)
	}
	return nil
}
