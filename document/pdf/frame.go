package pdf

import "zhixiao/document"

// frame is a sheet of paper and the type area on it.
type frame struct {
	paperWide, paperHigh float64
	left, top            float64 // of the type area
	wide, high           float64
}

// frameOf is the frame of a sheet. A turned one is the upright one laid on its
// side, its head where the upright sheet has its left edge; A3 is two sheets
// wide.
func frameOf(page document.Page, on document.Sheet) frame {
	if on == document.Upright {
		return frame{
			paperWide: mm(page.Width), paperHigh: mm(page.Height), left: mm(page.Left), top: mm(page.Top),
			wide: mm(page.Width - page.Left - page.Right), high: mm(page.Height - page.Top - page.Bottom),
		}
	}
	wide, high := page.Height, page.Width
	if on == document.TurnedA3 {
		wide, high = 2*page.Width, page.Height
	}
	return frame{
		paperWide: mm(wide), paperHigh: mm(high), left: mm(page.Bottom), top: mm(page.Left),
		wide: mm(wide - page.Top - page.Bottom), high: mm(high - page.Left - page.Right),
	}
}
