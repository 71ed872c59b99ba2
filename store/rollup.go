package store

import (
	"zhixiao"
)

// rollUp sums a snapshot's cubes over their dimensions, so that a long series
// costs little memory.
func rollUp(s *zhixiao.Snapshot) {
	for name, c := range s.Cubes {
		s.Cubes[name] = rolled(c)
	}
	s.Complaints, s.LongCases = nil, nil
}

func rolled(c *zhixiao.Cube) *zhixiao.Cube {
	type unit struct{ region, dept string }
	out := &zhixiao.Cube{Feed: c.Feed, Columns: c.Columns, Histograms: map[string][]map[int64]int64{}}
	at := map[unit]int{}
	for i, r := range c.Rows {
		u := unit{r.Region, r.Dept}
		j, known := at[u]
		if !known {
			j = len(out.Rows)
			at[u] = j
			out.Rows = append(out.Rows, zhixiao.CubeRow{Region: r.Region, Dept: r.Dept, Sums: make([]int64, len(r.Sums))})
			for name := range c.Histograms {
				out.Histograms[name] = append(out.Histograms[name], map[int64]int64{})
			}
		}
		for k, n := range r.Sums {
			out.Rows[j].Sums[k] += n
		}
		for name, counts := range c.Histograms {
			for value, times := range counts[i] {
				out.Histograms[name][j][value] += times
			}
		}
	}
	return out
}
