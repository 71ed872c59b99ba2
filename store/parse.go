package store

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"zhixiao"
)

// parser reads the body that encode wrote into a cube whose names are set. The
// body is not kept.
type parser struct {
	cube       *zhixiao.Cube
	histograms []string
	body       string

	at    int               // in body
	row   int               // from 1
	texts map[string]string // each once, apart from body
}

// errCell is a cell that is not what its place wants.
var errCell = errors.New("不是整数或超出范围")

// parse reads the rows.
func (p *parser) parse() error {
	c, rows := p.cube, strings.Count(p.body, "\n")
	p.texts = map[string]string{}
	if len(p.histograms) > 0 {
		c.Histograms = make(map[string][]map[int64]int64, len(p.histograms))
	}
	for _, name := range p.histograms {
		c.Histograms[name] = nil
	}
	width := 2 + len(c.Dims) + len(c.Columns) + len(p.histograms)
	if err := p.rows(rows); err != nil {
		return p.fault(err, width)
	}
	if p.at != len(p.body) {
		return fmt.Errorf("快照中数据源%s的末行不完整", c.Feed)
	}
	return nil
}

// fault says what is wrong with the row that was being read. Rows are lines:
// were one too short, reading on in the next would not have ended with it.
func (p *parser) fault(err error, width int) error {
	line := p.body
	for range p.row - 1 {
		_, line, _ = strings.Cut(line, "\n")
	}
	line, _, _ = strings.Cut(line, "\n")
	if n := strings.Count(line, "\t") + 1; n != width {
		return fmt.Errorf("快照中数据源%s第%d行有%d列，应为%d列", p.cube.Feed, p.row, n, width)
	}
	return fmt.Errorf("快照中数据源%s第%d行: %w", p.cube.Feed, p.row, err)
}

// rows reads every row. One array holds all keys and one all sums, and every
// text is kept once: a cube lives as long as the batch, and its rows repeat few
// texts.
func (p *parser) rows(n int) error {
	c := p.cube
	c.Rows = make([]zhixiao.CubeRow, n)
	keys, sums := make([]string, n*len(c.Dims)), make([]int64, n*len(c.Columns))
	last := make([]string, 2+len(c.Dims)) // of the row before: rows are sorted
	for i := range c.Rows {
		start := p.begin()
		for k := range last {
			cell, err := p.cell()
			if err != nil {
				return err
			}
			if cell != last[k] {
				last[k] = p.once(cell)
			}
		}
		r := &c.Rows[i]
		r.Region, r.Dept = last[0], last[1]
		r.Keys, keys = keys[:len(c.Dims):len(c.Dims)], keys[len(c.Dims):]
		copy(r.Keys, last[2:])
		r.Sums, sums = sums[:len(c.Columns):len(c.Columns)], sums[len(c.Columns):]
		for k := range r.Sums {
			v, err := p.number()
			if err != nil {
				return err
			}
			r.Sums[k] = v
		}
		for _, name := range p.histograms {
			counts := map[int64]int64{}
			if err := p.counted(counts); err != nil {
				return err
			}
			c.Histograms[name] = append(c.Histograms[name], counts)
		}
		if !p.ended(start) {
			return errCell
		}
	}
	return nil
}

// begin starts a row.
func (p *parser) begin() int {
	p.row++
	return p.at
}

// ended reports whether the last cell ended the line that began at start.
func (p *parser) ended(start int) bool { return p.at > start && p.body[p.at-1] == '\n' }

// cell is the next cell, and the reading moves behind what ends it. A row's line
// must not have ended before.
func (p *parser) cell() (string, error) {
	for i := p.at; i < len(p.body); i++ {
		if b := p.body[i]; b == '\t' || b == '\n' {
			cell := p.body[p.at:i]
			p.at = i + 1
			return cell, nil
		}
	}
	return "", errCell
}

// number is the next cell as an integer.
func (p *parser) number() (int64, error) {
	i, n, negative := p.at, int64(0), false
	if i < len(p.body) && p.body[i] == '-' {
		negative = true
		i++
	}
	first := i
	for ; i < len(p.body) && p.body[i] >= '0' && p.body[i] <= '9'; i++ {
		n = 10*n + int64(p.body[i]-'0')
	}
	if i == first || i-first > 18 || i == len(p.body) || p.body[i] != '\t' && p.body[i] != '\n' {
		return 0, errCell
	}
	p.at = i + 1
	if negative {
		n = -n
	}
	return n, nil
}

// counted adds the counts of the next cell.
func (p *parser) counted(counts map[int64]int64) error {
	cell, err := p.cell()
	if err != nil {
		return err
	}
	for text := cell; text != ""; {
		pair, rest, _ := strings.Cut(text, ",")
		v, n, _ := strings.Cut(pair, ":")
		value, err1 := strconv.ParseInt(v, 10, 64)
		times, err2 := strconv.ParseInt(n, 10, 64)
		if err := errors.Join(err1, err2); err != nil {
			return err
		}
		counts[value] += times
		text = rest
	}
	return nil
}

// once keeps each text once.
func (p *parser) once(cell string) string {
	if kept, ok := p.texts[cell]; ok {
		return kept
	}
	kept := strings.Clone(cell)
	p.texts[kept] = kept
	return kept
}
