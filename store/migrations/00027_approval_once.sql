-- +goose Up
-- No version of a report is approved twice. A trigger and no unique index: older
-- databases may hold such pairs, and must open. The transaction that takes the
-- number prevents it too; this also holds against other programs.
-- +goose StatementBegin
CREATE TRIGGER approval_once BEFORE INSERT ON approval
WHEN EXISTS (SELECT 1 FROM approval WHERE job = NEW.job AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, '该报告的这一版本已经审定，不能再审定一次'); END;
-- +goose StatementEnd

-- +goose Down
DROP TRIGGER approval_once;
