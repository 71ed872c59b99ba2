package docx_test

import (
	"bytes"
	"context"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhixiao/document/docx"
)

func TestNotesStandOnTheirBlocks(t *testing.T) {
	notes := []docx.Note{
		{ID: "lead", Author: "质效", Date: "2026-10-09T10:00:00Z", Text: "数据已变：\n原文“4.6个工作日”"},
		{ID: "list", Author: "审核人", Text: "列全"},
		{ID: "t1", Part: "note", Author: "审核人", Text: "<口径>"},
	}
	var b bytes.Buffer
	if err := newWriter(t).WriteNoted(context.Background(), &b, kitchenSink(), nil, notes); err != nil {
		t.Fatal(err)
	}
	if path := os.Getenv("ZHIXIAO_SAMPLE"); path != "" {
		if err := os.WriteFile(path+".noted.docx", b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want := []docx.Comment{
		{ID: "0", Author: "质效", Date: "2026-10-09T10:00:00Z", Text: "数据已变：\n原文“4.6个工作日”", On: "承诺时限压缩明显。平均承诺时限4.5个工作日。", Mark: docx.MarkName("lead", "")},
		{ID: "1", Author: "审核人", Text: "列全", On: "（1）补齐材料清单；", Mark: docx.MarkName("list", "1")},
		{ID: "2", Author: "审核人", Text: "<口径>", On: "注：“—”表示数据未提供。", Mark: docx.MarkName("t1", "note")},
	}
	if diff := cmp.Diff(want, read(t, b.Bytes()).Comments); diff != "" {
		t.Error(diff)
	}
	err := newWriter(t).WriteNoted(context.Background(), io.Discard, kitchenSink(), nil, []docx.Note{{ID: "gone", Text: "甲"}})
	if err == nil || !strings.Contains(err.Error(), "gone: 批注所在的段落不在报告里") {
		t.Errorf("got %v", err)
	}
}
