-- +goose Up
-- Why a document was handed over although not all of it was approved; empty where
-- it was, and in what was recorded before this migration.
ALTER TABLE delivery ADD COLUMN reason TEXT NOT NULL DEFAULT '';

-- +goose Down
ALTER TABLE delivery DROP COLUMN reason;
