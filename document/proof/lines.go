package proof

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Lines tell the findings report by report, each with the heading it stands under and
// the block to jump to. Warnings are told one by one only when all are asked for, else
// counted by rule.
func Lines(findings []Finding, all bool) []string {
	var lines []string
	say := func(format string, args ...any) { lines = append(lines, fmt.Sprintf(format, args...)) }
	warned := map[string]int{}
	last := ""
	for _, f := range findings {
		if f.Level == Warn && !all {
			warned[f.Rule]++
			continue
		}
		if f.Job != last {
			say("%s（%s）", strings.TrimSpace(f.Title), f.Job)
			last = f.Job
		}
		say("  %s｜%s｜%s｜%s｜%s", f.Level, cmp.Or(f.Under, "—"), f.Rule, f.Text, cmp.Or(string(f.Block), "—"))
	}
	for _, rule := range slices.Sorted(maps.Keys(warned)) {
		say("告警｜%s｜%d条（加 --all 逐条列出）", rule, warned[rule])
	}
	return lines
}
