package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/jmoiron/sqlx"
	"github.com/pressly/goose/v3"

	"zhixiao"
	"zhixiao/store/ledger"
	"zhixiao/store/sqlite"
)

//go:embed migrations/*.sql
var migrations embed.FS

// Store is an open database. It may be used by several goroutines.
type Store struct {
	db   *sqlx.DB
	file string     // base name, for messages
	bulk bool       // being created: nobody else reads, a crash may lose it
	turn sync.Mutex // held while writing a database being created

	loads  loads // of a database being created
	former func(version string) (*zhixiao.IndicatorSet, error)
}

// Settings of a connection. The caches are small, and the file is not mapped into
// memory: a freeze passes over each row once or twice, and every connection would hold
// what it passed. Pages of 8 KiB suit reading a table from end to end; their size is
// settled before the first table is made. The log ahead lets a freeze read while the
// next rows are written.
const (
	everyday = "PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384"
	creating = "PRAGMA busy_timeout = 60000; PRAGMA foreign_keys = ON; PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -16384"
)

// Open opens the database at path and brings its tables up to date. A missing,
// locked or damaged file and one made by a newer program are errors that say so.
func Open(ctx context.Context, path string) (*Store, error) {
	if info, err := os.Stat(path); err != nil || info.IsDir() {
		return nil, problem(path, errors.New("数据库文件不存在或不可读"), "先用 init 新建，或检查 --db 路径")
	}
	return open(ctx, path, false)
}

// Create makes a new database at path; an existing file is an error. Until it is
// closed the database is written without waiting for the disk: a crash while it
// is being filled loses it, and it is made again.
func Create(ctx context.Context, path string) (*Store, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return nil, problem(path, errors.New("文件已存在，不会覆盖"), "换一个文件名，或先移走旧文件")
	} else if err != nil {
		return nil, problem(path, fmt.Errorf("数据库无法新建: %w", err), "检查目录是否存在、是否可写")
	}
	if err := f.Close(); err != nil {
		return nil, problem(path, err, "")
	}
	return open(ctx, path, true)
}

func open(ctx context.Context, path string, bulk bool) (*Store, error) {
	settings := everyday
	if bulk {
		settings = creating
	}
	db := sqlx.NewDb(sql.OpenDB(sqlite.Connector{Path: path, Settings: settings}), "sqlite3") // for sqlx: question marks are arguments
	s := &Store{db: db, file: filepath.Base(path), bulk: bulk}
	if bulk {
		db.SetMaxOpenConns(3) // one loads while two read for a freeze
	}
	err := s.migrate(ctx)
	if err != nil {
		return nil, errors.Join(s.explain(err), db.Close())
	}
	return s, nil
}

func (s *Store) migrate(ctx context.Context) error {
	dir, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, s.db.DB, dir)
	if err != nil {
		return err
	}
	have, err := p.GetDBVersion(ctx)
	if err != nil {
		return err
	}
	sources := p.ListSources()
	if newest := sources[len(sources)-1].Version; have > newest {
		return problem(s.file, fmt.Errorf("数据库版本为%d，高于本程序支持的%d", have, newest), "请换用更新版本的程序")
	}
	if _, err = p.Up(ctx); err != nil {
		return err
	}
	return ledger.Guard(ctx, s.db)
}

// Close writes what is left to disk and closes the database.
func (s *Store) Close() error {
	if s.bulk {
		if _, err := s.db.ExecContext(context.Background(), "PRAGMA synchronous=FULL; PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
			return errors.Join(s.explain(err), s.db.Close())
		}
	}
	return s.db.Close()
}

// explain says in Chinese what SQLite said in English, keeping the cause.
func (s *Store) explain(err error) error {
	var known *zhixiao.Problem
	if err == nil || errors.As(err, &known) || errors.Is(err, ledger.ErrNumberTaken) {
		return err
	}
	code, extended, ok := sqlite.Codes(err)
	switch {
	case !ok:
		return problem(s.file, err, "")
	case isBusy(err):
		return problem(s.file, fmt.Errorf("数据库正被其他程序占用: %w", err), "关闭其他正在写入的程序后重试")
	case code == sqlite.NotADB || code == sqlite.Corrupt:
		return problem(s.file, fmt.Errorf("文件不是SQLite数据库或已损坏: %w", err), "从备份恢复，或用 init 新建后重新导入")
	case extended == sqlite.ForeignKey:
		return problem(s.file, fmt.Errorf("引用的编号不存在: %w", err), "暗访问题、治理任务须与所属的暗访、治理台账一起导入")
	case code == sqlite.ReadOnly:
		return problem(s.file, fmt.Errorf("数据库只读，无法写入: %w", err), "检查文件和目录的写入权限")
	case code == sqlite.Full || code == sqlite.IOError:
		return problem(s.file, fmt.Errorf("数据库读写失败: %w", err), "检查磁盘剩余空间")
	}
	return problem(s.file, err, "")
}

// isBusy reports whether somebody else was writing.
func isBusy(err error) bool {
	code, _, ok := sqlite.Codes(err)
	return ok && (code == sqlite.Busy || code == sqlite.Locked)
}

func problem(path string, err error, way string) error {
	return &zhixiao.Problem{At: zhixiao.Place{File: filepath.Base(path)}, Err: err, Way: way}
}

// inTable is a problem at a row of a table; row 0 means the table as a whole.
func (s *Store) inTable(table string, row int, err error, way string) *zhixiao.Problem {
	return &zhixiao.Problem{At: zhixiao.Place{File: s.file, Table: table, Row: row}, Err: err, Way: way}
}
