package zhixiao

import "strings"

// Place says where in the input something is: only the parts that are known
// are set.
type Place struct {
	File      string // base name or path as the user gave it
	Part      string // part inside a package: word/document.xml
	Table     string // database table or worksheet
	Row       int    // from 1
	Line, Col int    // from 1
	Paragraph int    // from 1
	Block     string // document block ID
}

// String joins the known parts in Chinese, outermost first.
func (p Place) String() string {
	var parts []string
	add := func(ok bool, s string) {
		if ok {
			parts = append(parts, s)
		}
	}
	file := p.File
	if p.Line > 0 {
		file += ":" + Int(int64(p.Line)).String()
		if p.Col > 0 {
			file += ":" + Int(int64(p.Col)).String()
		}
	}
	add(file != "", file)
	add(p.Part != "", p.Part)
	add(p.Table != "", "表"+p.Table)
	add(p.Row > 0, "第"+Int(int64(p.Row)).String()+"行")
	add(p.Paragraph > 0, "第"+Int(int64(p.Paragraph)).String()+"段")
	add(p.Block != "", "段落标识"+p.Block)
	return strings.Join(parts, " ")
}

// Problem is an error that knows its place. Way, when set, tells the user the
// way out.
type Problem struct {
	At  Place
	Err error
	Way string
}

// Error is "place: what（way out）", in Chinese.
func (p *Problem) Error() string {
	s := p.Err.Error()
	if at := p.At.String(); at != "" {
		s = at + ": " + s
	}
	if p.Way != "" {
		s += "（" + p.Way + "）"
	}
	return s
}

// Unwrap is the cause.
func (p *Problem) Unwrap() error { return p.Err }
