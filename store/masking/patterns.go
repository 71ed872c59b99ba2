package masking

import (
	_ "embed"

	"zhixiao"
)

//go:embed patterns.txt
var patternFile string

// patterns are the regular expressions and lists of words by name.
var patterns = zhixiao.ReadWordings(patternFile)
