package document

import (
	_ "embed"

	"zhixiao"
)

//go:embed wording.txt
var wordingFile string

// wordings are what papers say that no template says, by name.
var wordings = zhixiao.ReadWordings(wordingFile)

// InventedData is what a paper, page or map made of a demo's data says of them.
func InventedData() string { return wordings.Of("invented data") }
