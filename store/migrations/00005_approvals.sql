-- +goose Up
-- Approved reports, locked: who, when, and the very files. Another approval of
-- the same job is an erratum; the earlier one stays.
CREATE TABLE approval(
  seq INTEGER PRIMARY KEY, job TEXT NOT NULL, period TEXT NOT NULL, title TEXT NOT NULL, version TEXT NOT NULL, -- V2.0, errata V2.1 …
  who TEXT NOT NULL, approved TEXT NOT NULL, opinion TEXT NOT NULL, erratum TEXT NOT NULL,
  review INTEGER NOT NULL REFERENCES review(seq), pages INTEGER NOT NULL) STRICT;
CREATE INDEX approval_job ON approval(job, seq);
CREATE INDEX approval_period ON approval(period, seq);
CREATE TABLE approval_file(
  approval INTEGER NOT NULL REFERENCES approval(seq), role TEXT NOT NULL, path TEXT NOT NULL, -- below the period's folder
  size INTEGER NOT NULL, sha256 TEXT NOT NULL, body BLOB NOT NULL, PRIMARY KEY(approval, path)) STRICT;
-- What was handed out: a unit gets its own reports only, each copy numbered.
CREATE TABLE distribution(
  seq INTEGER PRIMARY KEY, number TEXT NOT NULL, period TEXT NOT NULL, unit TEXT NOT NULL, job TEXT NOT NULL, file TEXT NOT NULL,
  sha256 TEXT NOT NULL, source TEXT NOT NULL, who TEXT NOT NULL, given TEXT NOT NULL, draft INTEGER NOT NULL, UNIQUE(number, file)) STRICT; -- source: SHA-256 of the file it was made from

-- +goose StatementBegin
CREATE TRIGGER approval_keep_u BEFORE UPDATE ON approval BEGIN SELECT RAISE(ABORT, '审定记录不能修改；更正请另作勘误'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER approval_keep_d BEFORE DELETE ON approval BEGIN SELECT RAISE(ABORT, '审定记录不能删除'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER approval_file_keep_u BEFORE UPDATE ON approval_file BEGIN SELECT RAISE(ABORT, '审定的文件不能修改；更正请另作勘误'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER approval_file_keep_d BEFORE DELETE ON approval_file BEGIN SELECT RAISE(ABORT, '审定的文件不能删除'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER distribution_keep_u BEFORE UPDATE ON distribution BEGIN SELECT RAISE(ABORT, '分发登记不能修改'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER distribution_keep_d BEFORE DELETE ON distribution BEGIN SELECT RAISE(ABORT, '分发登记不能删除'); END;
-- +goose StatementEnd

-- +goose Down
SELECT 1;
