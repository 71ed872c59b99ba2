package ledger

import "errors"

// Kind says of one kind of records what the database does with them.
type Kind struct {
	Record Record // without values
	// Keys are columns, with commas between, of which no two records have the same.
	Keys []string
	// Changed and Deleted are what whoever tries it is told, by the database too.
	Changed, Deleted error
}

// Table is the table of the kind's records.
func (k Kind) Table() string { return k.Record.table() }

// Kinds is the table of all kinds.
func Kinds() []Kind {
	var (
		frozen, frozenStays  = errors.New("快照已冻结，不能修改；请重新冻结生成新版本"), errors.New("快照已冻结，不能删除")
		imported, importStay = errors.New("导入登记不能修改"), errors.New("导入登记不能删除")
	)
	return []Kind{
		{Snapshot{}, []string{"id", "period, version"}, frozen, frozenStays},
		{Source{}, []string{"snapshot, name"}, frozen, frozenStays},
		{Cube{}, []string{"snapshot, feed"}, frozen, frozenStays},
		{Sum{}, []string{"snapshot, feed"}, frozen, frozenStays},
		{List{}, []string{"snapshot, name"}, frozen, frozenStays},
		{Set{}, []string{"version"}, errors.New("冻结时的指标体系不能修改；请重新冻结生成新版本"), errors.New("冻结时的指标体系不能删除")},
		{Review{}, []string{"seq"}, errors.New("已收的审稿不能修改；请再收一版"), errors.New("已收的审稿不能删除")},
		{Approval{}, []string{"seq"}, errors.New("审定记录不能修改；更正请另作勘误"), errors.New("审定记录不能删除")},
		{ApprovedFile{}, []string{"approval, path"}, errors.New("审定的文件不能修改；更正请另作勘误"), errors.New("审定的文件不能删除")},
		{Copy{}, []string{"seq", "number, file"}, errors.New("分发登记不能修改"), errors.New("分发登记不能删除")},
		{Delivery{}, []string{"seq"}, errors.New("交付登记不能修改；再次交付的另行登记"), errors.New("交付登记不能删除")},
		{Batch{}, []string{"seq"}, imported, importStay},
		{Replaced{}, []string{"seq"}, imported, importStay},
		{Masked{}, []string{"seq"}, errors.New("脱敏记录不能修改"), errors.New("脱敏记录不能删除")},
	}
}

// Keeps reports whether a table holds records.
func Keeps(table string) bool {
	for _, k := range Kinds() {
		if k.Table() == table {
			return true
		}
	}
	return false
}

// Snapshot is one version of a period's frozen counts; the other records of the
// snapshot name its ID.
type Snapshot struct {
	ID      string // 2026Q3.v1
	Period  string
	Version int    // from 1
	Cutoff  string // last day that counts, ISO
	Set     string `db:"set_version"` // of indicators.yaml
}

// Source is what a snapshot's period had in one feed table.
type Source struct {
	Snapshot string
	Name     string // of the table
	Rows     int64
	SHA256   string // over the rows, hex
	Layout   int    // how they were laid out for it
	Last     string // last day that the table has rows of, ISO; "" where its rows have none
}

// Cube is a feed's counts; lists have commas between. Body has one line a cell:
// region, dept, dims, sums and histograms (value:count,…) with tabs between.
type Cube struct {
	Snapshot, Feed, Dims, Columns, Histograms, Body string
}

// Sum is a cube summed over its dimensions, laid out like it.
type Sum struct {
	Snapshot, Feed, Columns, Histograms, Body string
}

// List is one of a snapshot's lists, as JSON.
type List struct {
	Snapshot, Name, Body string
}

// Set is the indicator set that snapshots of its version were frozen with, as JSON.
type Set struct{ Version, Body string }

// Review is one version of a report as a reviewer handed it in.
type Review struct {
	Seq    int64 // number of the version, from 1, over all jobs
	Job    string
	Stage  string // 编辑稿, 送审稿, …
	Who    string
	Taken  string // RFC 3339
	File   string // base name
	SHA256 string // of Body, hex
	Origin string // what the file says it was generated from
	Body   []byte // the file; nil in lists
}

// Approval is one report as it was approved and locked. Another of the same job is an
// erratum; the earlier one stays.
type Approval struct {
	Seq      int64 // number of the approval, from 1, over all jobs
	Job      string
	Period   string
	Title    string
	Version  string // V2.0; an erratum makes V2.1
	Who      string
	Approved string // RFC 3339
	Opinion  string
	Erratum  string // why it replaces an earlier approval; empty for the first
	Review   int64  // the version of the ledger that was approved
	Pages    int    // of the PDF
}

// RoleSheet is the role of a 审签单 that people sign in; in another format the
// format's name follows it: sheet-pdf. The role of any other file of an approval is
// the name of its format.
const RoleSheet = "sheet"

// ApprovedFile is a file of an approval. Path is below the period's folder;
// Body is nil in lists.
type ApprovedFile struct {
	Approval int64
	Role     string
	Path     string
	Size     int64
	SHA256   string // of Body, hex
	Body     []byte
}

// Copy is one file handed out to a unit.
type Copy struct {
	Seq    int64
	Number string // printed on every page
	Period string
	Unit   string
	Job    string
	File   string
	SHA256 string // of the file handed out
	Source string // SHA-256 of the file it was made from
	Who    string // who handed it out
	Given  string // RFC 3339
	Draft  bool
}

// ErrNumberTaken says that a copy's number was given to another copy meanwhile.
var ErrNumberTaken = errors.New("分发编号已被同时进行的另一次分发取用")

// Delivery is a document handed over to the client.
type Delivery struct {
	Seq          int64
	Duty, Period string // contract.yaml's id; 2026-08
	Delivered    string // ISO day
	Who, Note    string
	Reason       string // why it went out although not all of it was approved; empty when it was
}

// Batch is what one import put into one table.
type Batch struct {
	Seq    int64  // every row it brought has this number
	File   string // base name
	SHA256 string // of the file's content, hex
	Table  string `db:"tbl"`
	Sender string // codes of units with commas between, or the name that was given
	Given  bool   // whoever imported named the sender; else it is read off the rows
	First  string // first and last day of the rows, ISO; "" where the table has no day
	Last   string
	Rows   int
	Taken  string // 2026-08-03 09:30, Beijing time
}

// Replaced says that a batch took the place of another's rows.
type Replaced struct {
	Seq   int64
	Batch int64 // whose rows went; 0: rows that no import is registered for
	By    int64
	Rows  int // that went
}

// Masked is what an import masked: how often which rule hit in which column of
// which file, and never what it was.
type Masked struct {
	Seq    int64
	File   string
	Table  string `db:"tbl"`
	Column string `db:"col"`
	Rule   string // number of a masking.Rule
	Hits   int
}

func (Snapshot) table() string     { return "snapshot" }
func (Source) table() string       { return "snapshot_source" }
func (Cube) table() string         { return "snapshot_cube" }
func (Sum) table() string          { return "snapshot_sum" }
func (List) table() string         { return "snapshot_list" }
func (Set) table() string          { return "indicator_set" }
func (Review) table() string       { return "review" }
func (Approval) table() string     { return "approval" }
func (ApprovedFile) table() string { return "approval_file" }
func (Copy) table() string         { return "distribution" }
func (Delivery) table() string     { return "delivery" }
func (Batch) table() string        { return "import_batch" }
func (Replaced) table() string     { return "import_replaced" }
func (Masked) table() string       { return "masked" }
