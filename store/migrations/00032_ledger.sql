-- +goose Up
-- From here on the triggers that keep ledgers are made from the table of kinds in
-- store/ledger when a database is opened. They also refuse to write a record over
-- another, which programs up to 0.2.0 try where they mean to leave it alone: this
-- version is one that those do not open.
SELECT 1;

-- +goose Down
SELECT 1;
