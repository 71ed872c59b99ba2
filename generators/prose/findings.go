package prose

import (
	"zhixiao/document"
	"zhixiao/templates"
)

// Over looks a name up in slots first.
func Over(slots map[string]any, look templates.Lookup) templates.Lookup {
	return func(name string) (any, bool) {
		if v, ok := slots[name]; ok {
			return v, true
		}
		return look(name)
	}
}

// Semicolons joins clauses; nil when there are none.
func Semicolons(items [][]document.Inline) []document.Inline {
	var out []document.Inline
	for i, item := range items {
		if i > 0 {
			out = append(out, Text("；"))
		}
		out = append(out, item...)
	}
	return out
}
