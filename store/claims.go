package store

import (
	"context"
	"fmt"
)

// claim is what the bodies in charge of a case report of its complaints, beside
// what the rows hold.
type claim struct {
	No                   string
	Before, After        int64 // reported
	HeldBefore, HeldLeft int64 // of the same matter, class and units in the same days
	Over                 bool  // the 90 days after the case was done are over
}

// claims finds the cases of the period whose reported complaints cannot be: more
// before governance than the rows hold, or fewer after it. The rows are what is
// printed, so this blocks nothing; a report that says otherwise is for its author to
// explain.
func (f *freezer) claims(ctx context.Context) ([]Finding, error) {
	const text = `WITH t AS MATERIALIZED (SELECT t.id, t.no, t.region, t.dept, before_90d, after_90d, g.matter, g.l2, g.opened, g.done, date(g.opened, '-89 days') AS first, date(g.done, '+90 days') AS last
  FROM governance_task t JOIN governance g ON g.no = t.no WHERE g.opened <= ?2 AND (t.due >= ?1 OR g.done <> '' AND date(g.done, '+90 days') >= ?1)),
c AS MATERIALIZED (SELECT date, region, dept, matter, l2 FROM complaint WHERE dup = 0 AND l2 < '99' AND date <= ?2),
held AS (SELECT t.id, t.no, before_90d, after_90d, t.done <> '' AND t.last <= ?2 AS over, COALESCE(SUM(c.date BETWEEN t.first AND t.opened), 0) AS was, COALESCE(SUM(c.date > t.done AND c.date <= t.last), 0) AS remained
  FROM t LEFT JOIN c ON c.matter = t.matter AND c.l2 = t.l2 AND (t.region = '' OR c.region = t.region) AND (t.dept = '' OR c.dept = t.dept) GROUP BY t.id)
SELECT no, SUM(before_90d) AS before, SUM(MAX(after_90d, 0)) AS after, SUM(was) AS heldbefore, SUM(remained) AS heldleft, MIN(over AND after_90d >= 0) AS over
FROM held GROUP BY no HAVING MAX(before_90d - was) > 0 OR MAX(over AND after_90d >= 0 AND after_90d < remained) ORDER BY no`
	var list []claim
	if err := f.s.db.SelectContext(ctx, &list, text, f.start, f.end); err != nil {
		return nil, err
	}
	var found []Finding
	for _, c := range list {
		err := fmt.Errorf("案例%s的治理任务所报治理前90日诉求合计%d件，诉求表中同事项、同类、同单位的为%d件，所报与逐条记录不符", c.No, c.Before, c.HeldBefore)
		if c.Over {
			err = fmt.Errorf("案例%s的治理任务所报治理前90日诉求合计%d件，诉求表中同事项、同类、同单位的为%d件；所报治理后90日合计%d件，诉求表中为%d件，所报与逐条记录不符", c.No, c.Before, c.HeldBefore, c.After, c.HeldLeft)
		}
		found = append(found, Finding{Problem: f.s.inTable("governance_task", 0, err, "请填报单位核对前后90日诉求量；报告和台账只印按诉求表计数的结果")})
	}
	return found, nil
}
