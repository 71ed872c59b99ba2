package templates

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	yamlast "github.com/goccy/go-yaml/ast"

	"github.com/goccy/go-yaml"

	"zhixiao"
)

// Drill is one step into where a problem is concentrated: the shares of a
// cube's column by one dimension, inside the first keys of earlier drills.
type Drill struct {
	As     string            `yaml:"as"`     // slot prefix: 事项
	Cube   string            `yaml:"cube"`   //
	Column string            `yaml:"column"` //
	By     string            `yaml:"by"`     //
	Where  map[string]string `yaml:"where"`  // fixed dimension values
	Within []string          `yaml:"within"` // earlier drills whose first key narrows this one
	Least  int               `yaml:"least"`  // fewer than this in the first key: nothing to say
	Share  int64             `yaml:"share"`  // the same for the first key's share in %
	Focus  bool              `yaml:"focus"`  // only for a key that is known to stand out
	Skip   []string          `yaml:"skip"`   // keys that are no answer: 提交成功
	// Of is the column of all cases that Column counts the bad ones of ("cube.column"
	// where another cube counts them): the key named is then the one farthest above
	// the rest, not the one with most. Good: Column counts the good ones.
	Of   string `yaml:"of"`
	Good bool   `yaml:"good"`
	Like bool   `yaml:"like"` // the first key's share is compared with what other cases of the kind have
}

// Contrast asks whether something is more frequent among the affected cases of a
// scope than among its other cases. Slots: {As中} and {As外} the two shares, {As件}
// the affected cases that have it, {As别} 1 more frequent, -1 no more frequent, 0
// not decided.
type Contrast struct {
	As       string            `yaml:"as"`
	Cube     string            `yaml:"cube"`
	Both     string            `yaml:"both"`     // column: affected and has it
	Affected string            `yaml:"affected"` // column
	Having   string            `yaml:"having"`   // column
	Whole    string            `yaml:"whole"`    // column
	With     map[string]string `yaml:"with"`     // dimension values that having it means
	Within   []string          `yaml:"within"`   // drills whose first key is the scope
}

// Rate is a rate inside the first keys of drills.
type Rate struct {
	As     string            `yaml:"as"`
	Cube   string            `yaml:"cube"`
	Num    string            `yaml:"num"`
	Den    string            `yaml:"den"`
	Unit   string            `yaml:"unit"`
	Scale  int64             `yaml:"scale"`
	Places uint8             `yaml:"places"`
	MinN   int64             `yaml:"min_n"`
	Where  map[string]string `yaml:"where"`
	Within []string          `yaml:"within"`
}

// Theme is one kind of problem: the indicators that show it, where to drill,
// and how to say it.
type Theme struct {
	ID         string     `yaml:"id"`
	Name       string     `yaml:"name"`
	Kinds      []string   `yaml:"kinds"`      // region, domain; empty: both
	Indicators []string   `yaml:"indicators"` // first is the default measure
	L2         []string   `yaml:"l2"`         // complaints that speak of it
	Items      []string   `yaml:"items"`      // visit findings that speak of it, by l2; empty: L2
	Drills     []Drill    `yaml:"drills"`
	Rates      []Rate     `yaml:"rates"`
	Contrasts  []Contrast `yaml:"contrasts"`
	Title      []Sentence `yaml:"title"` // first that holds
	Facts      []Sentence `yaml:"facts"` // all that hold, in order
	City       []Sentence `yaml:"city"`  // facts for the general report; empty: Facts

	at zhixiao.Place
}

// Cause is one rule K01–K32: when it holds, the effect is put down to the
// cause, as strongly as the evidence held allows. Only what the data hold is a
// cause; what they do not hold is asked, however strong the evidence.
type Cause struct {
	ID      string     `yaml:"id"`
	Themes  []string   `yaml:"themes"`
	Layer   string     `yaml:"layer"`   // 规则, 流程, 系统数据, 人员执行
	General bool       `yaml:"general"` // holds for want of anything better: any other cause that holds comes first
	Exclude []Sentence `yaml:"exclude"` // what the data speak against; the first that holds is said
	When    string     `yaml:"when"`
	Strong  string     `yaml:"strong"` // condition for 主要原因在于
	Medium  string     `yaml:"medium"` // condition for 与…有关
	Basis   []Sentence `yaml:"basis"`  // the evidence held, a sentence
	Effect  string     `yaml:"effect"` // noun phrase with slots
	Cause   []string   `yaml:"cause"`  // what the data hold, a noun phrase with slots, wordings
	Ask     []string   `yaml:"ask"`    // what no data hold and somebody has to verify, a noun phrase with slots, wordings
	Missing string     `yaml:"missing"`
	Say     []string   `yaml:"say"` // weak, medium and strong conclusion in words of its own; empty: by effect and cause

	at              zhixiao.Place
	say             [3]Sentence // weak, medium, strong
	name            Sentence    // the cause alone, for what is weighed against it
	strong, medium  condition
	whenProgramHold condition
}

