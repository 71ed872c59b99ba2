-- +goose Up
-- How each indicator's value was defined in a version of the indicator set, so
-- that a change of definition is not taken for a change of the matter itself.
CREATE TABLE definition(
  set_version TEXT NOT NULL, code TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY(set_version, code)) STRICT, WITHOUT ROWID;
-- +goose Down
SELECT 1;
