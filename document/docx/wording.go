package docx

import (
	_ "embed"

	"zhixiao"
)

//go:embed wording.txt
var wordingFile string

// wordings are what files are called and look like, by name.
var wordings = zhixiao.ReadWordings(wordingFile)
