package templates

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"

	"zhixiao"
)

//go:embed indicators.yaml units.yaml
var masters embed.FS

const indicatorsFile = "indicators.yaml"

type rawSet struct {
	Levels     map[string]string
	Classes    map[string]entry[string] // class of complaints → level-2 code
	Feeds      []entry[rawFeed]
	Indicators []entry[rawIndicator]
}

type rawFeed struct {
	Name, Table, Date placed
	Where             placed
	Dims, Tallies     ordered
	Whole             rawColumn `yaml:",inline"` // of its columns together
	Columns           map[string]entry[rawColumn]
}

type rawIndicator struct {
	Code, Name, Unit, Direction, Feed, Formula string
	Num, Den, Squares                          placed
	Minuend, Subtrahend                        string
	Scale                                      int64
	Places                                     uint8
	MinN                                       int64 `yaml:"min_n"`
	Region, Domain                             string
	Target, Yellow, Red, Floor                 string
	Perception, Occasional                     bool
	Definition, How, Source, Basis             string
	Role                                       rawRole `yaml:",inline"`
}

// LoadIndicators reads indicators.yaml: the program's own, or the file of that
// name in override, which may be nil. All faults are returned together, each with
// file, line and column.
func LoadIndicators(override fs.FS) (*zhixiao.IndicatorSet, error) {
	return loadIndicators(override, zhixiao.Counting, rolesBefore)
}

// loadIndicators is LoadIndicators of a file whose expressions are in a language; SQL
// is that of the files of former programs, which is not looked into. before gives the
// roles that hold where the file of a version says nothing.
func loadIndicators(override fs.FS, language zhixiao.Language, before func(version string) (*zhixiao.Roles, error)) (*zhixiao.IndicatorSet, error) {
	var raw rawSet
	text, err := readYAML(layered{override, masters}, indicatorsFile, &raw)
	if err != nil {
		return nil, err
	}
	set := &zhixiao.IndicatorSet{Version: versionOf(text), Language: language, Levels: raw.Levels}
	c := check{file: indicatorsFile}
	for i := range raw.Feeds {
		set.Feeds = append(set.Feeds, c.feed(&raw.Feeds[i]))
	}
	for i := range raw.Indicators {
		set.Indicators = append(set.Indicators, c.indicator(&raw.Indicators[i]))
	}
	c.references(set, &raw)
	c.weights(set)
	if language == zhixiao.Counting {
		c.expressions(&raw)
	}
	own, err := before(set.Version)
	if err != nil {
		return nil, err
	}
	set.Roles = c.roles(set, &raw, own)
	return set, errors.Join(c.faults...)
}

// check collects what is wrong in a file.
type check struct {
	file   string
	faults []error
}

func (c *check) fault(at zhixiao.Place, way, format string, args ...any) {
	at.File = c.file
	c.faults = append(c.faults, &zhixiao.Problem{At: at, Err: fmt.Errorf(format, args...), Way: way})
}

func (c *check) feed(e *entry[rawFeed]) zhixiao.Feed {
	r := &e.V
	if e.fault != nil {
		c.faults = append(c.faults, yamlFault(indicatorsFile, e.at, e.fault))
	}
	f := zhixiao.Feed{Name: r.Name.text, Table: r.Table.text, Date: r.Date.text, Where: r.Where.text}
	for _, d := range r.Dims {
		f.Dims = append(f.Dims, zhixiao.Dim{Name: d.name, Expr: d.text})
	}
	for _, t := range r.Tallies {
		f.Tallies = append(f.Tallies, zhixiao.Tally{Name: t.name, Expr: t.text})
	}
	return f
}

func (c *check) indicator(e *entry[rawIndicator]) zhixiao.Indicator {
	r := &e.V
	if e.fault != nil {
		c.faults = append(c.faults, yamlFault(indicatorsFile, e.at, e.fault))
	}
	i := zhixiao.Indicator{
		Code: r.Code, Name: r.Name, Unit: r.Unit, Feed: r.Feed, Num: r.Num.text, Den: r.Den.text, Squares: r.Squares.text,
		Minuend: r.Minuend, Subtrahend: r.Subtrahend, Scale: r.Scale, Places: r.Places, MinN: r.MinN,
		Perception: r.Perception, Occasional: r.Occasional, Definition: r.Definition, How: r.How, Source: r.Source, Basis: r.Basis,
	}
	if len(r.Code) == 4 {
		i.Level1, i.Level2 = r.Code[:1], r.Code[:2]
	} else {
		c.fault(e.at, "形如 B101", "指标代码%q无法识别", r.Code)
	}
	c.kinds(e, &i)
	c.decimals(e, &i)
	if i.Scale < 1 || i.Places > zhixiao.MaxPlaces {
		c.fault(e.at, "", "指标%s的scale应不小于1，places应不大于%d", i.Code, zhixiao.MaxPlaces)
	}
	return i
}

// kinds reads direction and formula.
func (c *check) kinds(e *entry[rawIndicator], i *zhixiao.Indicator) {
	switch e.V.Direction {
	case "higher":
		i.Direction = zhixiao.Higher
	case "lower":
		i.Direction = zhixiao.Lower
	case "observe":
	default:
		c.fault(e.at, "应为 higher、lower 或 observe", "指标%s的direction为%q", i.Code, e.V.Direction)
	}
	switch {
	case i.Minuend != "" || i.Subtrahend != "":
		i.Formula = zhixiao.DifferenceFormula
	case e.V.Formula == "median":
		i.Formula = zhixiao.MedianFormula
	case e.V.Formula != "" && e.V.Formula != "ratio":
		c.fault(e.at, "应为 ratio 或 median", "指标%s的formula为%q", i.Code, e.V.Formula)
	}
}

// decimals reads weights and thresholds and checks their order.
func (c *check) decimals(e *entry[rawIndicator], i *zhixiao.Indicator) {
	r := &e.V
	read := func(key, text string) zhixiao.Decimal {
		d, err := zhixiao.ParseDecimal(text)
		if err != nil {
			c.fault(e.at, "数值写成加引号的十进制数", "指标%s的%s: %w", i.Code, key, err)
		}
		return d
	}
	i.Region, i.Domain = read("region", r.Region), read("domain", r.Domain)
	if r.Target+r.Yellow+r.Red+r.Floor == "" {
		if i.Direction != zhixiao.Observe {
			c.fault(e.at, "", "计分指标%s缺少阈值target、yellow、red、floor", i.Code)
		}
		return
	}
	i.HasLights = true
	i.Target, i.Yellow, i.Red, i.Floor = read("target", r.Target), read("yellow", r.Yellow), read("red", r.Red), read("floor", r.Floor)
	d := int(i.Direction)
	if i.Target.Cmp(i.Yellow)*d < 0 || i.Yellow.Cmp(i.Red)*d < 0 || i.Red.Cmp(i.Floor)*d < 0 || d != 0 && i.Target.Cmp(i.Floor) == 0 {
		c.fault(e.at, "越高越好的指标应依次减小，越低越好的应依次增大", "指标%s的阈值次序不对: 目标%s 黄%s 红%s 零分点%s", i.Code, i.Target, i.Yellow, i.Red, i.Floor)
	}
}
