-- +goose Up
-- What imports masked: the audit of store/masking. The text that was masked is
-- nowhere; the file it came in stays with who delivered it.
CREATE TABLE masked(
  seq INTEGER PRIMARY KEY, file TEXT NOT NULL, tbl TEXT NOT NULL, col TEXT NOT NULL, rule TEXT NOT NULL, hits INTEGER NOT NULL) STRICT;
-- +goose StatementBegin
CREATE TRIGGER masked_keep_u BEFORE UPDATE ON masked BEGIN SELECT RAISE(ABORT, '脱敏记录不能修改'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER masked_keep_d BEFORE DELETE ON masked BEGIN SELECT RAISE(ABORT, '脱敏记录不能删除'); END;
-- +goose StatementEnd
-- +goose Down
SELECT 1;
