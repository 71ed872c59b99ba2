package analysis

import (
	"errors"
	"fmt"
	"regexp"
	"sort"
	"sync"

	"zhixiao"
)

// feed is a cube with its rows found by unit and its columns summed by unit.
type feed struct {
	cube *zhixiao.Cube
	rows map[string][]int32 // unit → indexes of its rows; the city has every row
	sums map[string][]int64 // unit → one sum per column

	mu   sync.Mutex
	dims map[string]*coded // asked for so far
}

func indexFeeds(s *zhixiao.Snapshot, units map[string]zhixiao.Unit) map[string]*feed {
	out := map[string]*feed{}
	for name, c := range s.Cubes {
		if c != nil {
			out[name] = indexFeed(c, units)
		}
	}
	return out
}

func indexFeed(c *zhixiao.Cube, units map[string]zhixiao.Unit) *feed {
	regions, domains := shares{kind: zhixiao.Region}, shares{kind: zhixiao.Domain}
	city := &share{rows: make([]int32, 0, len(c.Rows)), sums: make([]int64, len(c.Columns))}
	for i := range c.Rows {
		r := &c.Rows[i]
		city.add(int32(i), r.Sums)
		regions.of(r.Region, units, len(c.Columns)).add(int32(i), r.Sums)
		domains.of(r.Dept, units, len(c.Columns)).add(int32(i), r.Sums)
	}
	fd := &feed{cube: c, rows: map[string][]int32{}, sums: map[string][]int64{}}
	if len(c.Rows) > 0 {
		fd.rows[zhixiao.CityCode], fd.sums[zhixiao.CityCode] = city.rows, city.sums
	}
	for _, s := range []shares{regions, domains} {
		for unit, part := range s.all {
			if part != nil {
				fd.rows[unit], fd.sums[unit] = part.rows, part.sums
			}
		}
	}
	return fd
}

// share is a unit's part of a cube.
type share struct {
	rows []int32
	sums []int64
}

// add counts a row; the share of no unit counts nothing.
func (s *share) add(row int32, sums []int64) {
	if s == nil {
		return
	}
	s.rows = append(s.rows, row)
	for i := range min(len(sums), len(s.sums)) {
		s.sums[i] += sums[i]
	}
}

// shares finds the shares of the units of a kind; rows of one unit come together.
type shares struct {
	kind zhixiao.UnitKind
	all  map[string]*share
	code string
	last *share
}

func (s *shares) of(code string, units map[string]zhixiao.Unit, columns int) *share {
	if s.all == nil {
		s.all = map[string]*share{}
	} else if code == s.code {
		return s.last
	}
	part, known := s.all[code]
	if !known {
		if u, ok := units[code]; ok && u.Kind == s.kind {
			part = &share{sums: make([]int64, columns)}
		}
		s.all[code] = part
	}
	s.code, s.last = code, part
	return part
}

// sum is a column's total for a unit; 0 when the column is −1.
func (fd *feed) sum(unit string, column int) int64 {
	s := fd.sums[unit]
	if column < 0 || column >= len(s) {
		return 0
	}
	return s[column]
}

// column is one column of one feed.
type column struct {
	feed *feed
	i    int
}

func (c column) known() bool { return c.feed != nil && c.i >= 0 }

func (c column) sum(unit string) int64 {
	if !c.known() {
		return 0
	}
	return c.feed.sum(unit, c.i)
}

// sources is where an indicator's parts are counted. The denominator may stand
// in another feed than the numerator (complaints per 10,000 cases).
type sources struct {
	num, den, sq, n, w2 column
	histogram           string // column of the feed's histograms
}

// otherFeed is how an indicator made of two feeds names its parts.
var otherFeed = regexp.MustCompile(`^=([a-z_]+)\.([A-Za-z0-9_.]+)$`)

// errNoColumn says that a snapshot lacks what the indicator is counted in.
var errNoColumn = errors.New("快照中缺少该列")

func (m *snapshot) sourcesOf(ind zhixiao.Indicator) (sources, error) {
	var s sources
	own := m.feeds[ind.Feed]
	if ind.Formula == zhixiao.DifferenceFormula {
		return s, nil
	}
	if otherFeed.MatchString(ind.Num) && otherFeed.MatchString(ind.Den) {
		return sources{num: m.named(ind.Num), den: m.named(ind.Den), sq: column{i: -1}, n: column{i: -1}, w2: column{i: -1}}, nil
	}
	if own == nil {
		return s, nil // a feed that was not delivered makes the value NotProvided
	}
	if ind.Formula == zhixiao.MedianFormula {
		return m.histogramSource(ind, own)
	}
	s.num = columnOf(own, ind.Code+".num")
	s.den = columnOf(own, ind.Code+".den")
	s.sq = columnOf(own, ind.Code+".sq")
	s.n = columnOf(own, "n_"+lower(ind.Code))
	s.w2 = columnOf(own, "w2_"+lower(ind.Code))
	var errs []error
	for _, part := range []struct {
		name string
		at   column
	}{{ind.Code + ".num", s.num}, {ind.Code + ".den", s.den}} {
		if !part.at.known() {
			errs = append(errs, m.lacks(ind.Feed, part.name))
		}
	}
	return s, errors.Join(errs...)
}

func (m *snapshot) histogramSource(ind zhixiao.Indicator, own *feed) (sources, error) {
	for _, name := range []string{ind.Code, ind.Code + ".num", ind.Code + ".hist"} {
		if h, ok := own.cube.Histograms[name]; ok {
			if len(h) != len(own.cube.Rows) {
				return sources{}, m.fault(ind.Feed, fmt.Errorf("列%s的直方图行数与数据行数不一致：%w", name, errNoColumn))
			}
			return sources{num: column{own, 0}, histogram: name}, nil
		}
	}
	if len(own.cube.Rows) == 0 {
		return sources{}, nil
	}
	return sources{}, m.lacks(ind.Feed, ind.Code+"（直方图）")
}

func (m *snapshot) lacks(table, name string) error {
	return m.fault(table, fmt.Errorf("列%s: %w", name, errNoColumn))
}

// fault is what makes the snapshot's rows of a table useless for an indicator.
func (m *snapshot) fault(table string, err error) error {
	return &zhixiao.Problem{At: zhixiao.Place{File: "快照" + m.snap.ID, Table: table}, Err: err, Way: "指标体系改动后请重新执行 zhixiao freeze"}
}

// named is the column of another feed that "=cube.tally" names; unknown when that
// feed was not delivered.
func (m *snapshot) named(expr string) column {
	part := otherFeed.FindStringSubmatch(expr)
	return columnOf(m.feeds[part[1]], part[2])
}

func columnOf(fd *feed, name string) column {
	if fd == nil {
		return column{i: -1}
	}
	return column{fd, fd.cube.Column(name)}
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
