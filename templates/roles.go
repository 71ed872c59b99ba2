package templates

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"zhixiao"
)

// rawRole is what an entry says of how papers read its indicator. What it does not
// say is as in the program's own file, so that a file written for an earlier program
// is read as before.
type rawRole struct {
	OnSite  *bool           `yaml:"on_site"`
	Sampled *bool           `yaml:"sampled"`
	Rare    *bool           `yaml:"rare"`
	Ratings *bool           `yaml:"ratings"`
	Uptake  *bool           `yaml:"uptake"`
	Praise  *bool           `yaml:"praise"`
	Felt    *entry[string]  `yaml:"felt"`
	Related []entry[string] `yaml:"related"`
	Behind  *entry[string]  `yaml:"behind"`
	WorstBy []entry[string] `yaml:"worst_by"`
}

// rawColumn is what is said of a feed or of one of its columns.
type rawColumn struct {
	Measure *entry[string] `yaml:"unit"`
	Of      *entry[string] `yaml:"of"`
	Index   *entry[string] `yaml:"index"`
}

// ownRoles are those of the program's own file, read once.
var ownRoles = sync.OnceValues(func() (*zhixiao.Roles, error) {
	set, err := loadIndicators(nil, zhixiao.Counting, func(string) (*zhixiao.Roles, error) { return nil, nil })
	if err != nil {
		return nil, err
	}
	return set.Roles, nil
})

// rolesBefore is what holds where the file of a version says nothing: the roles of the
// program's own file, for which there are none before it.
func rolesBefore(version string) (*zhixiao.Roles, error) {
	if OwnIndicators(version) {
		return nil, nil
	}
	return ownRoles()
}

// roles reads what a set's file says of indicators, columns and classes over what own
// says, which is nil for the program's own file.
func (c *check) roles(set *zhixiao.IndicatorSet, raw *rawSet, own *zhixiao.Roles) *zhixiao.Roles {
	out := &zhixiao.Roles{Indicators: map[string]zhixiao.Role{}, Feeds: map[string]zhixiao.Column{}, Columns: map[string]zhixiao.Column{}, Classes: map[string]string{}}
	if own != nil {
		maps.Copy(out.Feeds, own.Feeds)
		maps.Copy(out.Columns, own.Columns)
		maps.Copy(out.Classes, own.Classes)
	}
	r := roleReader{check: c, set: set}
	for i, ind := range set.Indicators {
		out.Indicators[ind.Code] = r.role(&raw.Indicators[i].V.Role, ind, own.Role(ind.Code))
	}
	for i, f := range set.Feeds {
		said := &raw.Feeds[i].V
		out.Feeds[f.Name] = r.column(&said.Whole, out.Feeds[f.Name])
		for _, name := range slices.Sorted(maps.Keys(said.Columns)) {
			column := said.Columns[name]
			r.wellFormed(column.at, column.fault)
			r.known(&entry[string]{V: name, at: column.at}, "数据源"+f.Name+"的计数", tallyNames(f))
			key := f.Name + "." + name
			out.Columns[key] = r.column(&column.V, out.Columns[key])
		}
	}
	for _, class := range slices.Sorted(maps.Keys(raw.Classes)) {
		index := raw.Classes[class]
		out.Classes[class] = index.V
		r.level2(&index)
	}
	return out
}

// roleReader checks that what is named is there.
type roleReader struct {
	*check
	set *zhixiao.IndicatorSet
}

func (r roleReader) role(said *rawRole, ind zhixiao.Indicator, was zhixiao.Role) zhixiao.Role {
	for _, flag := range []struct {
		said *bool
		to   *bool
	}{{said.OnSite, &was.OnSite}, {said.Sampled, &was.Sampled}, {said.Rare, &was.Rare}, {said.Ratings, &was.Ratings}, {said.Uptake, &was.Uptake}, {said.Praise, &was.Praise}} {
		if flag.said != nil {
			*flag.to = *flag.said
		}
	}
	if said.Felt != nil {
		was.Felt = said.Felt.V
		r.other(said.Felt, ind, r.perceived())
	}
	if said.Related != nil {
		was.Related = nil
		for i := range said.Related {
			was.Related = append(was.Related, said.Related[i].V)
			r.other(&said.Related[i], ind, r.codes())
		}
	}
	if said.Behind != nil {
		was.Behind = said.Behind.V
		r.known(said.Behind, "数据源", r.feeds())
	}
	if said.WorstBy != nil {
		was.WorstBy = nil
		feed, _ := r.set.Feed(ind.Feed)
		for i := range said.WorstBy {
			was.WorstBy = append(was.WorstBy, said.WorstBy[i].V)
			r.known(&said.WorstBy[i], "数据源"+ind.Feed+"的维度", dimNames(feed))
		}
	}
	return was
}

func (r roleReader) column(said *rawColumn, was zhixiao.Column) zhixiao.Column {
	if said.Measure != nil {
		was.Unit = said.Measure.V
	}
	if said.Of != nil {
		was.Of = said.Of.V
		r.known(said.Of, "指标", r.codes())
	}
	if said.Index != nil {
		was.Index = said.Index.V
		r.level2(said.Index)
	}
	return was
}

// other checks a code that is named beside an indicator: another one, and known.
func (r roleReader) other(e *entry[string], ind zhixiao.Indicator, among []string) {
	if e.V == ind.Code {
		r.fault(e.at, "写另一项指标的代码", "指标%s与自身比较", ind.Code)
		return
	}
	r.known(e, "可比的指标", among)
}

func (r roleReader) level2(e *entry[string]) {
	levels := slices.DeleteFunc(slices.Sorted(maps.Keys(r.set.Levels)), func(l string) bool { return len(l) < 2 })
	r.known(e, "二级指标", levels)
}

// known checks that a name is one of names; an empty name takes back what the
// program's own file says.
func (r roleReader) known(e *entry[string], what string, names []string) {
	if !r.wellFormed(e.at, e.fault) || e.V == "" || slices.Contains(names, e.V) {
		return
	}
	way := "可用的有" + strings.Join(names[:min(len(names), 12)], "、")
	if near, ok := zhixiao.Nearest(e.V, names); ok {
		way = "是否为" + near + "；" + way
	}
	r.fault(e.at, way, "没有%s%q", what, e.V)
}

// wellFormed reports whether the YAML of a value is of its kind.
func (r roleReader) wellFormed(at zhixiao.Place, fault error) bool {
	if fault != nil {
		r.faults = append(r.faults, yamlFault(indicatorsFile, at, fault))
	}
	return fault == nil
}

func (r roleReader) codes() (out []string) {
	for _, i := range r.set.Indicators {
		out = append(out, i.Code)
	}
	return out
}

// perceived is the codes of what the public says.
func (r roleReader) perceived() (out []string) {
	for _, i := range r.set.Indicators {
		if i.Perception {
			out = append(out, i.Code)
		}
	}
	return out
}

func (r roleReader) feeds() (out []string) {
	for _, f := range r.set.Feeds {
		out = append(out, f.Name)
	}
	return out
}

func tallyNames(f zhixiao.Feed) (out []string) {
	for _, t := range f.Tallies {
		out = append(out, t.Name)
	}
	return out
}

func dimNames(f zhixiao.Feed) (out []string) {
	for _, d := range f.Dims {
		out = append(out, d.Name)
	}
	return out
}
