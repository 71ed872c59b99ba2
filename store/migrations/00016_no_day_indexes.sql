-- +goose Up
-- Keeping the days of every row in order costs each import more than it spares a
-- freeze, which reads whole periods (docs/adr/0017-no-day-indexes.md). The complaints
-- keep theirs: weeks and ledgers of years look into them by days.
DROP INDEX cases_by_date;
DROP INDEX evaluation_by_date;
DROP INDEX caseload_by_date;
DROP INDEX consult_by_date;
DROP INDEX correction_by_date;
DROP INDEX guide_rating_by_date;
DROP INDEX online_session_by_date;
DROP INDEX phone_call_by_date;
DROP INDEX stage_by_date;
DROP INDEX survey_by_date;
DROP INDEX ticket_by_date;
