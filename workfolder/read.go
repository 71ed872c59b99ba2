package workfolder

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"zhixiao"
)

// most is how large the file may be: it holds a dozen lines.
const most = 1 << 20

// Read reads a working folder's file. Paths in it lead from its own folder. What
// it leaves out has its usual name; templates beside it are used whether or not
// it says so, and an empty entry asks for the program's own.
func Read(path string) (*Folder, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, fault(path, 0, "工作目录设置无法读取", "检查该文件是否存在、是否有权限")
	case !info.Mode().IsRegular():
		return nil, fault(path, 0, "工作目录设置应为文件", "移走同名的目录，或用 zhixiao init 另建工作目录")
	case info.Size() > most:
		return nil, fault(path, 0, "工作目录设置超过1 MB", "这不是质效的设置文件，请移走")
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fault(path, 0, "工作目录设置无法读取", "检查该文件的权限")
	}
	f := &Folder{File: path, Database: DefaultDatabase, Output: DefaultOutput}
	given, err := f.parse(path, data)
	if err != nil {
		return nil, err
	}
	dir := filepath.Dir(path)
	if !given["templates"] {
		if info, err := os.Stat(filepath.Join(dir, DefaultTemplates)); err == nil && info.IsDir() {
			f.Templates = DefaultTemplates
		}
	}
	f.Database, f.Output, f.Templates = below(dir, f.Database), below(dir, f.Output), below(dir, f.Templates)
	return f, nil
}

func below(dir, path string) string {
	if path == "" || filepath.IsAbs(path) {
		return path
	}
	return filepath.Join(dir, path)
}

// parse takes the entries and says which were given. All faults come together.
func (f *Folder) parse(path string, data []byte) (given map[string]bool, err error) {
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	if !utf8.Valid(data) {
		return nil, fault(path, 0, "工作目录设置不是UTF-8编码", "用记事本另存为UTF-8")
	}
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, unreadable(path, data, err)
	}
	given = map[string]bool{}
	var faults []error
	for _, doc := range tree.Docs {
		faults = append(faults, f.block(path, "", doc.Body, given))
	}
	return given, errors.Join(faults...)
}

// unreadable is a fault of the YAML itself, with its line.
func unreadable(path string, data []byte, err error) error {
	line, what := 0, err.Error()
	var syntax yaml.Error
	if errors.As(err, &syntax) {
		what = syntax.GetMessage()
		if t := syntax.GetToken(); t != nil && t.Position != nil {
			line = t.Position.Line
		}
	}
	what = "无法解析：" + what
	switch {
	case bytes.ContainsRune(data, '\t'):
		return fault(path, line, what, "缩进用空格，不用制表符")
	case bytes.ContainsRune(data, '\\'):
		return fault(path, line, what, `路径不加双引号，或把 \ 写成 /`)
	}
	return fault(path, line, what, "每行写“名称: 值”，冒号用半角、后面空一格，缩进用空格")
}

// block takes a mapping's entries; above is the name of the entry it belongs to.
func (f *Folder) block(path, above string, node ast.Node, given map[string]bool) error {
	switch n := node.(type) {
	case nil, *ast.NullNode, *ast.CommentGroupNode:
		return nil
	case *ast.MappingNode:
		var faults []error
		for _, v := range n.Values {
			faults = append(faults, f.entry(path, above, v, given))
		}
		return errors.Join(faults...)
	case *ast.MappingValueNode:
		return f.entry(path, above, n, given)
	}
	return fault(path, lineOf(node), "应为“名称: 值”", "可写的名称："+knownNames(above))
}

func (f *Folder) entry(path, above string, v *ast.MappingValueNode, given map[string]bool) error {
	name, line := strings.Trim(v.Key.String(), `"'`), lineOf(v.Key)
	full := strings.TrimPrefix(above+"."+name, ".")
	k, ok := keyNamed(full)
	if !ok {
		return fault(path, line, fmt.Sprintf("没有名为%q的设置", full), nearest(above, name))
	}
	if given[full] {
		return fault(path, line, fmt.Sprintf("设置%q写了两次", full), "留下一处")
	}
	given[full] = true
	if k.target == nil {
		return f.block(path, full, v.Value, given)
	}
	text, err := scalar(path, full, v.Value)
	if err == nil && k.path && text != "" {
		text, err = localPath(path, lineOf(v.Value), full, text)
	}
	if err != nil {
		return err
	}
	if text != "" || full == "templates" {
		*k.target(f) = text
	}
	return nil
}

// scalar is an entry's text; nothing written is the empty text.
func scalar(path, name string, node ast.Node) (string, error) {
	switch n := node.(type) {
	case nil, *ast.NullNode:
		return "", nil
	case *ast.StringNode:
		if strings.ContainsFunc(n.Value, func(r rune) bool { return r < ' ' || r == 0x7F }) {
			return "", fault(path, lineOf(node), fmt.Sprintf("设置%q里有换行、制表等字符", name), `双引号里的 \ 有别的意思：去掉双引号，或把 \ 写成 /`)
		}
		return strings.TrimSpace(n.Value), nil
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return node.GetToken().Value, nil // as written: 0110 stays 0110
	}
	return "", fault(path, lineOf(node), fmt.Sprintf("设置%q应为一段文字", name), "写成“"+name+": 值”")
}

var drive = regexp.MustCompile(`^([A-Za-z]:|//)`)

// localPath reads a path with either kind of slash.
func localPath(path string, line int, name, text string) (string, error) {
	if filepath.IsAbs(text) {
		return filepath.Clean(text), nil
	}
	text = strings.ReplaceAll(text, `\`, "/")
	if runtime.GOOS != "windows" && drive.MatchString(text) {
		return "", fault(path, line, fmt.Sprintf("设置%q是Windows路径%s，本机没有", name, text), "改成本机的路径，或写相对于本文件的路径")
	}
	return filepath.FromSlash(text), nil
}

func lineOf(n ast.Node) int {
	if n == nil || n.GetToken() == nil || n.GetToken().Position == nil {
		return 0
	}
	return n.GetToken().Position.Line
}

func fault(path string, line int, what, way string) error {
	return &zhixiao.Problem{At: zhixiao.Place{File: path, Line: line}, Err: errors.New(what), Way: way}
}
