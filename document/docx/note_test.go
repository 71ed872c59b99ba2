package docx_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhixiao/document"
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

// Comments are added to a printed file beside those it has, on the paragraphs
// they are about; the text stays, and the same comments give the same bytes.
func TestCommentsAreAddedToAPrintedFile(t *testing.T) {
	d := kitchenSink()
	first := d.Body[0].BlockID()
	var figure, table, list document.ID
	for _, b := range d.Body {
		switch b := b.(type) {
		case document.Figure:
			figure = b.ID
		case document.Table:
			table = b.ID
		case document.List:
			list = b.ID
		}
	}
	for _, had := range [][]docx.Note{nil, {{ID: first, Author: "审核人", Text: "请核"}, {ID: table, Author: "审核人", Text: "再核"}}} {
		var b bytes.Buffer
		if err := newWriter(t).WriteNoted(context.Background(), &b, d, nil, had); err != nil {
			t.Fatal(err)
		}
		notes := []docx.Note{{ID: figure, Author: "质效", Text: "图<甲>\n又"}, {ID: table, Author: "质效", Text: "表"}, {ID: list, Author: "质效", Text: "列"}, {ID: "gone", Author: "质效", Text: "别处"}, {ID: first, Author: "质效", Text: "首"}}
		made, err := docx.Annotate("稿.docx", b.Bytes(), notes)
		if err != nil {
			t.Fatal(err)
		}
		again, err := docx.Annotate("稿.docx", b.Bytes(), notes)
		if err != nil || !bytes.Equal(made, again) {
			t.Errorf("other bytes the second time: %v", err)
		}
		r := read(t, made)
		if got, want := len(r.Comments), len(had)+len(notes); got != want {
			t.Fatalf("%d comments, want %d", got, want)
		}
		for i, want := range append(had, notes...) {
			c := r.Comments[i]
			if c.Text != want.Text || c.Author != want.Author {
				t.Errorf("comment %d: %q of %s", i, c.Text, c.Author)
			}
			if mark := docx.MarkName(want.ID, ""); c.Mark != mark && want.ID != list && want.ID != "gone" {
				t.Errorf("comment %q stands on %s, want %s (%s)", c.Text, c.Mark, mark, want.ID)
			}
			if c.On == "" && want.ID != figure {
				t.Errorf("comment %q stands on no words", c.Text)
			}
		}
		plain := read(t, b.Bytes())
		var was, is bytes.Buffer
		if err := errors.Join(plain.WriteText(&was, docx.Accepted), r.WriteText(&is, docx.Accepted)); err != nil || was.String() != is.String() {
			t.Errorf("the text changed: %v", err)
		}
	}
}
