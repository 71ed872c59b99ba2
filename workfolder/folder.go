// Package workfolder reads and writes zhixiao.yaml, the file that makes a folder
// a working folder: where its database, its deliverables and its templates are, and the
// names that its papers and lists bear. Whoever stands in the folder or below it
// need not say so again.
package workfolder

import (
	"os"
	"path/filepath"

	"zhixiao"
)

// FileName is the name of a working folder's file.
const FileName = "zhixiao.yaml"

// Names of things in a working folder whose file does not name them.
const (
	DefaultDatabase  = "zhixiao.sqlite"
	DefaultOutput    = "output"
	DefaultTemplates = "templates"
)

// Folder is a working folder. Paths lead from where the program runs, or are
// absolute.
type Folder struct {
	File      string // zhixiao.yaml, as it was found
	Database  string
	Output    string
	Templates string // empty: the program's own
	Fonds     string // 全宗号, empty when not given
	Org       string // 编制单位 on covers, empty: the contract's
	By        string // 经办人 where a command is not told one, empty when not given
}

// Find looks for zhixiao.yaml in dir and in every folder above it. Nothing found
// is nil without error, and so is a folder that may not be looked into; a file that
// is there and cannot be read is a Problem with its line.
func Find(dir string) (*Folder, error) {
	start, err := filepath.Abs(dir)
	if err != nil {
		return nil, &zhixiao.Problem{At: zhixiao.Place{File: dir}, Err: err}
	}
	for at := start; ; at = filepath.Dir(at) {
		path := filepath.Join(at, FileName)
		if _, err := os.Stat(path); err == nil {
			return Read(seenFrom(start, dir, path))
		}
		if at == filepath.Dir(at) {
			return nil, nil
		}
	}
}

// seenFrom is path as somebody in dir would type it.
func seenFrom(start, dir, path string) string {
	rel, err := filepath.Rel(start, path)
	if err != nil {
		return path
	}
	return filepath.Join(dir, rel)
}

// Plain is the working folder that an earlier version made in dir: a database and
// templates under their usual names, and no file. It is nil when dir is none.
func Plain(dir string) *Folder {
	f := &Folder{Database: filepath.Join(dir, DefaultDatabase), Output: filepath.Join(dir, DefaultOutput), Templates: filepath.Join(dir, DefaultTemplates)}
	if !isFile(f.Database) || !isFile(filepath.Join(f.Templates, "units.yaml")) {
		return nil
	}
	return f
}

// Usual is the working folder that is meant where no zhixiao.yaml stands above and
// nobody named a database: one of an earlier version where the program runs, else the
// demo's at its usual place, unless the usual database stands here. It is nil when
// there is none. told says in Chinese which was taken, for nobody asked for it.
func Usual(database string) (f *Folder, told string, err error) {
	if f := Plain(""); f != nil {
		return f, "使用本目录的 " + f.Database + " 和 " + f.Templates, nil
	}
	demo := filepath.Join(DefaultOutput, FileName)
	if !isFile(demo) || isFile(database) {
		return nil, "", nil
	}
	if f, err = Read(demo); err != nil {
		return nil, "", err
	}
	return f, "本目录及上级没有 " + FileName + "，使用 " + demo + "（数据库 " + f.Database + "）", nil
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && !info.IsDir()
}
