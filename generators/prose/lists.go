package prose

import (
	"slices"
)

// LastN is the last n of a list in their order, all where there are fewer.
func LastN[T any](list []T, n int) []T {
	out := slices.Clone(list)
	slices.Reverse(out)
	out = slices.Clone(FirstN(out, n))
	slices.Reverse(out)
	return out
}

// FirstN is the first n of a list, all where there are fewer; n is 0 or more.
func FirstN[T any](list []T, n int) []T { return list[:min(n, len(list))] }
