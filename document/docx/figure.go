package docx

import (
	"context"
	"fmt"
	"strconv"

	"zhixiao/document"
)

// picture is one image part; equal pictures share it.
type picture struct {
	sum  string
	data []byte
}

const (
	perMM     = 36000 // English Metric Units
	perTwip   = 635
	defaultMM = 150
)

func (p *printer) figure(ctx context.Context, f document.Figure) error {
	if f.Graphic == nil || p.w.pics == nil {
		p.fault("图没有内容")
		return nil
	}
	pic, err := p.w.pics.Picture(ctx, f.Graphic)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil {
		p.fault("图画不出来：%w", err)
		return nil
	}
	if pic == nil || len(pic.JPEG) == 0 || pic.Width <= 0 || pic.Height <= 0 {
		p.fault("图是空的")
		return nil
	}
	p.notePrint(f, pic)
	p.paragraph(document.StyleGraphic, string(f.ID), "", func() { p.drawing(f, pic) })
	p.paragraph(document.StyleFigure, string(f.ID)+"#caption", "", func() { p.run("", p.numbers.Label(f.ID)+"　"+f.Caption) })
	if f.Source != "" {
		p.paragraph(document.StyleNote, string(f.ID)+"#source", "", func() { p.run("", f.Source) })
	}
	return nil
}

// extent is the picture's size: the width asked for, less when it would not fit
// the type area with its caption under it.
func (p *printer) extent(f document.Figure, pic *document.Picture) (cx, cy int64) {
	mm := f.WidthMM
	if mm <= 0 {
		mm = defaultMM
	}
	s := p.w.shell.section
	cx = min(int64(mm*perMM), int64(s.width[document.Upright])*perTwip)
	cy = cx * int64(pic.Height) / int64(pic.Width)
	if most := int64(s.height) * perTwip * 8 / 10; cy > most {
		cx, cy = cx*most/cy, most
	}
	return max(cx, 1), max(cy, 1)
}

func (p *printer) drawing(f document.Figure, pic *document.Picture) {
	alt, err := escape(f.Alt)
	if err != nil {
		p.fault("替代文字%w", err)
		return
	}
	rel := p.imageRel(pic)
	cx, cy := p.extent(f, pic)
	id := strconv.Itoa(p.nextID())
	fmt.Fprintf(p.out, inlinePicture, cx, cy, id, id, alt, id, id, rel, cx, cy)
}

// inlinePicture is a picture in the line of text: width, height, number twice,
// alternative text, number twice, relationship, width, height.
const inlinePicture = `<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">` +
	`<wp:extent cx="%d" cy="%d"/><wp:docPr id="%s" name="图%s" descr="%s"/>` +
	`<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" noChangeAspect="1"/></wp:cNvGraphicFramePr>` +
	`<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">` +
	`<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="%s" name="图%s"/><pic:cNvPicPr/></pic:nvPicPr>` +
	`<pic:blipFill><a:blip r:embed="%s"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
	`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="%d" cy="%d"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
	`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`

// imageRel is the relationship of the picture's part.
func (p *printer) imageRel(pic *document.Picture) string {
	at := len(p.pictures)
	for i, have := range p.pictures {
		if have.sum == pic.SHA256 && have.sum != "" {
			at = i
		}
	}
	if at == len(p.pictures) {
		p.pictures = append(p.pictures, picture{sum: pic.SHA256, data: pic.JPEG})
	}
	return imageRelID(at)
}

func imageRelID(i int) string  { return "rIdZx" + strconv.Itoa(i+1) }
func imageTarget(i int) string { return "media/zhixiao" + strconv.Itoa(i+1) + ".jpg" }
