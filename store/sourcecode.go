package store

import "embed"

// SourceCode is this room's Go files, tests among them, and its migrations: a part
// of what the program is known by, see zhixiao.Identity.
//
//go:embed *.go migrations/*.sql
var SourceCode embed.FS
