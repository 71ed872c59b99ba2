package store_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

func TestEmptyFormsAreReadButNotTaken(t *testing.T) {
	s, _ := handMade(t)
	_, units := masters(t)
	var b bytes.Buffer
	if err := s.WriteForms(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "导入表.xlsx")
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	got, err := s.Import(context.Background(), path, taking(units))
	if err == nil || got != nil || !strings.Contains(err.Error(), "没有数据行，未导入") {
		t.Fatalf("got %v, %v", got, err)
	}
	book, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for _, name := range book.GetSheetList() {
		rows, err := book.GetRows(name)
		if err != nil || len(rows) != 1 {
			t.Fatalf("%s: %v, %v", name, rows, err)
		}
		for _, head := range rows[0] {
			if !strings.Contains(head, "（") {
				t.Errorf("%s: column %s has no Chinese heading", name, head)
			}
		}
	}
}
