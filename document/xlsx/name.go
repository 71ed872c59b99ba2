package xlsx

import (
	"strings"
	"unicode/utf16"

	"zhixiao"
	"zhixiao/document"
)

const nameMost = 31 // of a sheet's name, in UTF-16 units as Excel counts

// name is the sheet's name: caption, else the number, cut and made unique.
func (b *book) name(t document.Table) string {
	base := strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]：？＊／＼［］`, r) || r < ' ' {
			return -1
		}
		return r
	}, t.Caption), "' 　")
	if base == "" {
		base = "表"
	}
	for n := 1; ; n++ {
		suffix := ""
		if n > 1 {
			suffix = "（" + zhixiao.Int(int64(n)).String() + "）"
		}
		name := clip(base, nameMost-units(suffix)) + suffix
		if key := strings.ToLower(name); !b.names[key] {
			b.names[key] = true
			return name
		}
	}
}

func units(s string) int { return len(utf16.Encode([]rune(s))) }

func clip(s string, most int) string {
	for units(s) > most {
		r := []rune(s)
		s = string(r[:len(r)-1])
	}
	return s
}
