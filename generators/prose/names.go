package prose

import (
	"strings"

	"zhixiao"
	"zhixiao/document"
)

// FileSafe keeps a name free of what file systems and the archive refuse.
func FileSafe(name string) string {
	return strings.NewReplacer("、", "-", "（", "", "）", "", " ", "").Replace(name)
}

// Ordinal counts points in running text from 一是; i is 0 to 6.
func Ordinal(i int) string {
	return []string{"一是", "二是", "三是", "四是", "五是", "六是", "七是"}[i]
}

// NameOf is a unit's name in a list: a domain without the word 领域.
func NameOf(u zhixiao.Unit) string {
	if u.Kind == zhixiao.Domain {
		return u.Domain
	}
	return u.Short
}

// JoinNames is units as they stand in a list: 朝阳区、海淀区.
func JoinNames(units []zhixiao.Unit) string {
	var names []string
	for _, u := range units {
		names = append(names, NameOf(u))
	}
	return strings.Join(names, "、")
}

// unbracketed is a name to stand inside brackets: its own become a dash.
func unbracketed(name string) string {
	return strings.NewReplacer("（", "、", "）", "").Replace(name)
}

// Some is the first n names, with 等 when there are more.
func Some(names []string, n int) string {
	s := strings.Join(FirstN(names, n), "、")
	if len(names) > n {
		s += "等"
	}
	return s
}

// SomeListed is the first n items, with 等 when there are more.
func SomeListed(items [][]document.Inline, n int) []document.Inline {
	out := Listed(FirstN(items, n))
	if len(items) > n {
		out = append(out, Text("等"))
	}
	return out
}