type condition struct{ s Sentence }

// Remedy is what may be proposed, in five parts.
type Remedy struct {
	ID      string   `yaml:"id"`
	Themes  []string `yaml:"themes"`
	When    string   `yaml:"when"`
	Lead    string   `yaml:"lead"`    // who, with slots
	With    string   `yaml:"with"`    // supporting bodies, with slots
	Action  []string `yaml:"action"`  // what, with slots, wordings
	Output  string   `yaml:"output"`  // checkable output
	Days    int      `yaml:"days"`    // working days from the cutoff
	Measure string   `yaml:"measure"` // indicator code; empty: the problem's own

	at                     zhixiao.Place
	when                   condition
	lead, with, act, yield Sentence
}

// Rules is what templates/rules says.
type Rules struct {
	Themes   []Theme
	Causes   []Cause
	Remedies []Remedy
}

func (c *Theme) line(n yamlast.Node)  { c.at.Line = lineOf(n) }
func (c *Cause) line(n yamlast.Node)  { c.at.Line = lineOf(n) }
func (c *Remedy) line(n yamlast.Node) { c.at.Line = lineOf(n) }

// decodeList reads a YAML sequence of T and lets each keep its line.
func decodeList[T any, P interface {
	*T
	line(yamlast.Node)
}](file string, data []byte) ([]T, error) {
	var nodes []yamlast.Node
	if err := yaml.Unmarshal(data, &nodes); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	out := make([]T, len(nodes))
	var faults []error
	for i, n := range nodes {
		if err := yaml.NodeToValue(n, &out[i], yaml.Strict()); err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", file, err))
		}
		P(&out[i]).line(n)
	}
	return out, errors.Join(faults...)
}

func compileAll(file, id string, list []Sentence) error {
	var faults []error
	for i := range list {
		if list[i].ID == "" {
			list[i].ID = fmt.Sprintf("%s.%d", id, i)
		}
		faults = append(faults, list[i].compile(file))
	}
	return errors.Join(faults...)
}

func (c *Theme) compile(file string) error {
	c.at.File = file
	faults := []error{
		compileAll(file, c.ID+".title", c.Title),
		compileAll(file, c.ID+".facts", c.Facts),
		compileAll(file, c.ID+".city", c.City),
	}
	if len(c.Indicators) == 0 || len(c.Title) == 0 || len(c.Facts) == 0 {
		faults = append(faults, &zhixiao.Problem{At: c.at, Err: fmt.Errorf("主题%s缺少指标、标题句或事实句", c.ID)})
	}
	return errors.Join(faults...)
}

func newSentence(id string, at zhixiao.Place, when string, text ...string) (Sentence, error) {
	s := Sentence{ID: id, When: when, Text: text, at: at}
	return s, s.compile(at.File)
}

func newCondition(id string, at zhixiao.Place, when string) (condition, error) {
	s, err := newSentence(id, at, when, id)
	return condition{s}, err
}

// Holds evaluates a condition; an empty one holds.
func (c condition) holds(look Lookup) (bool, error) {
	ok, err := holds(c.s.when, c.s.asks, look)
	if err != nil {
		err = c.s.fault("%v", err)
	}
	return ok, err
}

func (c *Cause) compile(file string) error {
	c.at.File = file
	faults := []error{compileAll(file, c.ID+".basis", c.Basis), compileAll(file, c.ID+".exclude", c.Exclude)}
	if !slices.Contains(Layers(), c.Layer) {
		faults = append(faults, &zhixiao.Problem{At: c.at, Err: fmt.Errorf("成因规则%s的layer应为%v之一", c.ID, Layers())})
	}
	if len(c.Cause)+len(c.Ask) == 0 || c.Effect == "" || c.Missing == "" {
		faults = append(faults, &zhixiao.Problem{At: c.at, Err: fmt.Errorf("成因规则%s须写明effect、missing和cause或者ask", c.ID), Way: "数据中有的写在cause，有待核实的写在ask"})
		return errors.Join(faults...)
	}
	forms := c.forms()
	for i, said := range c.Say {
		if i < len(forms) && said != "" {
			forms[i] = []string{said}
		}
	}
	var err error
	for i, f := range forms {
		c.say[i], err = newSentence(c.ID, c.at, "", f...)
		faults = append(faults, err)
	}
	c.name, err = newSentence(c.ID, c.at, "", c.named()...)
	faults = append(faults, err)
	c.whenProgramHold, err = newCondition(c.ID, c.at, c.When)
	faults = append(faults, err)
	c.strong, err = newCondition(c.ID, c.at, orFalse(c.Strong))
	faults = append(faults, err)
	c.medium, err = newCondition(c.ID, c.at, orFalse(c.Medium))
	return errors.Join(append(faults, err)...)
}

