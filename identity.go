package zhixiao

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strings"
)

// SourceCode is this room's Go files, tests among them, and go.mod, which names
// every library with its version.
//
// Each room holds its own: were all of them here, a changed line anywhere would
// compile every room anew, as all of them import this one.
//
//go:embed *.go go.mod
var SourceCode embed.FS

// Room is the source of one package that a deliverable is made by.
type Room struct {
	Path  string // import path
	Files fs.FS
}

// Identity is a digest of the rooms' sources, in the order given, as hexadecimal
// digits: two programs that may make different deliverables from the same inputs
// have different ones. It is equal in every folder and on every system, which the
// executable's own hash is not: line ends are read as LF, files come in the order of
// their names with forward slashes, tests are left out. The error is of reading a
// file.
func Identity(rooms []Room) (string, error) {
	h := sha256.New()
	for _, r := range rooms {
		err := fs.WalkDir(r.Files, ".", func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || strings.HasSuffix(name, "_test.go") {
				return err
			}
			text, err := fs.ReadFile(r.Files, name)
			if err != nil {
				return err
			}
			text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
			fmt.Fprintf(h, "%s/%s %d\n", r.Path, name, len(text))
			h.Write(text)
			return nil
		})
		if err != nil {
			return "", fmt.Errorf("%s: %w", r.Path, err)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
