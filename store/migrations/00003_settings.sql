-- +goose Up
-- What is true of the whole database: demo = 1 marks synthetic data.
CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- +goose Down
SELECT 1;
