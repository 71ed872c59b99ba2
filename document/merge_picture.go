package document

// PicturePart is the part of a figure that a replaced picture goes by in what a
// merge tells.
const PicturePart = "picture"

// block is the merged block of a name; a picture that the reviewer put in place
// of the generated one stays.
func (m *merger) block(id ID) Block {
	b := m.words(id)
	f, ok := b.(Figure)
	mine, isFigure := m.mine[id].(Figure)
	if !ok || !isFigure {
		return b
	}
	if image, ok := mine.Graphic.(Image); ok && image.Instead != "" {
		f.Graphic, f.WidthMM = image, mine.WidthMM
		m.out.Kept = append(m.out.Kept, Passage{Block: id, Part: PicturePart}.Name())
		return f
	}
	return b
}

// Replaced are the pictures of d that a reviewer put in place of generated ones,
// by figure.
func Replaced(d *Document) map[ID]Image {
	all := map[ID]Image{}
	d.Blocks(func(b Block) {
		if f, ok := b.(Figure); ok {
			if image, ok := f.Graphic.(Image); ok && image.Instead != "" {
				all[f.ID] = image
			}
		}
	})
	return all
}
