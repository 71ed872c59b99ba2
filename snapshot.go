package zhixiao

import "time"

// Snapshot is what a period's feeds said when they were frozen. It never
// changes; freezing again makes a new Version.
type Snapshot struct {
	ID      string // 2026Q3.v1
	Period  Period
	Version int
	Cutoff  time.Time // last day whose data are in
	Set     string    // IndicatorSet.Version
	// Definitions says by a hash how each indicator's value was defined: code → hash,
	// equal in two snapshots where the definition was the same, see
	// IndicatorSet.Definitions. Nil in snapshots made before this was kept.
	Definitions map[string]string
	Sources     []Source // what was read, by table name
	Cubes       map[string]*Cube
	Visits      []Visit     // covert visits of the period, by number
	Complaints  []Complaint // masked typical complaints kept for quoting, by number
	LongCases   []LongCase  // the longest overlong cases of each unit
	Governance  []LedgerTask
	Trials      []Trial    // telephone and online trials of the month, by number; months only
	Labelled    Labelled   // labelling since the monitoring year began; days only
	Progress    []Progress // how far the complaints before the period have come; days, weeks and months only
}

// Source is a feed table as it was read.
type Source struct {
	Table  string
	Rows   int64
	SHA256 string // over the rows of the period, in primary-key order
	// Layout numbers the way in which rows are laid out for SHA256; two of different
	// layouts say nothing about each other.
	Layout int
	// Last is the last day that rows were read of, by the cutoff; zero without rows,
	// where days are terms or stand for months, and in snapshots made before this
	// was kept.
	Last time.Time
}

// Cube is a feed's sums by region, department and the feed's dimensions.
type Cube struct {
	Feed    string
	Dims    []string // names of Row.Keys
	Columns []string // names of Row.Sums: tally names, CODE.num, CODE.den, CODE.sq
	Rows    []CubeRow
	// Histograms counts exact values for medians: column → one map per row,
	// value (in 10^-4) → rows. Indexed like Rows.
	Histograms map[string][]map[int64]int64
}

// CubeRow is one cell of a cube. Region is "" for city-level rows, Dept "" where
// the feed has no department.
type CubeRow struct {
	Region, Dept string
	Keys         []string
	Sums         []int64
}

// Column is the index of a column, −1 when the cube has none of that name.
func (c *Cube) Column(name string) int { return index(c.Columns, name) }

// Dim is the index of a dimension in CubeRow.Keys, −1 when there is none.
func (c *Cube) Dim(name string) int { return index(c.Dims, name) }

func index(names []string, name string) int {
	for i, n := range names {
		if n == name {
			return i
		}
	}
	return -1
}

// Visit is one covert visit (暗访) with its findings.
type Visit struct {
	No       string // TY-202608-R07-03
	Region   string
	Hall     string
	Date     time.Time
	Slot     string // 上午, 下午
	Matter   string // matter asked about
	Score    Decimal
	Findings []VisitFinding
}

// VisitFinding is one thing a visitor saw, with the clause it offends.
type VisitFinding struct {
	Item, L2, Severity string // check item; taxonomy code; 严重, 一般, 提示
	Posted, Actual     string // 公示; 现场实际
	Evidence           string // evidence number
}

// Trial is one covert call (电话) or online trial (网办). Item is empty when nothing
// was found.
type Trial struct {
	No           string // TY-202608-D0012, TY-202608-W012-1
	Kind         string // 电话, 网办
	Region, Dept string
	Target       string // masked number with its purpose, or platform
	Matter, Task string
	Date         time.Time
	Time         string // 14:05, or the slot of a call
	Item, L2     string
	Severity     string // 严重, 一般, 提示
	Posted       string
	Actual       string
	Evidence     string
	Status       string
	Recheck      string
}

// Complaint is a masked complaint (诉求). Text is masked before it enters the
// store; no person, number or address is in it. What was done about it is as it
// stood at the cutoff. The snapshots of days, weeks and months keep every
// complaint that counts, others the most telling ones.
type Complaint struct {
	No           string // GZ-202608-110105-0012
	Source       string // 12345, 办不成事, 好差评
	Date         time.Time
	Region, Dept string
	Matter       string
	Street, Hall string
	L2           string // taxonomy code
	Severity     int    // 1–5
	Times        int64  // 件次 behind this 件
	Typical      bool
	Text         string
	Item         string    `json:",omitempty"` // 业务办理项编码, 33 digits; "" when the register has none
	Identity     string    `json:",omitempty"` // 个人, 企业
	Match        string    `json:",omitempty"` // how the matter was found: exact (its code), rule, text
	Linked       bool      `json:",omitempty"` // the case it is about is in 办件库 by its number, so that its course can be told
	Reviewed     bool      `json:",omitempty"` // the class was confirmed by a person
	Status       string    `json:",omitempty"` // 核实中, 整改中, 待回访, 办结
	Closed       time.Time `json:",omitzero"`  // zero while open
	Due          bool      `json:",omitempty"` // a reply is owed, Responded and OnTime say whether it came in time
	Responded    bool      `json:",omitempty"`
	OnTime       bool      `json:",omitempty"`
	Visited      bool      `json:",omitempty"` // asked again; Solved and Satisfied are the answers
	Solved       bool      `json:",omitempty"`
	Satisfied    bool      `json:",omitempty"`
	Repeated     bool      `json:",omitempty"` // the same person complained of the same matter within 60 days
}

// RatingDays is how many days a bad rating may take to be checked and put right
// (docs/domain/taxonomy.md §6).
const RatingDays = 7

// Labelled counts the complaints of every class that were labelled from From to
// the cutoff, and those a person confirmed. The monitoring year begins on 1 August.
type Labelled struct {
	From           time.Time
	Rows, Reviewed int64
}

// Progress counts the complaints of an earlier day and channel that stood in a
// status at the cutoff.
type Progress struct {
	Date           time.Time
	Source, Status string
	Cases          int64
}

// LongCase is one overlong case (超长办件), traced to its slowest stage.
type LongCase struct {
	No           string // last four digits only
	Region, Dept string
	Matter       string
	Days         int64 // working days from acceptance to completion
	Promised     int64
	Stage        string // where most of the days went
	StageDays    int64
}

// LedgerTask is one task of active governance (治理案例) as it stood at the cutoff. Its complaints are
// counted from the rows (Window and what follows); Before and After are what the
// bodies in charge report of them, which is a claim to check and never printed.
type LedgerTask struct {
	No, Title, Lead string
	L2              string
	Matter          string
	Status          string // one of TaskStates, or a word of the ledger's own
	Opened, Due     time.Time
	Before, After   int64 // complaints in the 90 days before and after as reported; After −1 while these are not over
	Regions         []string
	Done            time.Time         `json:",omitzero"`  // zero while open
	Notes           map[string]string `json:",omitempty"` // what people wrote, by the ledger's column; months only
	Steps           []Step            `json:",omitempty"` // by date, up to the cutoff
	First           time.Time         `json:",omitzero"`  // first complaint of the same matter and class in the 90 days before it was opened
	Window          map[string]int64  `json:",omitempty"` // complaints of those 90 days by channel
	WindowAll       int64             `json:",omitempty"` // complaints of every matter and class in those 90 days; 0 where the rows do not reach back so far
	WindowBefore    int64             `json:",omitempty"` // of the same matter and class in the 90 days before them
	WindowAfter     int64             `json:",omitempty"` // and in the 90 days after it was done; −1 while these are not over
}

// Step is a state of a ledger task and the day it was reached.
type Step struct {
	Date         time.Time
	Status, Note string
}
