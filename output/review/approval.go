package review

import (
	"fmt"
	"slices"
	"strings"
	"time"
	"zhixiao/output/press"
	"zhixiao/store/ledger"
)

// Approver is who approves a report, and what they say.
type Approver struct {
	By      string
	Opinion string // printed on the 审签单
	Erratum string // why an approved report is replaced by a corrected one; else empty
	When    time.Time
	Sources []string // of numbers that reviewers wrote themselves: 段落标识=来源
}

// approval is one report being approved.
type approval struct {
	*press.Edition
	store   Store
	by      Approver
	file    *Draft
	history []ledger.Review  // of the job, oldest first
	before  *ledger.Approval // that this one replaces
	dropped []string         // bound numbers that the reviewers left out, in words
	vouched []string         // numbers of the reviewers' own with their sources, in words
}

// hands are the people who handed in versions at the stages, each once.
func (a *approval) hands(stages ...string) []string {
	var who []string
	for _, r := range a.history {
		if name := plainName(r.Who); slices.Contains(stages, r.Stage) && !slices.Contains(who, name) {
			who = append(who, name)
		}
	}
	return who
}

func (a *approval) sourceOf(name string) string {
	for _, s := range a.by.Sources {
		if at, source, ok := strings.Cut(s, "="); ok && strings.TrimSpace(at) == name {
			return strings.TrimSpace(source)
		}
	}
	return ""
}

// version is V2.0 for the first approval, V2.1 for the first erratum.
func (a *approval) version() string {
	if a.before == nil {
		return "V2.0"
	}
	var n int
	if _, err := fmt.Sscanf(a.before.Version, "V2.%d", &n); err != nil {
		n = 0
	}
	return fmt.Sprintf("V2.%d", n+1)
}