// forms is the conclusions of a weak, a medium and a strong finding. Without a
// cause in the data all three are the question.
func (c *Cause) forms() (forms [3][]string) {
	for _, ask := range c.Ask {
		if len(c.Cause) > 0 {
			break
		}
		for i := range forms {
			forms[i] = append(forms[i], c.Effect+"是否与"+ask+"有关，有待结合"+c.Missing+"确认。", "需结合"+c.Missing+"确认"+c.Effect+"是否与"+ask+"有关。")
		}
	}
	for _, cause := range c.Cause {
		for _, also := range c.questions() {
			forms[0] = append(forms[0], c.Effect+"可能与"+cause+"有关"+also)
			forms[1] = append(forms[1], c.Effect+"与"+cause+"有关"+also)
			forms[2] = append(forms[2], c.Effect+"，主要原因在于"+cause+also)
		}
	}
	return forms
}

// named is the cause as it is weighed against another: what is asked where
// anything is, for that may be why.
func (c *Cause) named() []string {
	if len(c.Ask) > 0 {
		return c.Ask
	}
	return c.Cause
}

// questions is how a conclusion ends: with what is still to be verified.
func (c *Cause) questions() []string {
	if len(c.Ask) == 0 {
		return []string{"，需结合" + c.Missing + "进一步确认。"}
	}
	var all []string
	for _, ask := range c.Ask {
		all = append(all, "；是否还与"+ask+"有关，需结合"+c.Missing+"确认。")
	}
	return all
}

func orFalse(code string) string {
	if code == "" {
		return "false"
	}
	return code
}

// Holds reports whether the rule applies to a problem of the theme.
func (c *Cause) Holds(theme string, look Lookup) (bool, error) {
	if !slices.Contains(c.Themes, theme) {
		return false, nil
	}
	return c.whenProgramHold.holds(look)
}

// Strength is 2 for 主要原因在于, 1 for 与…有关, 0 for 可能与…有关.
func (c *Cause) Strength(look Lookup) (int, error) {
	if ok, err := c.strong.holds(look); err != nil || ok {
		return 2, err
	}
	if ok, err := c.medium.holds(look); err != nil || ok {
		return 1, err
	}
	return 0, nil
}

// Weigh orders two causes that hold, each at its strength: a particular cause
// comes before a general one, then the stronger. 0 leaves the order of the file.
func Weigh(a *Cause, strengthA int, b *Cause, strengthB int) int {
	switch {
	case a.General && !b.General:
		return 1
	case b.General && !a.General:
		return -1
	}
	return cmp.Compare(strengthB, strengthA)
}

// Layers are the four layers on which causes lie, as the general report sums
// them up.
func Layers() []string { return []string{"规则", "流程", "系统数据", "人员执行"} }

// Name is the cause as a noun phrase.
func (c *Cause) Name() *Sentence { return &c.name }

// Conclusion is the sentence of the given strength.
func (c *Cause) Conclusion(strength int) *Sentence { return &c.say[strength] }

func (a *Remedy) compile(file string) error {
	a.at.File = file
	if a.Lead == "" || a.With == "" || len(a.Action) == 0 || a.Output == "" || a.Days <= 0 {
		return &zhixiao.Problem{At: a.at, Err: fmt.Errorf("建议%s五要素不全：须写明lead、with、action、output、days", a.ID)}
	}
	var faults []error
	for _, part := range []struct {
		s    *Sentence
		text []string
	}{{&a.lead, []string{a.Lead}}, {&a.with, []string{a.With}}, {&a.act, a.Action}, {&a.yield, []string{a.Output}}} {
		s, err := newSentence(a.ID, a.at, "", part.text...)
		*part.s = s
		faults = append(faults, err)
	}
	w, err := newCondition(a.ID, a.at, a.When)
	a.when = w
	return errors.Join(append(faults, err)...)
}

// Holds reports whether the remedy fits a problem of the theme.
func (a *Remedy) Holds(theme string, look Lookup) (bool, error) {
	if !slices.Contains(a.Themes, theme) {
		return false, nil
	}
	return a.when.holds(look)
}

// Parts are the sentences of who, with whom, what and output.
func (a *Remedy) Parts() (lead, with, action, output *Sentence) {
	return &a.lead, &a.with, &a.act, &a.yield
}

// Sentences is every sentence and condition of the rules, for vet.
func (r *Rules) Sentences() []*Sentence {
	var all []*Sentence
	add := func(list []Sentence) {
		for i := range list {
			all = append(all, &list[i])
		}
	}
	for i := range r.Themes {
		add(r.Themes[i].Title)
		add(r.Themes[i].Facts)
		add(r.Themes[i].City)
	}
	for i := range r.Causes {
		c := &r.Causes[i]
		add(c.Basis)
		add(c.Exclude)
		all = append(all, &c.say[0], &c.say[1], &c.say[2], &c.strong.s, &c.medium.s, &c.whenProgramHold.s)
	}
	for i := range r.Remedies {
		a := &r.Remedies[i]
		all = append(all, &a.lead, &a.with, &a.act, &a.yield, &a.when.s)
	}
	return all
}
