package press

import (
	"context"
	"errors"
	"fmt"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/generators"
	"zhixiao/store"
	"zhixiao/templates"
)

// Edition is a period opened: the data that were frozen of it and before, analysed
// and ready to be written about.
type Edition struct {
	Project   *Project
	Store     *store.Store // open; each room names in an interface of its own what it needs of it
	Templates *templates.House
	Period    zhixiao.Period
	Facts     *analysis.Facts
	Snapshot  *zhixiao.Snapshot // the period's
	Demo      bool              // the data are synthetic: every document says so
	Warnings  []string          // of the maps' boundaries and of an old snapshot, to be told once

	data      Data                               // Store, as the press needs it
	snapshots []*zhixiao.Snapshot                // those it is compared with, oldest first, and it
	called    string                             // hash of the store's names
	counted   map[string]zhixiao.Counted         // rows of the contract's quotas, for books only
	past      map[string][]generators.KeptRemedy // of the period before, by unit
	desk      *frontDesk                         // keeps what the front page shows; nil where nothing is built
}

// Open reads templates and, beside that, the period's snapshots, and analyses them. A
// period that was not frozen is an error. Whoever opens an edition closes it.
func (p *Project) Open(ctx context.Context, period zhixiao.Period) (*Edition, error) {
	l := &Edition{Project: p, Period: period}
	var names store.Names
	err := parallel(
		func() (err error) { l.Templates, err = p.LoadTemplates(); return err },
		func() (err error) { names, err = l.read(ctx); return err },
	)
	for _, step := range []func() error{
		func() error { return l.useFrozenSet(ctx) },
		func() error { return l.countQuotas(ctx) },
		func() error { return l.analyse(names) },
	} {
		if err == nil {
			err = step()
		}
	}
	if err == nil {
		return l, nil
	}
	if l.Store != nil {
		err = errors.Join(err, l.Store.Close())
	}
	return nil, err
}

// Close closes the edition's database.
func (l *Edition) Close() error { return l.Store.Close() }

// read opens the store and reads what was frozen.
func (l *Edition) read(ctx context.Context) (names store.Names, err error) {
	if l.Store, err = l.Project.OpenStore(ctx); err != nil {
		return names, err
	}
	l.data = l.Store
	if l.snapshots, err = l.data.Snapshots(ctx, l.Period); err != nil {
		return names, err
	}
	if n := len(l.snapshots); n == 0 || l.snapshots[n-1].Period != l.Period {
		return names, &zhixiao.Problem{At: zhixiao.Place{File: "期次" + l.Period.String()}, Err: errors.New("尚未冻结"), Way: "先运行 zhixiao freeze " + l.Period.String()}
	}
	l.Snapshot = l.snapshots[len(l.snapshots)-1]
	if l.Demo, err = l.data.Demo(ctx); err != nil {
		return names, err
	}
	if names, err = l.data.Names(ctx); err != nil {
		return names, err
	}
	l.called = namesInput(names)
	return names, l.pastRemedies(ctx)
}

func (l *Edition) analyse(names store.Names) (err error) {
	l.Facts, err = analysis.New(analysis.Input{
		Units: l.Templates.Units, Indicators: l.Templates.Indicators,
		Names:     l.names(names),
		Snapshots: l.snapshots,
		Contract:  l.Templates.Contract, Counted: l.counted,
	})
	if err != nil {
		return fmt.Errorf("%s：%w", l.Period.Title(), err)
	}
	return nil
}

// names joins what the store calls things with what the taxonomy calls them.
func (l *Edition) names(n store.Names) analysis.Names {
	return analysis.Names{
		Matters: n.Matters, Halls: n.Halls, Lines: n.Lines,
		L1: l.Templates.Taxonomy.L1, L2: l.Templates.Taxonomy.ClassNames(), Codes: l.Templates.Taxonomy.Codes,
	}
}

// Make generates a report, following up what was proposed to the unit before.
func (l *Edition) Make(k generators.Kind, u zhixiao.Unit) (*document.Document, []generators.KeptRemedy, error) {
	made, err := generators.Make(generators.Request{Kind: k.Name, Facts: l.Facts, Templates: l.Templates.Set, Unit: u, Past: l.past[u.Code]})
	return made.Document, made.Remedies, err
}

// Again generates the document of a unit without printing it; nil when the kind has
// no such unit.
func (l *Edition) Again(k generators.Kind, unit string) (*document.Document, error) {
	for _, u := range k.Units(l.Facts) {
		if u.Code == unit {
			d, _, err := l.Make(k, u)
			if err == nil {
				l.Stamp(d)
			}
			return d, err
		}
	}
	return nil, nil
}

// Stamp writes where the document's numbers come from.
func (l *Edition) Stamp(d *document.Document) {
	d.Demo = l.Demo
	l.Project.Sign(d)
	d.Origin = l.madeFrom() + "；模板" + short(l.Templates.Version) + "；指标体系" + short(l.Templates.Indicators.Version) + "；质效" + l.Project.Program.Version
}

// short is the beginning of a hash, by which people tell it.
func short(hash string) string { return hash[:min(len(hash), 8)] }
