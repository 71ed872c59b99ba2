package contrast

import (
	"strings"

	"zhixiao"
)

// Source is how a measure is read from a cube: bad events among exposures.
type Source struct {
	Measure
	Cube string
	// Events and Exposures are columns; what is to be taken off is written behind a minus:
	// "applied - first_pass".
	Events, Exposures string
	Dims              []string // of the cube, beside region and dept
}

// Attribute is a dimension that a row's keys imply: the kind of a matter, whose a line is.
// It is named by how it is found.
const (
	kindDim  = "kind"  // 承诺 or 即办, by whether anything was promised in the row's quarter
	ownerDim = "owner" // 区 or 部门: of whom a line is
)

// scopes of what is counted for every matter.
func ofMatters(kind string) []Scope {
	return []Scope{
		{By: []string{"region"}, Strata: []string{"matter"}, Past: []string{"matter"}},
		{By: []string{"dept"}, Strata: []string{kind}, Past: []string{"matter"}, Alone: true},
		{By: []string{"dept", "matter"}, Strata: []string{kind}, Past: []string{"region"}, Alone: true},
		{By: []string{"region", "matter"}, Strata: []string{"matter"}, Past: []string{"matter"}},
	}
}

// Sources are the measures that the program's own cubes hold.
func Sources() []Source {
	matter := []string{"matter"}
	of := func(id, family, cube, events, exposures string) Source {
		return Source{Measure: Measure{ID: id, Family: family, Scopes: ofMatters(kindDim)}, Cube: cube, Events: events, Exposures: exposures, Dims: matter}
	}
	return []Source{
		of("overdue", "时限", "case", "overdue", "promised"),
		of("overlong", "时限", "case", "overlong", "finished"),
		of("special", "时限", "case", "special", "promised"),
		of("corrected", "退回", "case", "corrected", "applied"),
		of("repeat", "退回", "case", "repeat_subjects", "applied"),
		of("turned", "网办", "case", "turned", "online"),
		of("lost", "网办", "session", "lost", "sessions"),
		of("bad", "评价", "evaluation", "bad", "evals"),
		of("unclear", "指南", "guide_rating", "negative", "ratings"),
		of("wrong", "指南", "guide_check", "wrong", "checked"),
		{Measure: Measure{ID: "waited", Family: "等候", Scopes: []Scope{
			{By: []string{"region"}, Strata: []string{"weekday", "hour"}, Past: []string{"hall"}},
			{By: []string{"dept"}, Strata: []string{"weekday", "hour"}, Past: []string{"region"}},
			{By: []string{"hall"}, Strata: []string{"weekday", "hour"}, Past: []string{"weekday", "hour"}},
			{By: []string{"hall", "weekday", "hour"}, Strata: []string{"weekday", "hour"}, Past: []string{"weekday", "hour"}},
			{By: []string{"region", "weekday", "half"}, Strata: []string{"weekday", "hour"}, Past: []string{"hall"}},
			{By: []string{"dept", "half"}, Strata: []string{"weekday", "hour"}, Past: []string{"region"}},
		}}, Cube: "ticket", Events: "over30", Exposures: "tickets", Dims: []string{"hall", "weekday", "hour"}},
		{Measure: Measure{ID: "missed", Family: "咨询电话", Scopes: []Scope{
			{By: []string{"region"}, Strata: []string{"slot"}, Past: []string{"slot"}},
			{By: []string{"dept"}, Strata: []string{"slot"}, Past: []string{"slot"}},
			{By: []string{"region", "slot"}, Strata: []string{"slot"}, Past: []string{"slot"}},
			{By: []string{"dept", "slot"}, Strata: []string{"slot"}, Past: []string{"slot"}},
			{By: []string{"line"}, Strata: []string{"owner", "slot"}, Past: []string{"slot"}},
			{By: []string{"line", "slot"}, Strata: []string{"owner", "slot"}, Past: []string{"slot"}},
		}}, Cube: "call", Events: "missed", Exposures: "calls", Dims: []string{"line", "slot"}},
	}
}

// Read counts a source's table from snapshots of quarters, the one judged first and then
// those before it, nil where there is none.
func (s Source) Read(quarters []*zhixiao.Snapshot) *Table {
	dims := append([]string{"region", "dept"}, s.Dims...)
	t := NewTable(append(dims, derived(s.Dims)...)...)
	kinds := kindsOf(quarters)
	for ago, snap := range quarters {
		if snap == nil || snap.Cubes[s.Cube] == nil {
			continue
		}
		c := snap.Cubes[s.Cube]
		x, n := column(c, s.Events), column(c, s.Exposures)
		at := make([]int, len(s.Dims))
		for i, d := range s.Dims {
			at[i] = c.Dim(d)
		}
		for i := range c.Rows {
			r := &c.Rows[i]
			keys := []string{r.Region, r.Dept}
			for _, d := range at {
				keys = append(keys, r.Keys[d])
			}
			for _, d := range derived(s.Dims) {
				keys = append(keys, derive(d, r, keys[2:], s.Dims, kinds))
			}
			t.Add(ago, keys, x(r), n(r))
		}
	}
	return t
}

// derived are the dimensions that a source's own imply.
func derived(dims []string) (more []string) {
	for _, d := range dims {
		switch d {
		case "matter":
			more = append(more, kindDim)
		case "hour":
			more = append(more, "half")
		case "line":
			more = append(more, ownerDim)
		}
	}
	return more
}

func derive(dim string, r *zhixiao.CubeRow, keys, dims []string, kinds map[string]string) string {
	for i, d := range dims {
		switch {
		case dim == kindDim && d == "matter":
			return kinds[keys[i]]
		case dim == "half" && d == "hour":
			if len(keys[i]) == 1 || keys[i] < "12" {
				return "上午"
			}
			return "下午"
		}
	}
	if r.Region != "" {
		return "区"
	}
	return "部门"
}

// kindsOf is whether a matter's cases carry a promise, by matter.
func kindsOf(quarters []*zhixiao.Snapshot) map[string]string {
	kinds := map[string]string{}
	for _, snap := range quarters {
		if snap == nil || snap.Cubes["case"] == nil {
			continue
		}
		c := snap.Cubes["case"]
		promised, at := c.Column("promised"), c.Dim("matter")
		for i := range c.Rows {
			r := &c.Rows[i]
			if r.Sums[promised] > 0 {
				kinds[r.Keys[at]] = "承诺"
			} else if kinds[r.Keys[at]] == "" {
				kinds[r.Keys[at]] = "即办"
			}
		}
	}
	return kinds
}

// column reads a column, or one less another, of a cube's rows.
func column(c *zhixiao.Cube, expr string) func(*zhixiao.CubeRow) float64 {
	name, less, both := strings.Cut(expr, " - ")
	at := c.Column(name)
	if !both {
		return func(r *zhixiao.CubeRow) float64 { return float64(r.Sums[at]) }
	}
	off := c.Column(less)
	return func(r *zhixiao.CubeRow) float64 { return float64(r.Sums[at] - r.Sums[off]) }
}
