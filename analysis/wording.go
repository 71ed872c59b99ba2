package analysis

import (
	_ "embed"

	"zhixiao"
)

//go:embed wording.txt
var wordingFile string

var wordings = zhixiao.ReadWordings(wordingFile)

// Wording is the text of that name in wording.txt: how a number was computed, or why a
// finding was made. A name that is not there panics; a test asks for every name that the
// code has.
func Wording(name string) string { return wordings.Of(name) }
