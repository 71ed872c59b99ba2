package templates

import (
	"errors"
	"fmt"
	"io/fs"

	"zhixiao"
)

const listsFile = "rules/lists.yaml"

// Duty says who answers for a class of complaints.
type Duty string

// The duties.
const (
	MatterDuty   Duty = "matter"   // the body in charge of the matter where the complaint arose
	DeptDuty     Duty = "dept"     // the municipal department in charge of the matter
	HallDuty     Duty = "hall"     // who runs the hall
	PlatformDuty Duty = "platform" // who runs the municipal platform
	CityDuty     Duty = "city"     // supervised by the municipal service bureau
)

// ListClass is how the lists treat one second-level class.
type ListClass struct {
	L2     string `yaml:"l2"`
	Duty   Duty   `yaml:"duty"`
	Days   int    `yaml:"days"`   // working days from the cutoff
	Check  string `yaml:"check"`  // 核实要点
	Output string `yaml:"output"` // 佐证
}

// Frequent is the parameters of the rules for 高频 (H1–H5).
type Frequent struct {
	Least       int64 `yaml:"least"`        // H1
	MatterLeast int64 `yaml:"matter_least"` // H2: complaints,
	MatterShare int64 `yaml:"matter_share"` // and share in %
	Growth      int64 `yaml:"growth"`       // H3: in %,
	GrowthLeast int64 `yaml:"growth_least"` // and in complaints
	Months      int   `yaml:"months"`       // H4
	Top         int   `yaml:"top"`
	TopLeast    int64 `yaml:"top_least"`
	Regions     int   `yaml:"regions"` // H5
}

// Typical is the parameters of the rules for 典型 (T1–T6).
type Typical struct {
	Red    []string `yaml:"red"`    // T1: classes that make a complaint typical by themselves
	People int64    `yaml:"people"` // T2: likewise, 件次 behind one complaint
	Weak   []string `yaml:"weak"`   // T6: classes
	Enough int      `yaml:"enough"` // so many of T3–T6 make it typical
}

// Surge is the parameters of the weekly warning.
type Surge struct {
	Weeks int   `yaml:"weeks"`
	Sigma int   `yaml:"sigma"`
	Least int64 `yaml:"least"`
}

// Posted is what the public is told and what a covert call met instead.
type Posted struct {
	Posted string `yaml:"posted"`
	Actual string `yaml:"actual"`
}

// Lists is what templates/rules/lists.yaml says about the monthly lists.
type Lists struct {
	Severity []string          `yaml:"severity"` // words for 1 to 5
	Layers   map[string]string `yaml:"layers"`   // first-level class → where it sticks: 规则, 系统 …
	Frequent Frequent          `yaml:"frequent"`
	Typical  Typical           `yaml:"typical"`
	Surge    Surge             `yaml:"surge"`
	Measures map[string]string `yaml:"measures"` // first-level class → indicator that shows governance's effect
	Progress map[string]string `yaml:"progress"` // state of a ledger task → progress in %
	Veto     []string          `yaml:"veto"`     // classes that fail a visit by themselves
	Calls    map[string]Posted `yaml:"calls"`    // class found by a covert call → what is required and what was met
	Classes  []ListClass       `yaml:"classes"`
}

// Class is how a class is treated; one that is not listed is checked as told.
func (l *Lists) Class(l2 string) ListClass {
	for _, c := range l.Classes {
		if c.L2 == l2 {
			return c
		}
	}
	return ListClass{L2: l2, Duty: MatterDuty, Days: 15, Check: "反映情况是否属实", Output: "核实材料"}
}

// SeverityWord is 严重 for 4.
func (l *Lists) SeverityWord(n int) string {
	if n < 1 || n > len(l.Severity) {
		return "未定"
	}
	return l.Severity[n-1]
}

// loadLists reads lists.yaml and wants every class of the taxonomy that counts.
func loadLists(files fs.FS, classes []Class) (Lists, error) {
	var l Lists
	if _, err := readYAML(files, listsFile, &l); err != nil {
		return l, err
	}
	fault := func(format string, args ...any) error {
		return &zhixiao.Problem{At: zhixiao.Place{File: listsFile}, Err: fmt.Errorf(format, args...)}
	}
	var faults []error
	if len(l.Severity) != 5 {
		faults = append(faults, fault("severity应有5个词，实有%d个", len(l.Severity)))
	}
	listed := map[string]bool{}
	for _, c := range l.Classes {
		if listed[c.L2] {
			faults = append(faults, fault("类别%s写了两次", c.L2))
		}
		listed[c.L2] = true
		switch c.Duty {
		case MatterDuty, DeptDuty, HallDuty, PlatformDuty, CityDuty:
		default:
			faults = append(faults, fault("类别%s的duty %q无法识别，应为matter、dept、hall、platform或city", c.L2, c.Duty))
		}
		if c.Days <= 0 || c.Check == "" || c.Output == "" {
			faults = append(faults, fault("类别%s须写明days、check和output", c.L2))
		}
	}
	for _, c := range classes {
		if c.Code < "99" && !listed[c.Code] {
			faults = append(faults, fault("缺少类别%s（%s）", c.Code, c.Name))
		}
	}
	return l, errors.Join(faults...)
}
