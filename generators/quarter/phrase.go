package quarter

import (
	"zhixiao/document"
	"zhixiao/generators/prose"
)

// stated says how each of the indicators stands, and at the end why the others are
// not told: that one feed is late must not cost the city its report.
func (r *report) stated(codes ...string) []document.Inline {
	return r.Standing(codes, func(code, unit string) []document.Inline { return prose.ChangePhrase(r.Facts, code, unit) })
}
