package proof

import (
	"strings"
	"testing"
)

// Findings come report by report, with the heading and the block to jump to;
// warnings are counted unless all are asked for.
func TestFindingsAreListedByReport(t *testing.T) {
	findings := []Finding{
		{Job: "quarter-district-110105-2026Q3", Title: "朝阳区报告", Block: "district.110105.cause.a", Under: "四、成因分析", Level: Block, Rule: "成因无证据", Text: "退回偏多"},
		{Job: "quarter-district-110105-2026Q3", Title: "朝阳区报告", Level: Warn, Rule: "雷同", Text: "与海淀区相似度0.36"},
		{Job: "quarter-domain-F01-2026Q3", Title: "投资领域报告", Level: Block, Rule: "独有实体不足", Text: "只有4个"},
	}
	const blocks = `朝阳区报告（quarter-district-110105-2026Q3）
  阻断｜四、成因分析｜成因无证据｜退回偏多｜district.110105.cause.a
投资领域报告（quarter-domain-F01-2026Q3）
  阻断｜—｜独有实体不足｜只有4个｜—
告警｜雷同｜1条（加 --all 逐条列出）
`
	const every = `朝阳区报告（quarter-district-110105-2026Q3）
  阻断｜四、成因分析｜成因无证据｜退回偏多｜district.110105.cause.a
  告警｜—｜雷同｜与海淀区相似度0.36｜—
投资领域报告（quarter-domain-F01-2026Q3）
  阻断｜—｜独有实体不足｜只有4个｜—
`
	for all, want := range map[bool]string{false: blocks, true: every} {
		if got := strings.Join(Lines(findings, all), "\n") + "\n"; got != want {
			t.Errorf("all %v: got\n%s", all, got)
		}
	}
}
