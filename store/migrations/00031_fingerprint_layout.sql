-- +goose Up
-- How a table's rows were laid out for sha256: 1 texts with char 31 between and four
-- integers in one, by programs up to 0.2.0; 2 each row as a JSON list. Fingerprints of
-- two layouts say nothing about each other.
ALTER TABLE snapshot_source ADD COLUMN layout INTEGER NOT NULL DEFAULT 1;

-- +goose Down
ALTER TABLE snapshot_source DROP COLUMN layout;
