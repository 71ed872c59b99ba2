package store

import (
	"context"
	"fmt"
	"time"

	"zhixiao"
	"zhixiao/counting"
	"zhixiao/store/ledger"
)

// Counted is how many rows a quota counts from the first to the last day,
// inclusive, and how many it leaves out because nobody judged them. A table, column
// or condition that the store does not know is an error naming the quota.
func (s *Store) Counted(ctx context.Context, q zhixiao.Quota, first, last time.Time) (n zhixiao.Counted, err error) {
	if n.Done, err = s.count(ctx, q, q.Where, first, last); err != nil || q.Unjudged == "" {
		return n, err
	}
	n.Unjudged, err = s.count(ctx, q, q.Unjudged, first, last)
	return n, err
}

// count counts the rows of a quota's table for which a condition holds.
func (s *Store) count(ctx context.Context, q zhixiao.Quota, where string, first, last time.Time) (n int64, err error) {
	text, err := quotaSQL(q, where)
	if err == nil {
		err = s.db.GetContext(ctx, &n, text, first.Format(time.DateOnly), last.Format(time.DateOnly))
	}
	if err != nil {
		return 0, problem("contract.yaml", fmt.Errorf("配额%s（%s）无法统计：%w", q.ID, q.Name, err), "检查该配额的table、date、where和unjudged")
	}
	return n, nil
}

// quotaSQL counts a quota's rows from one day to another for which a condition holds.
func quotaSQL(q zhixiao.Quota, where string) (string, error) {
	t, known := counting.Find(q.Table)
	if !known {
		return "", fmt.Errorf("没有数据表%q", q.Table)
	}
	if day, known := t.Column(q.Date); !known || day.Kind != counting.Day {
		return "", fmt.Errorf("数据表%s没有日期列%q", q.Table, q.Date)
	}
	in, what := counted{t}, "COUNT(*)"
	if q.Distinct != "" {
		of, err := in.dimension(q.Distinct)
		if err != nil {
			return "", err
		}
		what = "COUNT(DISTINCT " + of + ")"
	}
	text := "SELECT " + what + " FROM " + q.Table + " WHERE " + q.Date + " BETWEEN ? AND ?"
	if where != "" {
		condition, err := in.condition(where)
		if err != nil {
			return "", err
		}
		text += " AND " + condition
	}
	return text, nil
}

// SaveDelivery records a delivery beside those before it: the same duty and period
// may be handed over again. One that was recorded already, with the same day, note
// and reason, is refused and named.
func (s *Store) SaveDelivery(ctx context.Context, d ledger.Delivery) error {
	added, err := ledger.AppendNew(ctx, s.db, d, "duty", "period", "delivered", "note", "reason")
	if err != nil || added {
		return s.explain(err)
	}
	return s.inTable("delivery", 0, fmt.Errorf("%s %s于%s的交付已经登记，不再登记一次", d.Duty, d.Period, d.Delivered), "同一天确又交付的，用 --note 写明")
}

// Deliveries are all that was handed over by the end of a day, by duty and period,
// the earliest day first. What was handed over again follows.
func (s *Store) Deliveries(ctx context.Context, on time.Time) ([]ledger.Delivery, error) {
	list, err := ledger.Read[ledger.Delivery](ctx, s.db, "WHERE delivered <= ? ORDER BY duty, period, delivered, seq", on.Format(time.DateOnly))
	return list, s.explain(err)
}

// FirstDelivery is the earliest delivery of d's duty and period, of whatever day;
// one without values when there is none.
func (s *Store) FirstDelivery(ctx context.Context, d ledger.Delivery) (first ledger.Delivery, err error) {
	first, _, err = ledger.First[ledger.Delivery](ctx, s.db, "WHERE duty = ? AND period = ? ORDER BY delivered, seq", d.Duty, d.Period)
	return first, s.explain(err)
}

// ApprovedBy is, of each job, the last approval given by the end of a day, by job.
// The day is that of the place where it was given.
func (s *Store) ApprovedBy(ctx context.Context, on time.Time) ([]ledger.Approval, error) {
	list, err := ledger.Read[ledger.Approval](ctx, s.db, `WHERE seq IN (SELECT MAX(seq) FROM approval WHERE substr(approved, 1, 10) <= ? GROUP BY job) ORDER BY job`, on.Format(time.DateOnly))
	return list, s.explain(err)
}

// Cutoffs is the last day of data of every snapshot, by its ID.
func (s *Store) Cutoffs(ctx context.Context) (map[string]time.Time, error) {
	var list []struct{ ID, Cutoff string }
	if err := s.db.SelectContext(ctx, &list, "SELECT id, cutoff FROM snapshot"); err != nil {
		return nil, s.explain(err)
	}
	out := map[string]time.Time{}
	for _, x := range list {
		day, err := time.Parse(time.DateOnly, x.Cutoff)
		if err != nil {
			return nil, s.inTable("snapshot", 0, fmt.Errorf("快照%s的截止日%q不是日期", x.ID, x.Cutoff), "")
		}
		out[x.ID] = day
	}
	return out, nil
}

// SaveInspection records that an inspection was taken in, with the hash of its
// workbook and evidence; the same number replaces what was recorded.
func (s *Store) SaveInspection(ctx context.Context, in zhixiao.Inspection, sha256 string) error {
	_, err := s.db.ExecContext(ctx, `INSERT INTO inspection(no, title, started, ended, sha256) VALUES(?, ?, ?, ?, ?)
		ON CONFLICT(no) DO UPDATE SET title = excluded.title, started = excluded.started, ended = excluded.ended, sha256 = excluded.sha256`,
		in.No, in.Title, in.From.Format(time.DateOnly), in.To.Format(time.DateOnly), sha256)
	return s.explain(err)
}
