-- +goose Up
-- Special inspections (专项核查) as they were taken in from an editor's workbook.
CREATE TABLE inspection(
  no TEXT PRIMARY KEY, title TEXT NOT NULL, started TEXT NOT NULL, ended TEXT NOT NULL,
  sha256 TEXT NOT NULL) STRICT, WITHOUT ROWID; -- over the workbook and its evidence
-- What was handed over to the client, on which day.
CREATE TABLE delivery(
  duty TEXT NOT NULL, period TEXT NOT NULL, delivered TEXT NOT NULL, who TEXT NOT NULL, note TEXT NOT NULL DEFAULT '',
  PRIMARY KEY(duty, period)) STRICT, WITHOUT ROWID;

-- +goose Down
SELECT 1;
