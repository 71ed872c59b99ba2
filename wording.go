package zhixiao

import "strings"

// Wordings are texts by name, kept in a file beside the code that an editor can read and
// change: how numbers are computed, patterns, lists of words.
type Wordings map[string]string

// ReadWordings reads lines of a name, a colon with a blank, and the text to the end of
// the line. Lines that begin with # are comments; a line without ": " is passed over.
func ReadWordings(file string) Wordings {
	out := Wordings{}
	for line := range strings.Lines(file) {
		if name, text, ok := strings.Cut(strings.TrimRight(line, "\r\n"), ": "); ok && !strings.HasPrefix(line, "#") {
			out[name] = text
		}
	}
	return out
}

// Of is the text of a name. A name that is not there is a mistake of the program and
// panics.
func (w Wordings) Of(name string) string {
	text, ok := w[name]
	if !ok {
		panic("no wording named " + name)
	}
	return text
}
