-- +goose Up
-- The register of imports: one row for each table of each file that was taken in.
-- Nothing here changes or goes; what a later import took the place of stands in
-- import_replaced.
CREATE TABLE import_batch(
  seq INTEGER PRIMARY KEY, file TEXT NOT NULL, sha256 TEXT NOT NULL, tbl TEXT NOT NULL,
  sender TEXT NOT NULL,                    -- codes of units with commas, or a name that was given
  given INTEGER NOT NULL,                  -- 1: the sender was named by whoever imported, 0: read off the rows
  first TEXT NOT NULL, last TEXT NOT NULL, -- days of the rows, '' where the table has none
  rows INTEGER NOT NULL, taken TEXT NOT NULL) STRICT; -- 2026-08-03 09:30, Beijing time
CREATE TABLE import_replaced(
  seq INTEGER PRIMARY KEY, batch INTEGER NOT NULL, -- whose rows went; 0: rows that no import is registered for
  by INTEGER NOT NULL REFERENCES import_batch(seq), rows INTEGER NOT NULL) STRICT;
-- +goose StatementBegin
CREATE TRIGGER import_batch_keep_u BEFORE UPDATE ON import_batch BEGIN SELECT RAISE(ABORT, '导入登记不能修改'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER import_batch_keep_d BEFORE DELETE ON import_batch BEGIN SELECT RAISE(ABORT, '导入登记不能删除'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER import_replaced_keep_u BEFORE UPDATE ON import_replaced BEGIN SELECT RAISE(ABORT, '导入登记不能修改'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER import_replaced_keep_d BEFORE DELETE ON import_replaced BEGIN SELECT RAISE(ABORT, '导入登记不能删除'); END;
-- +goose StatementEnd

-- Each row knows its batch. Rows from before, and rows that no import brought, have
-- none. It is no part of what a row says: fingerprints leave it out.
ALTER TABLE matter ADD COLUMN batch INTEGER;
ALTER TABLE cases ADD COLUMN batch INTEGER;
ALTER TABLE caseload ADD COLUMN batch INTEGER;
ALTER TABLE correction ADD COLUMN batch INTEGER;
ALTER TABLE stage ADD COLUMN batch INTEGER;
ALTER TABLE hall ADD COLUMN batch INTEGER;
ALTER TABLE ticket ADD COLUMN batch INTEGER;
ALTER TABLE consult ADD COLUMN batch INTEGER;
ALTER TABLE phone_line ADD COLUMN batch INTEGER;
ALTER TABLE phone_call ADD COLUMN batch INTEGER;
ALTER TABLE online_session ADD COLUMN batch INTEGER;
ALTER TABLE evaluation ADD COLUMN batch INTEGER;
ALTER TABLE guide_rating ADD COLUMN batch INTEGER;
ALTER TABLE guide_check ADD COLUMN batch INTEGER;
ALTER TABLE survey ADD COLUMN batch INTEGER;
ALTER TABLE interview ADD COLUMN batch INTEGER;
ALTER TABLE visit ADD COLUMN batch INTEGER;
ALTER TABLE visit_finding ADD COLUMN batch INTEGER;
ALTER TABLE complaint ADD COLUMN batch INTEGER;
ALTER TABLE governance ADD COLUMN batch INTEGER;
ALTER TABLE governance_task ADD COLUMN batch INTEGER;
ALTER TABLE governance_note ADD COLUMN batch INTEGER;
ALTER TABLE governance_step ADD COLUMN batch INTEGER;
ALTER TABLE trial ADD COLUMN batch INTEGER;
ALTER TABLE inspection_item ADD COLUMN batch INTEGER;

-- +goose Down
SELECT 1;
