package templates

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"zhixiao"
	"zhixiao/document"
)

// House is everything the rooms need from this one: texts, units, indicators,
// fonts and the Word shell, from the program's own files or an editor's folder.
type House struct {
	*Set
	Units      []zhixiao.Unit
	Indicators *zhixiao.IndicatorSet
	Fonts      document.Fonts
	ShellName  string
	Shell      []byte
	Book       []byte // the shell of books: with a sign page and a running head
	Sheet      []byte // the shell of papers without cover
	Words      Words
	Version    string // SHA-256 over every file read
}

// reportShell is the Word file that reports are filled into.
const reportShell = "report.docx"

// bookShell is the one of documents numbered by chapters.
const bookShell = "book.docx"

// sheetShell is the one of papers without cover.
const sheetShell = "sheet.docx"

// ShellOf is the shell that a document is printed into, with its name.
func (h *House) ShellOf(d *document.Document) (name string, data []byte) {
	switch {
	case d.Sheet:
		return sheetShell, h.Sheet
	case d.Numbers == document.BookNumbers:
		return bookShell, h.Book
	}
	return h.ShellName, h.Shell
}

//go:embed indicators.yaml units.yaml taxonomy.yaml calendar.yaml contract.yaml narrative/*.yaml outlines/*.yaml rules/*.yaml shells/*.docx
var editable embed.FS

// Open reads the house. folder, when not empty, is where an editor's copies
// stand: files found there win over the program's own. All faults are returned
// together, each naming file and place.
func Open(folder string) (*House, error) {
	var over fs.FS
	if folder != "" {
		over = os.DirFS(folder)
	}
	h := &House{ShellName: reportShell}
	var faults [8]error
	h.Set, faults[0] = Load(over)
	h.Units, faults[1] = LoadUnits(over)
	h.Indicators, faults[2] = LoadIndicators(over)
	shells := Shells{}
	if folder != "" {
		shells.Folder = filepath.Join(folder, "shells")
	}
	h.Shell, faults[3] = shells.Shell(reportShell)
	h.Book, faults[6] = shells.Shell(bookShell)
	h.Sheet, faults[7] = shells.Shell(sheetShell)
	var sums map[document.FontRole]string
	h.Fonts, sums, faults[4] = loadFonts(over)
	h.Words, faults[5] = loadWords(layered{over, editable})
	if err := errors.Join(faults[:]...); err != nil {
		return nil, err
	}
	var err error
	h.Version, err = version(layered{over, editable}, sums)
	return h, err
}

// version hashes what an editor may change, by name and content; fonts by their
// hashes.
func version(files layered, fonts map[document.FontRole]string) (string, error) {
	h := sha256.New()
	err := eachEditable(func(name string) error {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		fmt.Fprintf(h, "%s %d\n", name, len(data))
		h.Write(data)
		return nil
	})
	for _, role := range sortedKeys(fonts) {
		fmt.Fprintf(h, "%s %s\n", role, fonts[role])
	}
	return hex.EncodeToString(h.Sum(nil)), err
}

func eachEditable(visit func(name string) error) error {
	return fs.WalkDir(editable, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		return visit(name)
	})
}

// Export writes the program's own templates into a new folder for an editor to
// change. Fonts are not among them: they are replaced, not edited.
func Export(folder string) error {
	return eachEditable(func(name string) error {
		data, err := editable.ReadFile(name)
		if err != nil {
			return err
		}
		target := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return fmt.Errorf("模板目录%s无法建立：%w", path.Dir(target), err)
		}
		if err := os.WriteFile(target, data, 0o644); err != nil {
			return fmt.Errorf("模板%s无法写出：%w", target, err)
		}
		return nil
	})
}
