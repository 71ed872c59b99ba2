package pdf

// Overruns lists the texts whose squares reach out of their page's type area by
// more than the blank half of a mark.
func (l *Layout) Overruns() []string {
	var over []string
	look := l.w.look.Page
	for _, p := range l.pages {
		frame := frameOf(look, p.sheet)
		left, right := frame.left, frame.left+frame.wide
		for _, t := range p.texts {
			end := t.x - t.Spacing
			for _, r := range t.Text {
				end += t.Face.Advance(r)*t.Size + t.Spacing
			}
			if t.x < left-t.Size/2-0.01 || end > right+t.Size/2+0.01 {
				over = append(over, t.Text)
			}
		}
	}
	return over
}

// Collisions lists the texts of the type area that reach into the line of the
// page number.
func (l *Layout) Collisions() []string {
	var hits []string
	for _, p := range l.pages {
		if p.label == "" {
			continue
		}
		foot := 0.0
		for _, t := range p.texts {
			foot = max(foot, t.y)
		}
		for _, t := range p.texts {
			if t.y < foot && t.y+0.12*t.Size > foot-14 {
				hits = append(hits, t.Text)
			}
		}
	}
	return hits
}
