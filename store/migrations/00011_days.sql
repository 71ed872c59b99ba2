-- +goose Up
-- Days of the larger feed tables: a day or a week is frozen without passing over
-- the year. While a database is created these indexes wait until it is full.
CREATE INDEX caseload_by_date ON caseload(date);
CREATE INDEX complaint_by_date ON complaint(date);
CREATE INDEX consult_by_date ON consult(date);
CREATE INDEX correction_by_date ON correction(date);
CREATE INDEX guide_rating_by_date ON guide_rating(date);
CREATE INDEX online_session_by_date ON online_session(date);
CREATE INDEX phone_call_by_date ON phone_call(date);
CREATE INDEX stage_by_date ON stage(date);
CREATE INDEX survey_by_date ON survey(date);
CREATE INDEX ticket_by_date ON ticket(date);

-- +goose Down
SELECT 1;
