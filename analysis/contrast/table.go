package contrast

import (
	"fmt"
	"slices"
)

// Quarters is how many quarters a table holds: the one judged and the four before.
const Quarters = 5

// mostDims is how many dimensions a table can have; a cell's key packs them.
const mostDims = 8

// Table is what a feed counts of one measure, by its finest keys and by quarter.
type Table struct {
	Dims []string // names of the keys, at most eight
	rows []row
	at   map[[mostDims]uint16]int
	ids  []map[string]uint16
	word [][]string
	has  [Quarters]bool
}

type row struct {
	keys [mostDims]uint16
	x, n [Quarters]float64
}

// NewTable is an empty table with the given dimensions.
func NewTable(dims ...string) *Table {
	if len(dims) > mostDims {
		panic(fmt.Sprintf("a table of %d dimensions", len(dims)))
	}
	t := &Table{Dims: dims, at: map[[mostDims]uint16]int{}}
	for range dims {
		t.ids = append(t.ids, map[string]uint16{"": 0})
		t.word = append(t.word, []string{""})
	}
	return t
}

// Add counts events x among exposures n of the quarter that lies ago quarters before
// the one judged (0 … 4). keys are one for each dimension; "" where the feed has none.
func (t *Table) Add(ago int, keys []string, x, n float64) {
	var k [mostDims]uint16
	for i, word := range keys {
		id, known := t.ids[i][word]
		if !known {
			id = uint16(len(t.word[i]))
			t.ids[i][word] = id
			t.word[i] = append(t.word[i], word)
		}
		k[i] = id
	}
	at, known := t.at[k]
	if !known {
		at = len(t.rows)
		t.at[k] = at
		t.rows = append(t.rows, row{keys: k})
	}
	t.rows[at].x[ago] += x
	t.rows[at].n[ago] += n
	t.has[ago] = true
}

// total is the events and exposures of a quarter.
func (t *Table) total(ago int) (x, n float64) {
	for i := range t.rows {
		x, n = x+t.rows[i].x[ago], n+t.rows[i].n[ago]
	}
	return x, n
}

// past is the quarters before that were counted, the latest first.
func (t *Table) past() []int {
	var list []int
	for ago := 1; ago < Quarters; ago++ {
		if t.has[ago] {
			list = append(list, ago)
		}
	}
	return list
}

// columns are the places of dimensions in a row's keys.
func (t *Table) columns(dims []string) []int {
	var at []int
	for _, d := range dims {
		i := slices.Index(t.Dims, d)
		if i < 0 {
			panic("no dimension " + d)
		}
		at = append(at, i)
	}
	return at
}

// packed is some of a row's keys as one number, four at most.
func packed(keys *[mostDims]uint16, columns []int) uint64 {
	k := uint64(0)
	for _, c := range columns {
		k = k<<16 | uint64(keys[c])
	}
	return k
}
