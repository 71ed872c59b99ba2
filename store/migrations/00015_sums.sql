-- +goose Up
-- The cubes summed over their dimensions: what a later report reads of an older
-- snapshot. Snapshots frozen before this migration have none; they are summed
-- from snapshot_cube when they are read.
CREATE TABLE snapshot_sum(
  snapshot   TEXT NOT NULL REFERENCES snapshot(id),
  feed       TEXT NOT NULL,
  columns    TEXT NOT NULL, -- as in snapshot_cube
  histograms TEXT NOT NULL,
  body       TEXT NOT NULL, -- region, dept, the sums, the histograms
  PRIMARY KEY(snapshot, feed)
) STRICT, WITHOUT ROWID;

-- +goose StatementBegin
CREATE TRIGGER snapshot_sum_keep_u BEFORE UPDATE ON snapshot_sum BEGIN SELECT RAISE(ABORT, '快照已冻结，不能修改；请重新冻结生成新版本'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER snapshot_sum_keep_d BEFORE DELETE ON snapshot_sum BEGIN SELECT RAISE(ABORT, '快照已冻结，不能删除'); END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE snapshot_sum;
