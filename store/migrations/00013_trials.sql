-- +goose Up
-- 网办体验: one row a problem found; seq 0 and an empty item where nothing was found.
CREATE TABLE trial(
  no TEXT NOT NULL, seq INTEGER NOT NULL, region TEXT NOT NULL, dept TEXT NOT NULL, matter TEXT NOT NULL,
  platform TEXT NOT NULL, date TEXT NOT NULL, time TEXT NOT NULL, task TEXT NOT NULL, -- 14:05; what was tried
  item TEXT NOT NULL, l2 TEXT NOT NULL, severity TEXT NOT NULL, posted TEXT NOT NULL, actual TEXT NOT NULL,
  evidence TEXT NOT NULL, status TEXT NOT NULL, recheck TEXT NOT NULL DEFAULT '', PRIMARY KEY(no, seq)) STRICT, WITHOUT ROWID;
-- 主动治理台账: what people write about a case, by the name of its column, and the
-- states it went through.
CREATE TABLE governance_note(no TEXT NOT NULL, name TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY(no, name)) STRICT, WITHOUT ROWID;
CREATE TABLE governance_step(no TEXT NOT NULL, date TEXT NOT NULL, status TEXT NOT NULL, note TEXT NOT NULL DEFAULT '', PRIMARY KEY(no, date, status)) STRICT, WITHOUT ROWID;

-- +goose Down
SELECT 1;
