package counting

import (
	"slices"
	"strings"
	"sync"
)

// Kind is what an expression or a column holds.
type Kind uint8

// The kinds.
const (
	Unknown Kind = iota
	Number       // a whole number
	Text
	Day   // an ISO day, or an empty text
	Truth // whether a condition is met
)

// String is the kind as messages call it.
func (k Kind) String() string {
	return [...]string{"未知", "数", "文字", "日期", "条件"}[k]
}

// Column is a column of a feed table.
type Column struct {
	Name string
	Kind Kind
}

// Table is a feed table, or a view of one, whose rows may be counted.
type Table struct {
	Name    string
	Columns []Column
}

// Column finds a column by its name.
func (t Table) Column(name string) (Column, bool) {
	i := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == name })
	if i < 0 {
		return Column{}, false
	}
	return t.Columns[i], true
}

// Days are the names of the columns that hold days.
func (t Table) Days() []string {
	var names []string
	for _, c := range t.Columns {
		if c.Kind == Day {
			names = append(names, c.Name)
		}
	}
	return names
}

// Find is the table of a name.
func Find(name string) (Table, bool) {
	all := Tables()
	i := slices.IndexFunc(all, func(t Table) bool { return t.Name == name })
	if i < 0 {
		return Table{}, false
	}
	return all[i], true
}

// Names are the names of all tables.
func Names() []string {
	var names []string
	for _, t := range Tables() {
		names = append(names, t.Name)
	}
	return names
}

// Tables are the tables that may be counted, with their columns. The row's number and
// the import it came with are no columns to count by.
func Tables() []Table { return tables() }

var tables = sync.OnceValue(func() []Table {
	var all []Table
	for line := range strings.Lines(columns) {
		name, list, _ := strings.Cut(strings.TrimSpace(line), ":")
		t := Table{Name: name}
		for _, c := range strings.Fields(list) {
			switch c[len(c)-1] {
			case '#':
				t.Columns = append(t.Columns, Column{c[:len(c)-1], Number})
			case '@':
				t.Columns = append(t.Columns, Column{c[:len(c)-1], Day})
			default:
				t.Columns = append(t.Columns, Column{c, Text})
			}
		}
		all = append(all, t)
	}
	return all
})

// columns lists the tables: # marks numbers, @ days. The store proves it against the
// tables themselves.
const columns = `matter: matter region dept task_handle_item name valid_from@ valid_to@ project_type# statutory_days# promise_days# elements_total# elements_ok# same_total# same_ok# online# full_online# scene_times# materials# materials_free# in_hall# hall_ok# one_thing# one_thing_ok#
cases: project_no region dept matter hall apply_date@ channel# promised# promise_days# accept_days# handle_days# accepted# finished# overdue# overlong# corrections# subject_first# subject_repeat# special# refused# came# chain_ok#
caseload: region dept matter date@ cases#
correction: project_no region dept matter date@ round# reason material
stage: project_no region dept matter date@ seq# stage days# overlong#
hall: hall region name level windows#
ticket: hall region dept date@ weekday# hour# wait_min# windows_open# booked# booked_ontime# project_no
consult: region dept date@ due# ontime#
phone_line: line region dept masked purpose
phone_call: line region dept date@ slot answered# probe# asked# answer_right#
online_session: region dept matter date@ step error submitted#
evaluation: project_no region dept matter hall date@ channel# satisfaction# code window_no# is_default# valid# abnormal# anonymous# rectify_due# rectify_ontime# visited# feedback#
guide_rating: region dept matter date@ positive# valid#
guide_check: region dept matter date@ checked# consistent#
survey: wave region dept date@ identity channel weight# valid# d101# d102# d103# d104# d105# d106# d107# change# reason
interview: dept region date@ matter score# topic
visit: no region hall date@ slot matter score#
visit_finding: no seq# item l2 severity posted actual evidence
visit_counted: no region hall date@ score# severe# ordinary# hint#
complaint: no source date@ region dept matter street hall match_method project_no l2 model_l2 confidence# reviewed# severity# times# dup# typical# identity text due# responded# visited# solved# satisfied# repeated# ontime# status closed@
governance: no title lead l2 matter regions opened@ due@ done@ status
governance_task: no region dept due@ done_ontime# before_90d# after_90d#
governance_note: no name text
governance_step: no date@ status note
governance_effect: no region dept observed@ found# remained#
inspection: no title started@ ended@ sha256
inspection_item: inspection region dept due@ passed#
trial: no seq# region dept matter platform date@ time task item l2 severity posted actual evidence status recheck`
