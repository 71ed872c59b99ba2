package output

import (
	"fmt"
)

// Summary is what came of a run.
type Summary struct {
	Made, Skipped, Failed int
	Locked                int // of the skipped: approved
	Files                 int
	Bytes                 int64
}

// Sum counts the outcomes of a run.
func Sum(outcomes []Outcome) Summary {
	var s Summary
	for _, o := range outcomes {
		switch {
		case o.Err != nil:
			s.Failed++
		case o.Skipped:
			s.Skipped++
			if o.Locked {
				s.Locked++
			}
		default:
			s.Made++
		}
		for _, f := range o.Record.Files {
			s.Files++
			s.Bytes += f.Size
		}
	}
	return s
}

// Unmade tells which deliverables were left alone and why, and which failed.
func Unmade(outcomes []Outcome) []string {
	var lines []string
	for _, o := range outcomes {
		if o.Edited {
			lines = append(lines, fmt.Sprintf("保留：%s（%s）", o.Job.Title, o.Why))
		}
		if o.Locked && o.Err == nil {
			lines = append(lines, fmt.Sprintf("锁定：%s（%s）", o.Job.Title, o.Why))
		}
		if o.Err != nil {
			lines = append(lines, fmt.Sprintf("失败：%v", o.Err))
		}
	}
	return lines
}
