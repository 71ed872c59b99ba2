package review

import (
	"bytes"
	"context"
	"errors"
	"image"
	_ "image/jpeg" // pictures of reviewed files
	_ "image/png"
	"slices"

	"golang.org/x/image/draw"

	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/output"
	"zhixiao/output/press"
)

// pictures tells which pictures of a draft are not the generated ones. Word may
// encode pictures anew when it saves; where the generated one can still be drawn the
// two are looked at.
func (t *Taken) pictures(ctx context.Context, p *press.Project) error {
	tree := t.Draft.Tree()
	replaced := document.Replaced(tree)
	k, unit, period, ok := press.JobOf(t.Draft.Reading.Job)
	if len(replaced) == 0 || !ok {
		return nil
	}
	l, err := p.Open(ctx, period)
	if err != nil {
		return err
	}
	fresh, err := l.Again(k, unit)
	var drawn *press.Press
	if err == nil {
		drawn, err = l.Press()
	}
	if err = errors.Join(err, l.Close()); err != nil || fresh == nil {
		return err
	}
	for _, id := range figures(tree) {
		image, ok := replaced[id]
		if !ok {
			continue
		}
		_, same, err := compare(ctx, drawn.Pictures(), fresh, id, image)
		if err != nil {
			return err
		}
		if same {
			t.say(output.Wording("picture packed"), id)
		} else {
			t.say(output.Wording("picture replaced"), id)
		}
	}
	return nil
}

// figures lists the figures of a tree in order.
func figures(d *document.Document) []document.ID {
	var all []document.ID
	d.Blocks(func(b document.Block) {
		if f, ok := b.(document.Figure); ok {
			all = append(all, f.ID)
		}
	})
	return all
}

func figureOf(d *document.Document, id document.ID) (f document.Figure, ok bool) {
	d.Blocks(func(b document.Block) {
		if x, is := b.(document.Figure); is && x.ID == id {
			f, ok = x, true
		}
	})
	return f, ok
}

// compare draws the fresh picture of a figure: its sum, and whether the
// reviewer's looks the same. A figure that is no longer generated has no sum.
func compare(ctx context.Context, pictures document.Pictures, fresh *document.Document, id document.ID, reviewed document.Image) (sum string, same bool, err error) {
	f, ok := figureOf(fresh, id)
	if !ok {
		return "", false, nil
	}
	picture, err := pictures.Picture(ctx, f.Graphic)
	if err != nil {
		return "", false, err
	}
	sum = docx.PrintSum(picture.JPEG)
	return sum, sum == reviewed.Instead && looksSame(picture.JPEG, reviewed.Data), nil
}

// Pictures are compared by the brightness of blocks: encoding anew and scaling
// leave it within a few steps, another number or bar does not.
const (
	blocksWide = 96
	blocksHigh = 54
	steps      = 6 // of 255
)

func looksSame(a, b []byte) bool {
	x, okX := brightness(a)
	y, okY := brightness(b)
	if !okX || !okY {
		return false
	}
	for i := range x {
		if d := int(x[i]) - int(y[i]); d > steps || d < -steps {
			return false
		}
	}
	return true
}

// brightness is the mean of each block of a picture, 0 to 255.
func brightness(data []byte) ([]uint8, bool) {
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil || img.Bounds().Dx() < blocksWide || img.Bounds().Dy() < blocksHigh {
		return nil, false
	}
	small := image.NewGray(image.Rect(0, 0, blocksWide, blocksHigh))
	draw.BiLinear.Scale(small, small.Bounds(), img, img.Bounds(), draw.Src, nil)
	return small.Pix, true
}

// checkPictures looks at the pictures that a merge kept: one that Word only encoded
// anew is drawn from the data again; one whose data have changed is a conflict.
func (r *Reviews) checkPictures(ctx context.Context, fresh, merged *document.Document, all *document.Merged) error {
	for id, image := range document.Replaced(merged) {
		sum, same, err := compare(ctx, r.pictures, fresh, id, image)
		if err != nil {
			return err
		}
		f, _ := figureOf(merged, id)
		switch {
		case same:
			generated, _ := figureOf(fresh, id)
			f.Graphic, f.WidthMM = generated.Graphic, generated.WidthMM
			name := document.Passage{Block: id, Part: document.PicturePart}.Name()
			all.Kept = slices.DeleteFunc(all.Kept, func(kept string) bool { return kept == name })
		case sum != "" && sum != image.Instead:
			image.Instead = sum
			f.Graphic = image
			all.Conflicts = append(all.Conflicts, document.Conflict{Block: id, Reviewed: "审核人换的图", Fresh: "按新数据画的图", Why: "审核人换过这幅图，数据又有变化，保留审核人的图"})
		default:
			continue
		}
		merged.Body, merged.Appendix = with(merged.Body, f), with(merged.Appendix, f)
	}
	return nil
}

// with is blocks with f in the place of the figure of its name.
func with(blocks []document.Block, f document.Figure) []document.Block {
	at := slices.IndexFunc(blocks, func(b document.Block) bool { return b.BlockID() == f.ID })
	if at < 0 {
		return blocks
	}
	out := slices.Clone(blocks)
	out[at] = f
	return out
}
