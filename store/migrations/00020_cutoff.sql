-- +goose Up
-- What governance did to a unit's complaints: those of the case's matter and class
-- in the 90 days before it was opened and the 90 after it was done, dated by the
-- last of these. What units report of this in governance_task is a claim.
CREATE VIEW governance_effect AS
  WITH unit AS MATERIALIZED (
    SELECT DISTINCT g.no, t.region, t.dept, g.matter, g.l2, g.opened, g.done, date(g.opened, '-89 days') AS first, date(g.done, '+90 days') AS observed
    FROM governance_task t JOIN governance g ON g.no = t.no WHERE g.done <> ''),
  counted AS MATERIALIZED (SELECT date, region, dept, matter, l2 FROM complaint WHERE dup = 0 AND l2 < '99')
  SELECT u.no, u.region, u.dept, u.observed, COALESCE(SUM(c.date BETWEEN u.first AND u.opened), 0) AS found, COALESCE(SUM(c.date > u.done AND c.date <= u.observed), 0) AS remained
  FROM unit u LEFT JOIN counted c ON c.matter = u.matter AND c.l2 = u.l2 AND (u.region = '' OR c.region = u.region) AND (u.dept = '' OR c.dept = u.dept)
  GROUP BY u.no, u.region, u.dept;

-- The last day that a feed has rows of, in the period and by the cutoff; '' where
-- its rows have no days, and in snapshots frozen before this was kept.
ALTER TABLE snapshot_source ADD COLUMN last TEXT NOT NULL DEFAULT '';

-- +goose Down
SELECT 1;
