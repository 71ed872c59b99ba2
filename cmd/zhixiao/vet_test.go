package main

import (
	"strings"
	"testing"

	"zhixiao/document/proof"
)

// Findings come report by report, with the heading and the block to jump to;
// warnings are counted unless all are asked for.
func TestFindingsAreListedByReport(t *testing.T) {
	findings := []proof.Finding{
		{Job: "quarter-district-110105-2026Q3", Title: "朝阳区报告", Block: "district.110105.cause.a", Under: "四、成因分析", Level: proof.Block, Rule: "成因无证据", Text: "退回偏多"},
		{Job: "quarter-district-110105-2026Q3", Title: "朝阳区报告", Level: proof.Warn, Rule: "雷同", Text: "与海淀区相似度0.36"},
		{Job: "quarter-domain-F01-2026Q3", Title: "投资领域报告", Level: proof.Block, Rule: "独有实体不足", Text: "只有4个"},
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
		var out strings.Builder
		printFindings(&out, findings, all)
		if out.String() != want {
			t.Errorf("all %v: got\n%s", all, out.String())
		}
	}
}

// A name that fits none is answered with the nearest there are, or with none.
func TestNearestNamesAreOffered(t *testing.T) {
	names := []string{"朝阳区", "丰台区", "朝阳区", "quarter-district", "quarter-domain"}
	for typed, want := range map[string]string{
		"朝阳曲":              "，相近的有朝阳区",
		"Quarter-distrikt": "，相近的有quarter-district、quarter-domain",
		"上海":               "",
	} {
		if got := near(typed, names); got != want {
			t.Errorf("%s: got %q, want %q", typed, got, want)
		}
	}
}
