package main

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/generators"
	"zhixiao/store"
	"zhixiao/templates"
)

// line is an open factory line: everything a command on one period needs.
type line struct {
	desk      *frontDesk // keeps what the front page shows; nil where nothing is built
	at        *place
	store     *store.Store
	templates *templates.House
	period    zhixiao.Period
	facts     *analysis.Facts
	snapshot  *zhixiao.Snapshot          // the period's
	snapshots []*zhixiao.Snapshot        // those it is compared with, oldest first, and it
	called    string                     // hash of the store's names
	counted   map[string]zhixiao.Counted // rows of the contract's quotas, for books only
	reviews   *reviews
	warnings  []string                               // of the maps' boundaries and of an old snapshot, shown once a run
	past      map[string][]generators.Recommendation // of the period before, by unit
	demo      bool                                   // the data are synthetic: every document says so
}

// open reads templates and, beside that, the period's snapshots, and analyses
// them.
func (p *place) open(ctx context.Context, name string) (*line, error) {
	period, err := zhixiao.ParsePeriod(name)
	if err != nil {
		return nil, usageError{err}
	}
	l := &line{at: p, period: period}
	var names store.Names
	var faults [2]error
	var wg sync.WaitGroup
	wg.Go(func() { l.templates, faults[0] = p.loadTemplates() })
	wg.Go(func() { names, faults[1] = l.read(ctx) })
	wg.Wait()
	err = errors.Join(faults[:]...)
	if err == nil {
		err = l.settle(ctx)
	}
	if err == nil {
		err = l.countQuotas(ctx)
	}
	if err == nil {
		err = l.analyse(names)
	}
	if err != nil && l.store != nil {
		err = errors.Join(err, l.store.Close())
	}
	if err != nil {
		return nil, err
	}
	return l, nil
}

func (l *line) close() error { return l.store.Close() }

// read opens the store and reads what was frozen.
func (l *line) read(ctx context.Context) (names store.Names, err error) {
	if l.store, err = l.at.openStore(ctx); err != nil {
		return names, err
	}
	if l.snapshots, err = l.store.Snapshots(ctx, l.period); err != nil {
		return names, err
	}
	if n := len(l.snapshots); n == 0 || l.snapshots[n-1].Period != l.period {
		return names, &zhixiao.Problem{At: zhixiao.Place{File: "期次" + l.period.String()}, Err: errors.New("尚未冻结"), Way: "先运行 zhixiao freeze " + l.period.String()}
	}
	l.snapshot = l.snapshots[len(l.snapshots)-1]
	if l.demo, err = l.store.Demo(ctx); err != nil {
		return names, err
	}
	if names, err = l.store.Names(ctx); err != nil {
		return names, err
	}
	l.called = namesInput(names)
	return names, l.pastAdvice(ctx)
}

func (l *line) analyse(names store.Names) (err error) {
	l.facts, err = analysis.New(analysis.Input{
		Units: l.templates.Units, Indicators: l.templates.Indicators,
		Names:     l.names(names),
		Snapshots: l.snapshots,
		Contract:  l.templates.Contract, Counted: l.counted,
	})
	if err != nil {
		return fmt.Errorf("%s：%w", l.period.Title(), err)
	}
	return nil
}

// names joins what the store calls things with what the taxonomy calls them.
func (l *line) names(n store.Names) analysis.Names {
	return analysis.Names{
		Matters: n.Matters, Halls: n.Halls, Lines: n.Lines,
		L1: l.templates.Taxonomy.L1, L2: l.templates.Taxonomy.ClassNames(), Codes: l.templates.Taxonomy.Codes,
	}
}
