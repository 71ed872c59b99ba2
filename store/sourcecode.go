package store

import "embed"

// SourceCode is this room's Go files, tests among them, migrations, lists and
// texts: a part of what the program is known by, see zhixiao.Identity.
//
//go:embed *.go *.tsv *.sql wording.txt migrations/*.sql
var SourceCode embed.FS
