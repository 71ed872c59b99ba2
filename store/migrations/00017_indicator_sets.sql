-- +goose Up
-- The indicator sets that snapshots were frozen with, whole, as JSON: a snapshot is
-- read with its own. Snapshots frozen before this migration have none.
CREATE TABLE indicator_set(version TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;
-- Two definitions of an indicator that gave the same counts on all rows they were
-- measured on, one only being spelled otherwise, by their digests.
CREATE TABLE definition_same(
  code TEXT NOT NULL, one TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY(code, one, other)) STRICT, WITHOUT ROWID;

-- +goose StatementBegin
CREATE TRIGGER indicator_set_keep_u BEFORE UPDATE ON indicator_set BEGIN SELECT RAISE(ABORT, '冻结时的指标体系不能修改；请重新冻结生成新版本'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER indicator_set_keep_d BEFORE DELETE ON indicator_set BEGIN SELECT RAISE(ABORT, '冻结时的指标体系不能删除'); END;
-- +goose StatementEnd

-- +goose Down
DROP TABLE definition_same;
DROP TABLE indicator_set;
