package xlsx

import (
	"time"
	"zhixiao/document"

	"github.com/xuri/excelize/v2"
)

// book is one workbook being made.
type book struct {
	file    *excelize.File
	d       *document.Document
	numbers *document.Numbers
	made    time.Time
	names   map[string]bool // of sheets, lower case
	styles  styles
}

func newBook(d *document.Document, made time.Time) *book {
	b := &book{file: excelize.NewFile(), d: d, numbers: document.Number(d), made: made, names: map[string]bool{}}
	b.file.SetZipWriter(newSorted)
	return b
}

// finish takes excelize's first sheet away and writes the properties: no clock
// goes into them.
func (b *book) finish() error {
	date := b.made.Format("2006-01-02T15:04:05Z")
	origin := b.d.Origin
	if b.d.Mark != "" { // a copy handed out does not tell where it came from
		origin = ""
	}
	return b.file.SetDocProps(&excelize.DocProperties{
		Title: b.d.Title, Subject: b.d.Subtitle, Creator: maker(b.d), LastModifiedBy: maker(b.d), Description: origin, Language: "zh-CN",
		Created: date, Modified: date,
	})
}

func maker(d *document.Document) string {
	if m := d.Fields["编制单位"]; m != "" && d.Mark == "" {
		return m
	}
	return "zhixiao"
}
