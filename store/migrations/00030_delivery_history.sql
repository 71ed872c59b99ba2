-- +goose Up
-- What was handed over, as often as it was: a later delivery of the same duty and
-- period stands beside the first and does not take its place. What was recorded
-- before this migration is the first. Nothing here changes or goes.
CREATE TABLE delivery_history(
  seq INTEGER PRIMARY KEY, duty TEXT NOT NULL, period TEXT NOT NULL, delivered TEXT NOT NULL, who TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '', reason TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO delivery_history(duty, period, delivered, who, note, reason)
  SELECT duty, period, delivered, who, note, reason FROM delivery ORDER BY delivered, duty, period;
DROP TABLE delivery;
ALTER TABLE delivery_history RENAME TO delivery;
-- +goose StatementBegin
CREATE TRIGGER delivery_keep_u BEFORE UPDATE ON delivery BEGIN SELECT RAISE(ABORT, '交付登记不能修改；再次交付的另行登记'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER delivery_keep_d BEFORE DELETE ON delivery BEGIN SELECT RAISE(ABORT, '交付登记不能删除'); END;
-- +goose StatementEnd

-- +goose Down
SELECT 1;
