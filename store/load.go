package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"regexp"
	"strings"

	"zhixiao/store/ledger"
	"zhixiao/store/sqlite"
)

// bundle is how many rows one prepared INSERT carries: beyond about a hundred
// SQLite gains nothing more.
const bundle = 100

// Loader fills tables inside one transaction of Store.Load.
type Loader struct {
	ctx       context.Context
	s         *Store
	conn      sqlite.Conn
	inserters []*Inserter
	refused   error // of the row that took everything back
}

// Inserter adds rows to one table, about a hundred at a time.
type Inserter struct {
	l       *Loader
	verb    string
	table   string
	columns []string
	full    driver.StmtQueryContext // INSERT of bundle rows
	args    []driver.NamedValue
	rows    int // rows handed to SQLite
	watch   *watch
}

// Load runs fill in one transaction. Rows still waiting in inserters are written
// when fill returns; an error of fill, or of any row, takes everything back.
func (s *Store) Load(ctx context.Context, fill func(*Loader) error) error {
	if s.bulk {
		s.turn.Lock()
		defer s.turn.Unlock()
	}
	conn, err := s.db.DB.Conn(ctx)
	if err != nil {
		return s.explain(err)
	}
	defer conn.Close()
	return s.explain(raw(conn, func(c sqlite.Conn) error { return s.load(ctx, c, fill) }))
}

func (s *Store) load(ctx context.Context, own sqlite.Conn, fill func(*Loader) error) error {
	// References are checked at the end: a file may hold findings before visits.
	if _, err := own.ExecContext(ctx, "BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON", nil); err != nil {
		return err
	}
	l := &Loader{ctx: ctx, s: s, conn: own}
	err := fill(l)
	if err == nil {
		err = l.refused
	}
	for _, in := range l.inserters {
		if err == nil {
			err = in.Flush()
		}
		if err == nil && in.watch != nil {
			err = in.watch.record(l)
		}
		if c, ok := in.full.(driver.Stmt); ok {
			err = errors.Join(err, c.Close())
		}
	}
	if err == nil {
		_, err = own.ExecContext(ctx, "COMMIT", nil)
	}
	if err != nil {
		l.forget()
	}
	if err != nil && sqlite.InTransaction(context.WithoutCancel(ctx), own) {
		// The context may be over; taking back must still happen.
		_, back := own.ExecContext(context.WithoutCancel(ctx), "ROLLBACK", nil)
		return errors.Join(err, back)
	}
	return err
}

// forget takes back what was remembered of a load that is taken back.
func (l *Loader) forget() {
	for _, in := range l.inserters {
		if in.watch != nil && in.watch.recorded {
			l.s.loads.back(in.table)
		}
	}
}

const inserting = "INSERT OR ROLLBACK"

var plainName = regexp.MustCompile(`^[a-z_][a-z0-9_]*$`)

// Insert prepares rows of the named columns for table. Names are lower-case
// letters, digits and underscores.
func (l *Loader) Insert(table string, columns []string) (*Inserter, error) {
	// A refused row takes the whole load back anyway; saying so spares SQLite from
	// remembering how to take back the one statement.
	return l.prepare(inserting, table, columns)
}

// Replace is Insert for rows that take the place of those with the same key: a
// ledger's cases go on while their number stays.
func (l *Loader) Replace(table string, columns []string) (*Inserter, error) {
	return l.prepare("REPLACE", table, columns)
}

func (l *Loader) prepare(verb, table string, columns []string) (*Inserter, error) {
	for _, n := range append([]string{table}, columns...) {
		if !plainName.MatchString(n) {
			return nil, l.s.inTable(table, 0, fmt.Errorf("%q不是可用的表名或列名", n), "")
		}
	}
	if ledger.Keeps(table) {
		return nil, l.s.inTable(table, 0, errors.New("登记只能逐笔追加，不能成批写入"), "")
	}
	in := &Inserter{l: l, verb: verb, table: table, columns: columns, args: make([]driver.NamedValue, bundle*len(columns))}
	for i := range in.args {
		in.args[i].Ordinal = i + 1 // for good: the places are used again
	}
	in.args = in.args[:0]
	stmt, err := l.conn.PrepareContext(l.ctx, in.sql(bundle))
	if err != nil {
		return nil, l.s.inTable(table, 0, fmt.Errorf("无法写入: %w", err), "检查表名和列名")
	}
	in.full = stmt.(driver.StmtQueryContext)
	if in.watch, err = l.watching(verb, table, columns); err != nil {
		return nil, errors.Join(err, stmt.Close())
	}
	l.inserters = append(l.inserters, in)
	return in, nil
}

