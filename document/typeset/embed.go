package typeset

// Embedding is a face cut down to the characters of one document, as a PDF
// carries it.
type Embedding struct {
	File   []byte   // TrueType file of outlines and metrics; characters are mapped by Glyphs
	Runes  []rune   // the characters, ascending; those the face has not are left out
	Glyphs []uint16 // of Runes, in File
	Widths []int    // of Runes, in thousandths of the em, rounded
	Missed int      // width of the glyph for missing characters
	Box    [4]int   // of all glyphs of the face: left, bottom, right, top in thousandths
	Ascent, Descent,
	Cap int // in thousandths; Descent is negative
}

// Embed cuts f down to runes, whose order does not matter.
func (f *Face) Embed(runes []rune) Embedding {
	s, kept := f.cut(runes)
	glyf, loca := s.outlines()
	tables := map[string][]byte{"glyf": glyf, "loca": loca, "hmtx": s.metrics()}
	s.rest(tables, "cvt ", "fpgm", "prep")
	e := Embedding{File: assemble(tables), Runes: kept, Glyphs: make([]uint16, len(kept)), Widths: make([]int, len(kept))}
	for i, r := range kept {
		g := f.glyph(r)
		e.Glyphs[i], e.Widths[i] = s.index[g], f.thousandths(int(f.advance[g]))
	}
	head, hhea := f.tables["head"], f.tables["hhea"]
	for i := range e.Box {
		e.Box[i] = f.thousandths(i16(head, 36+2*i))
	}
	e.Missed = f.thousandths(int(f.advance[0]))
	e.Ascent, e.Descent = f.thousandths(i16(hhea, 4)), f.thousandths(i16(hhea, 6))
	e.Cap = e.Ascent
	if os2 := f.tables["OS/2"]; len(os2) >= 90 && u16(os2, 0) >= 2 && i16(os2, 88) > 0 {
		e.Cap = f.thousandths(i16(os2, 88))
	}
	return e
}

// thousandths is a length of the face's units in thousandths of the em.
func (f *Face) thousandths(units int) int {
	upem, half := int(f.upem), int(f.upem)/2
	if units < 0 {
		return -((-units*1000 + half) / upem)
	}
	return (units*1000 + half) / upem
}
