package book

import (
	"slices"
	"zhixiao/generators/prose"
)

// entry declares a slot of a whole book.
type entry = prose.Entry[*book]

// nth makes slots of the i-th of a list; they are not there where it has fewer.
func nth[T any](list func(*book) []T, i int) func(say func(*book, T) any) func(*book) any {
	return func(say func(*book, T) any) func(*book) any {
		return func(b *book) any {
			if all := list(b); i < len(all) {
				return say(b, all[i])
			}
			return nil
		}
	}
}

// greatest is a list of the first that is greater than all before and no less than all
// behind it, empty where the list is.
func greatest[T any](list []T, compare func(x, y T) int) []T {
	if len(list) == 0 {
		return nil
	}
	return []T{slices.MaxFunc(list, compare)}
}
