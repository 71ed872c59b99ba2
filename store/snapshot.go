package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jmoiron/sqlx"

	"zhixiao"
	"zhixiao/store/ledger"
)

// lists are the parts of a snapshot that are kept as JSON.
func lists(s *zhixiao.Snapshot) map[string]any {
	return map[string]any{"visits": &s.Visits, "complaints": &s.Complaints, "long_cases": &s.LongCases, "governance": &s.Governance, "progress": &s.Progress, "trials": &s.Trials, "labelled": &s.Labelled}
}

// written is a cube as a snapshot keeps it: whole, and summed over its dimensions.
type written struct {
	cube       *zhixiao.Cube
	body, sums string
}

func write(c *zhixiao.Cube) (written, error) {
	body, err1 := encode(c)
	sums, err2 := encode(summed(c))
	return written{c, body, sums}, errors.Join(err1, err2)
}

// keep writes snap, whose cubes are written already.
func keep(ctx context.Context, tx *sqlx.Tx, snap *zhixiao.Snapshot, cubes []written) error {
	head := ledger.Snapshot{ID: snap.ID, Period: snap.Period.String(), Version: snap.Version, Cutoff: snap.Cutoff.Format(time.DateOnly), Set: snap.Set}
	if _, err := ledger.Append(ctx, tx, head); err != nil {
		return err
	}
	for _, s := range snap.Sources {
		if _, err := ledger.Append(ctx, tx, ledger.Source{Snapshot: snap.ID, Name: s.Table, Rows: s.Rows, SHA256: s.SHA256, Layout: s.Layout, Last: isoDate(s.Last)}); err != nil {
			return err
		}
	}
	for _, w := range cubes {
		sum := ledger.Sum{Snapshot: snap.ID, Feed: w.cube.Feed, Columns: strings.Join(w.cube.Columns, ","), Histograms: strings.Join(histograms(w.cube), ","), Body: w.sums}
		cube := ledger.Cube{Snapshot: snap.ID, Feed: sum.Feed, Dims: strings.Join(w.cube.Dims, ","), Columns: sum.Columns, Histograms: sum.Histograms, Body: w.body}
		if _, err := ledger.Append(ctx, tx, cube); err != nil {
			return err
		}
		if _, err := ledger.Append(ctx, tx, sum); err != nil {
			return err
		}
	}
	parts := lists(snap)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		body, err := json.Marshal(parts[name])
		if err != nil {
			return err
		}
		if _, err := ledger.Append(ctx, tx, ledger.List{Snapshot: snap.ID, Name: name, Body: string(body)}); err != nil {
			return err
		}
	}
	return nil
}

// holds reports whether the snapshot of an id holds the cubes and lists of snap. Rows
// that did not change may be counted otherwise by a later program.
func holds(ctx context.Context, q sqlx.QueryerContext, id string, snap *zhixiao.Snapshot, cubes []written) (bool, error) {
	now := map[string]string{}
	for _, w := range cubes {
		now["cube "+w.cube.Feed] = w.body
	}
	for name, part := range lists(snap) {
		body, err := json.Marshal(part)
		if err != nil {
			return false, err
		}
		now["list "+name] = string(body)
	}
	var kept []struct{ Name, Body string }
	err := sqlx.SelectContext(ctx, q, &kept, "SELECT 'cube ' || feed AS name, body FROM snapshot_cube WHERE snapshot = ?1 UNION ALL SELECT 'list ' || name, body FROM snapshot_list WHERE snapshot = ?1", id)
	same := len(kept) == len(now)
	for _, k := range kept {
		body, known := now[k.Name]
		same = same && known && body == k.Body
	}
	return same, err
}

// encode writes a cube's rows, one a line, fields with tabs between.
func encode(c *zhixiao.Cube) (string, error) {
	b := make([]byte, 0, len(c.Rows)*(40+3*len(c.Columns)))
	var texts []string
	var values []int64
	names := histograms(c)
	for i, r := range c.Rows {
		texts = append(append(texts[:0], r.Region, r.Dept), r.Keys...)
		for n, k := range texts {
			if strings.IndexByte(k, '\t') >= 0 || strings.IndexByte(k, '\n') >= 0 {
				return "", fmt.Errorf("数据源%s的维度值%q含有制表符或换行", c.Feed, k)
			}
			if n > 0 {
				b = append(b, '\t')
			}
			b = append(b, k...)
		}
		for _, v := range r.Sums {
			b = strconv.AppendInt(append(b, '\t'), v, 10)
		}
		for _, name := range names {
			b = append(b, '\t')
			counts := c.Histograms[name][i]
			values = slices.AppendSeq(values[:0], maps.Keys(counts))
			slices.Sort(values)
			for n, v := range values {
				if n > 0 {
					b = append(b, ',')
				}
				b = strconv.AppendInt(append(strconv.AppendInt(b, v, 10), ':'), counts[v], 10)
			}
		}
		b = append(b, '\n')
	}
	return string(b), nil
}

// Snapshot is the newest version for period. No snapshot yet is an error that
// says how to make one.
func (s *Store) Snapshot(ctx context.Context, period zhixiao.Period) (*zhixiao.Snapshot, error) {
	snap, err := s.newest(ctx, s.db, period, inDetail)
	if err == nil && snap == nil {
		err = problem(s.file, fmt.Errorf("%s尚未冻结", period.Title()), "先运行 freeze "+period.String())
	}
	return snap, s.explain(err)
}

