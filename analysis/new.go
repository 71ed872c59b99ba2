package analysis

import (
	"errors"
	"fmt"
	"sort"
	"sync"
	"time"

	"zhixiao"
)

// Facts is everything known about one period. Indicator values and scores are
// made once for each unit and never change; what else is asked for (counts, rates
// of one matter, differences) is made on request and remembered for Explain.
// Facts is safe for concurrent readers.
type Facts struct {
	in        Input
	snapshots []*snapshot // one per period, oldest first
	units     map[string]zhixiao.Unit
	byKind    map[zhixiao.UnitKind][]zhixiao.Unit
	byCode    map[string]zhixiao.Indicator

	forgetful bool // quantities made on request are not kept for Explain

	*memo
}

// memo is what was made on request, so that it is made once and Explain finds
// what was handed out.
type memo struct {
	mu         sync.Mutex
	quantities map[zhixiao.Key]zhixiao.Quantity
	robusts    map[memoKey]robustStat      // medians over a kind, by code and kind
	orders     map[sameOrder]*order        // rankings
	scores     map[string][]Loss           // what scores in a unit
	losses     map[string][]Loss           // what it loses points on, worst first
	spreads    map[memoKey]Spread          // by code and kind
	tested     map[memoKey]map[string]bool // tested changes of a unit against a period: significant?
	earlier    *Facts                      // the facts of the period before
	kept       sync.Map                    // what other rooms made once, by its type
}

func newMemo() *memo {
	return &memo{
		quantities: map[zhixiao.Key]zhixiao.Quantity{}, robusts: map[memoKey]robustStat{}, orders: map[sameOrder]*order{}, scores: map[string][]Loss{}, spreads: map[memoKey]Spread{},
		tested: map[memoKey]map[string]bool{}, losses: map[string][]Loss{},
	}
}

// memoKey is a code with what it was measured for: a unit, a kind of unit or a period.
type memoKey struct{ code, unit string }

