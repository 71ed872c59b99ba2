-- +goose Up
-- Snapshots: what a period's feeds said when they were frozen. Nothing here may
-- change: triggers refuse UPDATE and DELETE, and a new freeze makes a new version.
CREATE TABLE snapshot(
  id TEXT PRIMARY KEY, period TEXT NOT NULL, version INTEGER NOT NULL, cutoff TEXT NOT NULL, set_version TEXT NOT NULL,
  UNIQUE(period, version)) STRICT, WITHOUT ROWID;
CREATE TABLE snapshot_source(
  snapshot TEXT NOT NULL REFERENCES snapshot(id), name TEXT NOT NULL, rows INTEGER NOT NULL, sha256 TEXT NOT NULL,
  PRIMARY KEY(snapshot, name)) STRICT, WITHOUT ROWID;
-- One cube a row. dims and columns are lists with commas; body has one line a cell:
-- region, dept, dims, sums and histograms (value:count,…) with tabs between.
CREATE TABLE snapshot_cube(
  snapshot TEXT NOT NULL REFERENCES snapshot(id), feed TEXT NOT NULL, dims TEXT NOT NULL, columns TEXT NOT NULL, histograms TEXT NOT NULL,
  body TEXT NOT NULL, PRIMARY KEY(snapshot, feed)) STRICT;
-- Visits, complaints, long cases and governance as JSON lists.
CREATE TABLE snapshot_list(
  snapshot TEXT NOT NULL REFERENCES snapshot(id), name TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY(snapshot, name)) STRICT;

-- +goose StatementBegin
CREATE TRIGGER snapshot_keep_u BEFORE UPDATE ON snapshot BEGIN SELECT RAISE(ABORT, '快照已冻结，不能修改；请重新冻结生成新版本'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER snapshot_keep_d BEFORE DELETE ON snapshot BEGIN SELECT RAISE(ABORT, '快照已冻结，不能删除'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER snapshot_source_keep_u BEFORE UPDATE ON snapshot_source BEGIN SELECT RAISE(ABORT, '快照已冻结，不能修改；请重新冻结生成新版本'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER snapshot_source_keep_d BEFORE DELETE ON snapshot_source BEGIN SELECT RAISE(ABORT, '快照已冻结，不能删除'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER snapshot_cube_keep_u BEFORE UPDATE ON snapshot_cube BEGIN SELECT RAISE(ABORT, '快照已冻结，不能修改；请重新冻结生成新版本'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER snapshot_cube_keep_d BEFORE DELETE ON snapshot_cube BEGIN SELECT RAISE(ABORT, '快照已冻结，不能删除'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER snapshot_list_keep_u BEFORE UPDATE ON snapshot_list BEGIN SELECT RAISE(ABORT, '快照已冻结，不能修改；请重新冻结生成新版本'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER snapshot_list_keep_d BEFORE DELETE ON snapshot_list BEGIN SELECT RAISE(ABORT, '快照已冻结，不能删除'); END;
-- +goose StatementEnd

-- Visits with their findings counted, so that a cube can sum them.
CREATE VIEW visit_counted AS
  SELECT v.no, v.region, v.hall, v.date, v.score,
    COALESCE(SUM(f.severity = '严重'), 0) AS severe, COALESCE(SUM(f.severity = '一般'), 0) AS ordinary, COALESCE(SUM(f.severity = '提示'), 0) AS hint
  FROM visit v LEFT JOIN visit_finding f ON f.no = v.no GROUP BY v.no;

-- Ledgers.
CREATE TABLE recommendation(
  unit TEXT NOT NULL, period TEXT NOT NULL, seq INTEGER NOT NULL,
  who TEXT NOT NULL, what TEXT NOT NULL, deadline TEXT NOT NULL, output TEXT NOT NULL, measure TEXT NOT NULL, -- the five parts
  key TEXT NOT NULL DEFAULT '', target TEXT NOT NULL DEFAULT '',  -- what the measure is read from, and its target as a decimal
  PRIMARY KEY(unit, period, seq)) STRICT, WITHOUT ROWID;

-- +goose Down
SELECT 1;