func (in *Inserter) sql(rows int) string {
	one := "(?" + strings.Repeat(",?", len(in.columns)-1) + ")"
	return in.verb + " INTO " + in.table + "(" + strings.Join(in.columns, ",") + ") VALUES " + one + strings.Repeat(","+one, rows-1)
}

// Add queues one row: int, int64, bool (as 0 and 1), string or nil, one for each
// column. A full queue is written.
func (in *Inserter) Add(values ...any) error {
	if len(values) != len(in.columns) {
		return in.l.s.inTable(in.table, in.next(), fmt.Errorf("有%d个值，应为%d个", len(values), len(in.columns)), "")
	}
	for i, v := range values {
		switch x := v.(type) {
		case int:
			v = int64(x)
		case bool:
			v = int64(0)
			if x {
				v = int64(1)
			}
		case int64, string, nil:
		default:
			return in.l.s.inTable(in.table, in.next(), fmt.Errorf("列%s的值类型为%T", in.columns[i], v), "只接受整数、文本和空值")
		}
		in.args = in.args[:len(in.args)+1]
		in.args[len(in.args)-1].Value = v
	}
	if in.watch != nil {
		in.watch.follow(in.args[len(in.args)-len(values):])
	}
	if len(in.args) < bundle*len(in.columns) {
		return nil
	}
	if err := in.l.ctx.Err(); err != nil {
		return err
	}
	return in.run(in.full)
}

// Flush writes the rows that are waiting. Load does it at the end.
func (in *Inserter) Flush() error {
	if len(in.args) == 0 {
		return nil
	}
	stmt, err := in.l.conn.PrepareContext(in.l.ctx, in.sql(len(in.args)/len(in.columns)))
	if err != nil {
		return in.refused(err)
	}
	return errors.Join(in.run(stmt.(driver.StmtQueryContext)), stmt.Close())
}

func (in *Inserter) run(stmt driver.StmtQueryContext) error {
	if in.l.refused != nil {
		return in.l.refused // what is written now would stay
	}
	// A context that can end makes the driver start a goroutine per statement;
	// Add looks at it instead.
	// A query hands all arguments over in one crossing into C, an exec each by
	// itself; the INSERT has run when the query returns.
	rows, err := stmt.QueryContext(context.Background(), in.args)
	if err != nil {
		return in.refused(err)
	}
	if err := rows.Close(); err != nil {
		return in.refused(err)
	}
	in.rows += len(in.args) / len(in.columns)
	in.args = in.args[:0]
	return nil
}

// next is the number of the row that Add is about to queue, from 1.
func (in *Inserter) next() int { return in.rows + len(in.args)/len(in.columns) + 1 }

func (in *Inserter) refused(err error) error {
	first, last := in.rows+1, in.next()-1
	in.l.refused = in.l.s.inTable(in.table, first, fmt.Errorf("第%d至%d行中有一行被数据库拒绝: %w", first, last, err), "检查主键是否重复、值的类型是否正确")
	return in.l.refused
}

// query hands every row of a query on the load's own connection to row.
func (l *Loader) query(text string, row func([]driver.Value) error) error {
	return l.ask(text, nil, row)
}

// ask is query with arguments.
func (l *Loader) ask(text string, args []any, row func([]driver.Value) error) error {
	return eachOf(context.Background(), l.conn, text, named(args), row)
}

// do runs a statement that answers nothing.
func (l *Loader) do(text string, args ...any) error {
	_, err := l.ExecContext(context.Background(), text, args...)
	return err
}

// ExecContext runs a statement on the load's own connection: the load is what ledgers
// are written in, see ledger.Writer.
func (l *Loader) ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error) {
	return l.conn.ExecContext(ctx, text, named(args))
}
