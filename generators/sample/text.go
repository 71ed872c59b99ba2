package sample

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/textdump"
)

// Dump is a document as text, for goldens.
func Dump(t *testing.T, d *document.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := (textdump.Writer{}).Write(context.Background(), &b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Said is all the text of a document's body.
func Said(d *document.Document) string {
	var b strings.Builder
	for _, block := range d.Body {
		if p, ok := block.(document.Para); ok {
			b.WriteString(document.PlainText(p.Inlines, document.Number(d)))
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// WithoutEach runs test once for every feed, with what takes it out of a snapshot.
func WithoutEach(t *testing.T, test func(t *testing.T, without func(*zhixiao.Snapshot))) {
	for _, feed := range house(t).Indicators.Feeds {
		if testing.Short() && !slices.Contains([]string{"case", "visit", "complaint", "governance_task"}, feed.Name) {
			continue // those that have rows beside their cube stand for all
		}
		t.Run(feed.Name, func(t *testing.T) {
			test(t, func(s *zhixiao.Snapshot) {
				c := s.Cubes[feed.Name]
				c.Rows, c.Histograms = nil, nil
				switch feed.Name {
				case "visit":
					s.Visits = nil
				case "complaint":
					s.Complaints = nil
				case "governance_task":
					s.Governance = nil
				}
			})
		})
	}
}

// At is a day, written 2026-08-31.
func At(t *testing.T, text string) time.Time {
	t.Helper()
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		t.Fatal(err)
	}
	return day
}
