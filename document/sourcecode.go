package document

import "embed"

// SourceCode is this room's Go files, tests among them, and its wordings: a part of what the program
// is known by, see zhixiao.Identity.
//
//go:embed *.go wording.txt
var SourceCode embed.FS
