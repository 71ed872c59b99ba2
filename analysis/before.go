package analysis

// Before is the facts as they stood in the period before; ok is false without a
// snapshot of it. Nothing is measured again.
func (f *Facts) Before() (before *Facts, ok bool) {
	m := f.at(f.Prev())
	if m == nil {
		return nil, false
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.earlier == nil {
		b := *f
		b.memo = newMemo()
		for i, x := range f.snapshots {
			if x == m {
				b.snapshots = f.snapshots[: i+1 : i+1]
			}
		}
		f.earlier = &b
	}
	return f.earlier, true
}
