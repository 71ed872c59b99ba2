package workfolder

import (
	"fmt"
	"strings"

	"zhixiao"
)

// key is an entry that zhixiao.yaml may have. One without target has entries of
// its own.
type key struct {
	name, meaning string
	path          bool
	target        func(*Folder) *string
}

// keys lists every entry, in the order in which they are written.
func keys() []key {
	return []key{
		{"database", "数据库", true, func(f *Folder) *string { return &f.Database }},
		{"output", "成果目录", true, func(f *Folder) *string { return &f.Output }},
		{"templates", "模板目录", true, func(f *Folder) *string { return &f.Templates }},
		{"fonds", "全宗号", false, func(f *Folder) *string { return &f.Fonds }},
		{"names", "名称", false, nil},
		{"names.org", "编制单位", false, func(f *Folder) *string { return &f.Org }},
		{"names.by", "经办人", false, func(f *Folder) *string { return &f.By }},
	}
}

func keyNamed(name string) (key, bool) {
	for _, k := range keys() {
		if k.name == name {
			return k, true
		}
	}
	return key{}, false
}

// within lists the entries directly below above, "" for the outermost.
func within(above string) []key {
	var all []key
	for _, k := range keys() {
		parent, _, nested := cutLast(k.name)
		if !nested {
			parent = ""
		}
		if parent == above {
			all = append(all, k)
		}
	}
	return all
}

// cutLast parts a.b into a and b.
func cutLast(name string) (above, last string, nested bool) {
	i := strings.LastIndexByte(name, '.')
	if i < 0 {
		return "", name, false
	}
	return name[:i], name[i+1:], true
}

func knownNames(above string) string {
	var all []string
	for _, k := range within(above) {
		_, last, _ := cutLast(k.name)
		all = append(all, last+"（"+k.meaning+"）")
	}
	return strings.Join(all, "、")
}

// nearest names the entry that was probably meant: one that differs by a slip of
// the keyboard, or whose meaning was written, wherever it belongs.
func nearest(above, typed string) string {
	best, least := key{}, 1+max(2, len(typed)/3)
	for _, k := range keys() {
		_, last, _ := cutLast(k.name)
		d := zhixiao.Slips(strings.ToLower(typed), last)
		if typed == k.meaning {
			d = 0
		}
		if d < least {
			best, least = k, d
		}
	}
	if best.name == "" {
		return "可写的名称：" + knownNames(above)
	}
	parent, last, nested := cutLast(best.name)
	if nested && parent != above {
		return fmt.Sprintf("是否指 %s 下面的 %s（%s）", parent, last, best.meaning)
	}
	return fmt.Sprintf("是否指 %s（%s）", last, best.meaning)
}
