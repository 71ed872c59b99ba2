package dwg

import (
	"cmp"
	"slices"
)

// The start sentinels; an end sentinel is the complement of its start. The
// file header's stands alone.
const (
	previewMark   = "\x1F\x25\x6D\x07\xD4\x36\x28\x28\x9D\x57\xCA\x3F\x9D\x44\x10\x2B"
	variablesMark = "\xCF\x7B\x1F\x23\xFD\xDE\x38\xA9\x5F\x7C\x68\xB8\x4E\x6D\x33\x5F"
	classesMark   = "\x8D\xA1\xC4\xB8\xC4\xA9\xF8\xC5\xC0\xDC\xF4\x5F\xE7\xCF\xB6\x8A"
	secondMark    = "\xD4\x7B\x21\xCE\x28\x93\x9F\xBF\x53\x24\x40\x09\x12\x3C\xAA\x01"
	headerEndMark = "\x95\xA0\x4E\x28\x99\x82\x1A\xE5\x5E\x41\xE0\x5F\x9D\x3A\x4D\x00"
)

// sentinel is the mark's bytes, complemented at the end of a part.
func sentinel(mark string, end bool) []byte {
	b := []byte(mark)
	if end {
		for i := range b {
			b[i] = ^b[i]
		}
	}
	return b
}

func sortLocated(objects []located) {
	slices.SortFunc(objects, func(a, b located) int { return cmp.Compare(a.handle, b.handle) })
}
