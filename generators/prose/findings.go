package prose

import "zhixiao/document"

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