// SnapshotByID is one version for good: 2026Q3.v1.
func (s *Store) SnapshotByID(ctx context.Context, id string) (*zhixiao.Snapshot, error) {
	snap, err := s.read(ctx, s.db, id, inDetail)
	return snap, s.explain(err)
}

// newest is the newest version for period, nil when there is none.
func (s *Store) newest(ctx context.Context, q sqlx.QueryerContext, period zhixiao.Period, how detail) (*zhixiao.Snapshot, error) {
	var id string
	err := sqlx.GetContext(ctx, q, &id, "SELECT id FROM snapshot WHERE period = ? ORDER BY version DESC LIMIT 1", period.String())
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	return s.read(ctx, q, id, how)
}

// detail is how much of a snapshot is read.
type detail bool

const (
	inDetail detail = true
	summedUp detail = false // over the dimensions of its cubes, and without complaints and long cases
)

func (s *Store) read(ctx context.Context, q sqlx.QueryerContext, id string, how detail) (*zhixiao.Snapshot, error) {
	head, ok, err := ledger.First[ledger.Snapshot](ctx, q, "WHERE id = ?", id)
	if err == nil && !ok {
		err = problem(s.file, fmt.Errorf("没有编号为%s的快照", id), "编号形如 2026Q3.v1")
	}
	if err != nil {
		return nil, err
	}
	snap := &zhixiao.Snapshot{ID: id, Version: head.Version, Set: head.Set, Cubes: map[string]*zhixiao.Cube{}}
	var err1, err2 error
	snap.Period, err1 = zhixiao.ParsePeriod(head.Period)
	snap.Cutoff, err2 = time.Parse(time.DateOnly, head.Cutoff)
	if err := errors.Join(err1, err2); err != nil {
		return nil, s.inTable("snapshot", 0, err, "")
	}
	if err := errors.Join(readSources(ctx, q, snap), readDefinitions(ctx, q, snap), readCubes(ctx, q, snap, how)); err != nil {
		return nil, err
	}
	return snap, readLists(ctx, q, snap, how)
}

// isoDate is a day as the database keeps it, "" for none.
func isoDate(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func readSources(ctx context.Context, q sqlx.QueryerContext, snap *zhixiao.Snapshot) error {
	for r, err := range ledger.All[ledger.Source](ctx, q, "WHERE snapshot = ? ORDER BY name", snap.ID) {
		if err != nil {
			return err
		}
		s := zhixiao.Source{Table: r.Name, Rows: r.Rows, SHA256: r.SHA256, Layout: r.Layout}
		if r.Last != "" {
			if s.Last, err = time.Parse(time.DateOnly, r.Last); err != nil {
				return fmt.Errorf("快照%s中表%s的末日: %w", snap.ID, r.Name, err)
			}
		}
		snap.Sources = append(snap.Sources, s)
	}
	return nil
}

func readCubes(ctx context.Context, q sqlx.QueryerContext, snap *zhixiao.Snapshot, how detail) error {
	if how == summedUp {
		for c, err := range ledger.All[ledger.Sum](ctx, q, "WHERE snapshot = ? ORDER BY feed", snap.ID) {
			if err == nil {
				err = readBody(snap, ledger.Cube{Feed: c.Feed, Columns: c.Columns, Histograms: c.Histograms, Body: c.Body})
			}
			if err != nil {
				return err
			}
		}
		if len(snap.Cubes) > 0 {
			return nil
		}
	}
	for c, err := range ledger.All[ledger.Cube](ctx, q, "WHERE snapshot = ? ORDER BY feed", snap.ID) {
		if err == nil {
			err = readBody(snap, c)
		}
		if err != nil {
			return err
		}
	}
	for feed, c := range snap.Cubes {
		if how == summedUp { // a snapshot made before sums were kept
			snap.Cubes[feed] = summed(c)
		}
	}
	return nil
}

// readBody reads one cube into a snapshot.
func readBody(snap *zhixiao.Snapshot, c ledger.Cube) error {
	split := func(s string) []string { return strings.FieldsFunc(s, func(r rune) bool { return r == ',' }) }
	p := parser{cube: &zhixiao.Cube{Feed: c.Feed, Dims: split(c.Dims), Columns: split(c.Columns)}, histograms: split(c.Histograms), body: c.Body}
	if err := p.parse(); err != nil {
		return err
	}
	snap.Cubes[c.Feed] = p.cube
	return nil
}

func readLists(ctx context.Context, q sqlx.QueryerContext, snap *zhixiao.Snapshot, how detail) error {
	which := "WHERE snapshot = ?"
	if how == summedUp {
		which += " AND name NOT IN ('complaints', 'long_cases')"
	}
	kept, err := ledger.Read[ledger.List](ctx, q, which, snap.ID)
	if err != nil {
		return err
	}
	parts := lists(snap)
	for _, k := range kept {
		into, known := parts[k.Name]
		if !known {
			return fmt.Errorf("快照%s中有无法识别的清单%q", snap.ID, k.Name)
		}
		if list, plain := complaints(k.Name, k.Body); plain {
			snap.Complaints = list
			continue
		}
		if err := json.Unmarshal([]byte(k.Body), into); err != nil {
			return fmt.Errorf("快照%s的清单%s: %w", snap.ID, k.Name, err)
		}
	}
	return nil
}
