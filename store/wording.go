package store

import (
	_ "embed"

	"zhixiao"
)

//go:embed wording.txt
var wordingFile string

// wordings are what imports, checks and freezes say beside faults, by name.
var wordings = zhixiao.ReadWordings(wordingFile)
