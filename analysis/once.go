package analysis

import "reflect"

// Once is what another room works out of f once and keeps with it: the value that
// made gives when a T is first asked for, and that same value ever after. Facts of
// another period (Before, AsOf) keep values of their own. It is safe for concurrent
// callers; made may run twice and must not call Once for the same T.
func Once[T any](f *Facts, made func() T) T {
	kind := reflect.TypeFor[T]()
	if v, ok := f.kept.Load(kind); ok {
		return v.(T)
	}
	v, _ := f.kept.LoadOrStore(kind, made())
	return v.(T)
}
