package zhixiao

import (
	"cmp"
	"slices"
)

// The states of a governance case that reports tell apart. A case goes from opened
// to worked on, is watched for ObservedDays once it is done, and is then closed or
// worked on again.
const (
	CaseOpened  = "立项"
	CaseMet     = "会商"
	CaseWorked  = "整改中"
	CaseWatched = "观察期"
	CaseAgain   = "重启整改"
	CaseClosed  = "已销号"
)

// Steps in the words of the ledger that lead to a state of another name: being
// done begins the watch, striking off ends in being closed.
const (
	StepDone   = "治理完成"
	StepStruck = "销号"
)

// ObservedDays is how many days after a case was done its effect is counted over,
// and how many days before it was opened it is compared with.
const ObservedDays = 90

// CaseStates is the states in the order of a case's way.
func CaseStates() []string {
	return []string{CaseOpened, CaseMet, CaseWorked, CaseWatched, CaseAgain, CaseClosed}
}

// CaseState is the state that a step, or a status of the ledger, leads to. Words
// that are not known are states of their own.
func CaseState(step string) string {
	switch step {
	case StepDone:
		return CaseWatched
	case StepStruck:
		return CaseClosed
	}
	return step
}

// stage is the place of a step on a case's way; unknown words come last.
func stage(step string) int {
	if i := slices.Index(CaseStates(), CaseState(step)); i >= 0 {
		return i
	}
	return len(CaseStates())
}

// Compare orders steps by day, and on one day by their place on a case's way.
func (s Step) Compare(o Step) int {
	return cmp.Or(s.Date.Compare(o.Date), cmp.Compare(stage(s.Status), stage(o.Status)))
}

// CaseBefore reports whether the ledger's word a stands before b on a case's way.
func CaseBefore(a, b string) bool { return stage(a) < stage(b) }