// New finds where every indicator is counted in every snapshot. All errors are
// joined; each names the snapshot, the cube and the column.
func New(in Input) (*Facts, error) {
	if err := checkInput(in); err != nil {
		return nil, err
	}
	f := &Facts{
		in:     in,
		units:  map[string]zhixiao.Unit{},
		byKind: map[zhixiao.UnitKind][]zhixiao.Unit{},
		byCode: map[string]zhixiao.Indicator{},
		memo:   newMemo(),
	}
	f.placeUnits()
	for _, ind := range in.Indicators.Indicators {
		f.byCode[ind.Code] = ind
	}
	var errs []error
	snaps, set := newestVersions(in.Snapshots), indexIndicators(in.Indicators)
	f.snapshots, errs = make([]*snapshot, len(snaps)), make([]error, len(snaps))
	var wg sync.WaitGroup
	for i, s := range snaps {
		wg.Go(func() { f.snapshots[i], errs[i] = newSnapshot(s, f.units, set, i == len(snaps)-1) })
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	return f, nil
}

func checkInput(in Input) error {
	var errs []error
	if in.Indicators == nil || len(in.Indicators.Indicators) == 0 {
		errs = append(errs, errors.New("指标体系为空，请检查indicators.yaml"))
	}
	if len(in.Units) == 0 {
		errs = append(errs, errors.New("评价单位为空，请检查units.yaml"))
	}
	if len(in.Snapshots) == 0 {
		errs = append(errs, errors.New("没有快照，请先执行 zhixiao freeze 期次"))
	}
	for i, s := range in.Snapshots {
		if s == nil {
			errs = append(errs, fmt.Errorf("第%d个快照为空", i+1))
		}
	}
	return errors.Join(errs...)
}

// placeUnits fills the unit tables; the city is always among them.
func (f *Facts) placeUnits() {
	for _, u := range f.in.Units {
		f.units[u.Code] = u
		f.byKind[u.Kind] = append(f.byKind[u.Kind], u)
	}
	if _, ok := f.units[zhixiao.CityCode]; !ok {
		u := zhixiao.Unit{Code: zhixiao.CityCode, Kind: zhixiao.City, Full: "北京市", Short: "全市"}
		f.units[u.Code] = u
		f.byKind[zhixiao.City] = append(f.byKind[zhixiao.City], u)
	}
	for _, us := range f.byKind {
		sort.SliceStable(us, func(i, j int) bool {
			if us[i].Seq != us[j].Seq {
				return us[i].Seq < us[j].Seq
			}
			return us[i].Code < us[j].Code
		})
	}
}

// newestVersions keeps, of each period, the newest version, in the given order.
func newestVersions(snaps []*zhixiao.Snapshot) []*zhixiao.Snapshot {
	at := map[zhixiao.Period]int{}
	var out []*zhixiao.Snapshot
	for _, s := range snaps {
		i, seen := at[s.Period]
		switch {
		case !seen:
			at[s.Period] = len(out)
			out = append(out, s)
		case s.Version >= out[i].Version:
			out[i] = s
		}
	}
	return out
}

// now is the snapshot reported on.
func (f *Facts) now() *snapshot { return f.snapshots[len(f.snapshots)-1] }

// at is the snapshot of period p, nil when there is no snapshot of it.
func (f *Facts) at(p zhixiao.Period) *snapshot {
	for _, m := range f.snapshots {
		if m.snap.Period == p {
			return m
		}
	}
	return nil
}

// Period is the period reported on.
func (f *Facts) Period() zhixiao.Period { return f.now().snap.Period }

// Prev is the period changes are measured against.
func (f *Facts) Prev() zhixiao.Period { return f.Period().Prev() }

// Cutoff is the last day whose data are in.
func (f *Facts) Cutoff() time.Time { return f.now().snap.Cutoff }

// Snapshot is the snapshot reported on.
func (f *Facts) Snapshot() *zhixiao.Snapshot { return f.now().snap }

// Names resolves codes to names.
func (f *Facts) Names() Names { return f.in.Names }

// Units is the units of a kind in the order of every table.
func (f *Facts) Units(kind zhixiao.UnitKind) []zhixiao.Unit {
	return append([]zhixiao.Unit(nil), f.byKind[kind]...)
}

// Unit is the unit of a code.
func (f *Facts) Unit(code string) (zhixiao.Unit, bool) {
	u, ok := f.units[code]
	return u, ok
}

// Indicators is the indicators in the order of their codes.
func (f *Facts) Indicators() []zhixiao.Indicator {
	return append([]zhixiao.Indicator(nil), f.in.Indicators.Indicators...)
}

// Indicator is the definition of an indicator.
func (f *Facts) Indicator(code string) (zhixiao.Indicator, bool) {
	i, ok := f.byCode[code]
	return i, ok
}

// Role is how papers read an indicator.
func (f *Facts) Role(code string) zhixiao.Role { return f.in.Indicators.Roles.Role(code) }

// Column is what a column of a cube counts.
func (f *Facts) Column(cube, column string) zhixiao.Column {
	return f.in.Indicators.Roles.Column(cube, column)
}

// ClassIndex is the level-2 code that a class of complaint speaks of, "" for none.
func (f *Facts) ClassIndex(l2 string) string { return f.in.Indicators.Roles.Class(l2) }

// LevelName is the name of a level-1 or level-2 code, "" when unknown.
func (f *Facts) LevelName(code string) string { return f.in.Indicators.Levels[code] }

// Forget makes f, and what Before gives from now on, hand out quantities without
// remembering them: a run explains nothing, and would remember a hundred
// thousand. Explain then knows what it can make again. It is called before f is
// shared between goroutines.
func (f *Facts) Forget() { f.forgetful = true }

// Contract is the contract and the rows that each of its quotas counts, by Quota.ID;
// counted is nil but for interim and final reports.
func (f *Facts) Contract() (c zhixiao.Contract, counted map[string]zhixiao.Counted) {
	return f.in.Contract, f.in.Counted
}

// Keep remembers a quantity made of these facts, so that Explain finds it by its
// key, and hands it back. After Forget it only hands it back.
func (f *Facts) Keep(q zhixiao.Quantity) zhixiao.Quantity {
	if f.forgetful {
		return q
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.quantities[q.Key] = q
	return q
}
