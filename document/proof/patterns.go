package proof

import (
	_ "embed"

	"zhixiao"
)

//go:embed patterns.txt
var patternFile string

// patterns are the regular expressions by name.
var patterns = zhixiao.ReadWordings(patternFile)
