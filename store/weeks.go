package store

import (
	"context"
	"time"

	"github.com/jmoiron/sqlx"

	"zhixiao"
)

// weeksFeed names the cube that a day's and a week's snapshot hold beside the
// feeds of indicators.yaml: the complaints that count, by ISO week, through the
// period and the eight weeks before its own. A surge is judged against these
// without other snapshots. See templates/feeds.md.
const (
	weeksFeed   = "complaint_weeks"
	weeksBefore = 8
)

// isoWeek is the week of a row in the form of Period.String: 2026W34.
const isoWeek = "strftime('%GW%V', date)"

// weeks fills the cube of weeks for a day or a week. What counts and what is
// counted are the complaint feed's own.
func (f *freezer) weeks(ctx context.Context, q *sqlx.Conn) error {
	if f.snap.Period.Kind > zhixiao.Week {
		return nil
	}
	for _, feed := range f.set.Feeds {
		if feed.Name != "complaint" {
			continue
		}
		feed.Name, feed.Dims = weeksFeed, nil
		longer := *f
		longer.start = firstWeek(f.snap.Period).Format(time.DateOnly)
		p, err := longer.plan(ctx, q, feed)
		if err != nil {
			return err
		}
		p.by("week", isoWeek)
		if f.snap.Period.Kind == zhixiao.Day {
			p.by("day", "date")
		}
		p.by("l1", "substr(l2, 1, 2)")
		for _, name := range []string{"l2", "source", "matter"} {
			p.by(name, name)
		}
		f.history, err = longer.scan(ctx, q, p)
		return err
	}
	return nil
}

// by adds a dimension of the store's own to a feed.
func (p *plan) by(name, sql string) {
	p.feed.Dims = append(p.feed.Dims, zhixiao.Dim{Name: name})
	p.dims = append(p.dims, sql)
}

// firstWeek is the Monday eight weeks before the week of p's first day.
func firstWeek(p zhixiao.Period) time.Time {
	year, week := p.Start().ISOWeek()
	own := zhixiao.Period{Kind: zhixiao.Week, Year: year, N: week}
	return own.Start().AddDate(0, 0, -7*weeksBefore)
}
