package store

import (
	"maps"
	"slices"

	"zhixiao"
)

// summed adds a cube's rows up by region and department, in the order in which the
// units first stand in it. The sums are kept beside the cube: BenchmarkSummed says what
// that spares whoever reads past periods.
func summed(c *zhixiao.Cube) *zhixiao.Cube {
	type unit struct{ region, dept string }
	up := &zhixiao.Cube{Feed: c.Feed, Columns: c.Columns}
	names := histograms(c)
	if len(names) > 0 {
		up.Histograms = make(map[string][]map[int64]int64, len(names))
	}
	at := map[unit]int{}
	for i, r := range c.Rows {
		u := unit{r.Region, r.Dept}
		row, known := at[u]
		if !known {
			row = len(up.Rows)
			at[u] = row
			up.Rows = append(up.Rows, zhixiao.CubeRow{Region: r.Region, Dept: r.Dept, Sums: make([]int64, len(c.Columns))})
			for _, name := range names {
				up.Histograms[name] = append(up.Histograms[name], map[int64]int64{})
			}
		}
		for k, v := range r.Sums {
			up.Rows[row].Sums[k] += v
		}
		for _, name := range names {
			for v, n := range c.Histograms[name][i] {
				up.Histograms[name][row][v] += n
			}
		}
	}
	return up
}

// histograms are the names of a cube's histograms in their order.
func histograms(c *zhixiao.Cube) []string { return slices.Sorted(maps.Keys(c.Histograms)) }
