package tab

import (
	_ "embed"

	"zhixiao"
)

//go:embed wording.txt
var wordingFile string

// wordings are what 说明.txt says, by name.
var wordings = zhixiao.ReadWordings(wordingFile)
