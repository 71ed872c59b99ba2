package workfolder

import (
	_ "embed"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"zhixiao"
)

//go:embed form.txt
var form string

// Write makes dir a working folder: it writes its zhixiao.yaml, with comments. A
// file that is there already is left alone and is an error. Paths are written as
// f has them: relative ones lead from dir.
func Write(dir string, f Folder) error {
	path := filepath.Join(dir, FileName)
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, os.ErrExist) {
		return &zhixiao.Problem{At: zhixiao.Place{File: path}, Err: errors.New("已经存在，未改动"), Way: "换一个目录，或先移走它"}
	}
	if err != nil {
		return fault(path, 0, "工作目录设置无法写入", "检查目录权限和磁盘空间")
	}
	_, err = out.WriteString(f.text())
	if err = errors.Join(err, out.Close()); err != nil {
		return errors.Join(fault(path, 0, "工作目录设置无法写入", "检查磁盘空间"), os.Remove(path))
	}
	return nil
}

func (f Folder) text() string {
	var values []any
	for _, v := range []string{f.Database, f.Output, f.Templates, f.Fonds, f.Org, f.By} {
		if v != "" {
			v = " " + quoted(filepath.ToSlash(v))
		}
		values = append(values, v)
	}
	return fmt.Sprintf(form, values...)
}

// quoted puts in single quotes what YAML would read as something else.
func quoted(s string) string {
	if strings.ContainsAny(s, ":#'\"{}[],&*!|>%@` ") || strings.HasPrefix(s, "-") || strings.HasPrefix(s, "?") {
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
	return s
}
