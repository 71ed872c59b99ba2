package workfolder

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"zhixiao"
)

const head = `# 质效工作目录的设置。在本目录或它下面的任何一级目录里运行 zhixiao，都用这里的设置；
# 命令行写了 --db、--out、--templates 等选项的，以选项为准。
# 路径相对于本文件所在的目录，/ 和 \ 都可以，不加双引号。
`

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
	var b strings.Builder
	b.WriteString(head)
	line := func(name, value, comment string) {
		if value != "" {
			value = " " + quoted(filepath.ToSlash(value))
		}
		fmt.Fprintf(&b, "%s:%s  # %s\n", name, value, comment)
	}
	line("database", f.Database, "数据库")
	line("output", f.Output, "成果目录")
	line("templates", f.Templates, "模板目录；留空用程序自带的模板")
	line("fonds", f.Fonds, "全宗号，归档时编档号用")
	b.WriteString("names:\n")
	line("  org", f.Org, "编制单位，印在封面上；留空用缺省名称")
	line("  by", f.By, "经办人，分发和登记交付没有写 --by 时用；收稿、审定须自己写名")
	return b.String()
}

// quoted puts in single quotes what YAML would read as something else.
func quoted(s string) string {
	if strings.ContainsAny(s, ":#'\"{}[],&*!|>%@` ") || strings.HasPrefix(s, "-") || strings.HasPrefix(s, "?") {
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
	return s
}
