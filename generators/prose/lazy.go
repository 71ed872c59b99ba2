package prose

// Lazy is a value that several slots share: found when it is first asked for, and kept.
type Lazy[T any] struct {
	value T
	known bool
}

// Of is the value, which find makes the first time.
func (l *Lazy[T]) Of(find func() T) T {
	if !l.known {
		l.value, l.known = find(), true
	}
	return l.value
}
