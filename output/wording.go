package output

import (
	_ "embed"

	"zhixiao"
)

//go:embed wording.txt
var wordingFile string

var wordings = zhixiao.ReadWordings(wordingFile)

// Wording is the text of that name in wording.txt: what this room and those below it
// say to users and print beside papers. A name that is not there panics; a test asks for
// every name that the code has.
func Wording(name string) string { return wordings.Of(name) }
