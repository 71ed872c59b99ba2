package store

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"zhixiao"
)

// complaints reads the list of that name as keep wrote it. It is by far the
// longest of the lists, every run reads two of them, and encoding/json takes several
// times as long: BenchmarkComplaints says how many. What this reader does not know it leaves to encoding/json: ok is
// false.
func complaints(name, body string) (list []zhixiao.Complaint, ok bool) {
	if name != "complaints" || body == "null" {
		return nil, false
	}
	r := quick{text: body}
	list = make([]zhixiao.Complaint, 0, strings.Count(body, `"No":`))
	for r.next('['); !r.failed && !r.ended(']', len(list)); {
		list = append(list, zhixiao.Complaint{})
		r.complaint(&list[len(list)-1])
	}
	return list, !r.failed && r.text == ""
}

func (r *quick) complaint(c *zhixiao.Complaint) {
	r.next('{')
	for n := 0; !r.failed && !r.ended('}', n); n++ {
		switch key := r.key(); key {
		case "No":
			c.No = r.quoted()
		case "Source":
			c.Source = r.quoted()
		case "Date":
			c.Date = r.time()
		case "Region":
			c.Region = r.quoted()
		case "Dept":
			c.Dept = r.quoted()
		case "Matter":
			c.Matter = r.quoted()
		case "Street":
			c.Street = r.quoted()
		case "Hall":
			c.Hall = r.quoted()
		case "L2":
			c.L2 = r.quoted()
		case "Severity":
			c.Severity = int(r.number())
		case "Times":
			c.Times = r.number()
		case "Text":
			c.Text = r.quoted()
		case "Typical":
			c.Typical = r.truth()
		default:
			r.more(key, c)
		}
	}
}

// more reads what only the complaints of days, weeks and months say.
func (r *quick) more(key string, c *zhixiao.Complaint) {
	switch key {
	case "Item":
		c.Item = r.quoted()
	case "Identity":
		c.Identity = r.quoted()
	case "Match":
		c.Match = r.quoted()
	case "Linked":
		c.Linked = r.truth()
	case "Reviewed":
		c.Reviewed = r.truth()
	case "Status":
		c.Status = r.quoted()
	case "Closed":
		c.Closed = r.time()
	case "Due":
		c.Due = r.truth()
	case "Responded":
		c.Responded = r.truth()
	case "OnTime":
		c.OnTime = r.truth()
	case "Visited":
		c.Visited = r.truth()
	case "Solved":
		c.Solved = r.truth()
	case "Satisfied":
		c.Satisfied = r.truth()
	case "Repeated":
		c.Repeated = r.truth()
	default:
		r.failed = true
	}
}

// quick reads the JSON that encoding/json writes, without spaces. Anything else
// fails. The texts it hands out are parts of the
// whole, which lives as long as they do.
type quick struct {
	text   string // still to be read
	failed bool
}

func (r *quick) next(b byte) {
	if r.text == "" || r.text[0] != b {
		r.failed = true
		return
	}
	r.text = r.text[1:]
}

// ended reports whether a list or an object of n parts so far ends here; else the
// next part begins.
func (r *quick) ended(b byte, n int) bool {
	if r.text != "" && r.text[0] == b {
		r.text = r.text[1:]
		return true
	}
	if n > 0 {
		r.next(',')
	}
	return false
}

func (r *quick) key() string {
	name := r.quoted()
	r.next(':')
	return name
}

func (r *quick) quoted() string {
	r.next('"')
	end := strings.IndexByte(r.text, '"')
	if end < 0 {
		r.failed = true
		return ""
	}
	if strings.IndexByte(r.text[:end], '\\') >= 0 {
		return r.escaped()
	}
	s := r.text[:end]
	r.text = r.text[end+1:]
	return s
}

// escaped is the rest of a text with escapes in it.
func (r *quick) escaped() (s string) {
	end := 0
	for ; end < len(r.text) && r.text[end] != '"'; end++ {
		if r.text[end] == '\\' {
			end++
		}
	}
	if end >= len(r.text) || json.Unmarshal([]byte(`"`+r.text[:end+1]), &s) != nil {
		r.failed = true
		return ""
	}
	r.text = r.text[end+1:]
	return s
}

// plain is what stands before the next comma or brace.
func (r *quick) plain() string {
	end := strings.IndexAny(r.text, ",}")
	if end < 0 {
		r.failed = true
		return ""
	}
	s := r.text[:end]
	r.text = r.text[end:]
	return s
}

func (r *quick) number() int64 {
	n, err := strconv.ParseInt(r.plain(), 10, 64)
	r.failed = r.failed || err != nil
	return n
}

func (r *quick) truth() bool {
	s := r.plain()
	r.failed = r.failed || s != "true" && s != "false"
	return s == "true"
}

func (r *quick) time() time.Time {
	t, err := time.Parse(time.RFC3339, r.quoted())
	r.failed = r.failed || err != nil
	return t
}
