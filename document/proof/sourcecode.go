package proof

import "embed"

// SourceCode is this room's Go files, tests among them, and its patterns: a part of what the program
// is known by, see zhixiao.Identity.
//
//go:embed *.go patterns.txt
var SourceCode embed.FS
