package press

import "embed"

// SourceCode is this room's Go files, tests among them: a part of what the program
// is known by, see zhixiao.Identity.
//
//go:embed *.go steps.tsv
var SourceCode embed.FS
