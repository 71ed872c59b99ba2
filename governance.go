package zhixiao

import (
	"cmp"
	"slices"
)

// The states of a ledger task that reports tell apart. A task goes from opened
// to worked on, is watched for ObservedDays once it is done, and is then closed or
// worked on again.
const (
	TaskOpened  = "立项"
	TaskMet     = "会商"
	TaskWorked  = "整改中"
	TaskWatched = "观察期"
	TaskAgain   = "重启整改"
	TaskClosed  = "已销号"
)

// Steps in the words of the ledger that lead to a state of another name: being
// done begins the watch, striking off ends in being closed.
const (
	StepDone   = "治理完成"
	StepStruck = "销号"
)

// ObservedDays is how many days after a task was done its effect is counted over,
// and how many days before it was opened it is compared with.
const ObservedDays = 90

// TaskStates is the states in the order of a task's way.
func TaskStates() []string {
	return []string{TaskOpened, TaskMet, TaskWorked, TaskWatched, TaskAgain, TaskClosed}
}

// TaskState is the state that a step, or a status of the ledger, leads to. Words
// that are not known are states of their own.
func TaskState(step string) string {
	switch step {
	case StepDone:
		return TaskWatched
	case StepStruck:
		return TaskClosed
	}
	return step
}

// stage is the place of a step on a task's way; unknown words come last.
func stage(step string) int {
	if i := slices.Index(TaskStates(), TaskState(step)); i >= 0 {
		return i
	}
	return len(TaskStates())
}

// Compare orders steps by day, and on one day by their place on a task's way.
func (s Step) Compare(o Step) int {
	return cmp.Or(s.Date.Compare(o.Date), cmp.Compare(stage(s.Status), stage(o.Status)))
}

// TaskBefore reports whether the ledger's word a stands before b on a task's way.
func TaskBefore(a, b string) bool { return stage(a) < stage(b) }
