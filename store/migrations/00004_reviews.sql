-- +goose Up
-- What a job was generated as: the passages a reviewed file is compared with.
CREATE TABLE generated(
  job TEXT NOT NULL, origin TEXT NOT NULL, passages TEXT NOT NULL, -- JSON; origin as printed in the file
  PRIMARY KEY(job, origin)) STRICT;
-- Reviewed files as they were taken in. Nothing a reviewer wrote may be lost.
CREATE TABLE review(
  seq INTEGER PRIMARY KEY, job TEXT NOT NULL, stage TEXT NOT NULL, who TEXT NOT NULL, taken TEXT NOT NULL,
  file TEXT NOT NULL, sha256 TEXT NOT NULL, origin TEXT NOT NULL, body BLOB NOT NULL) STRICT;
CREATE INDEX review_job ON review(job, seq);
-- +goose StatementBegin
CREATE TRIGGER review_keep_u BEFORE UPDATE ON review BEGIN SELECT RAISE(ABORT, '已收的审稿不能修改；请再收一版'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER review_keep_d BEFORE DELETE ON review BEGIN SELECT RAISE(ABORT, '已收的审稿不能删除'); END;
-- +goose StatementEnd

-- +goose Down
SELECT 1;
