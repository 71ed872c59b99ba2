package press

import (
	"context"
	"fmt"
	"time"

	"zhixiao"
)

// CountQuotas counts every quota of the contract from its first day to on.
func CountQuotas(ctx context.Context, st Counter, c zhixiao.Contract, on time.Time) (map[string]zhixiao.Counted, error) {
	counted := map[string]zhixiao.Counted{}
	for _, q := range c.Quotas {
		n, err := st.Counted(ctx, q, c.From, on)
		if err != nil {
			return nil, err
		}
		counted[q.ID] = n
	}
	return counted, nil
}

// countQuotas counts the contract's quotas at the cutoff of an interim or final
// report; reports of other periods do not tell of them.
func (l *Edition) countQuotas(ctx context.Context) (err error) {
	if l.Period.Kind == zhixiao.Interim || l.Period.Kind == zhixiao.Final {
		l.counted, err = CountQuotas(ctx, l.data, l.Templates.Contract, l.Snapshot.Cutoff)
	}
	return err
}

// quotaInput is what a job's inputs say of the quotas; "" where none are told.
func (l *Edition) quotaInput() string {
	if l.counted == nil {
		return ""
	}
	return fmt.Sprint(l.counted) // maps print in the order of their keys
}
