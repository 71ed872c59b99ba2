package main

import (
	"time"

	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/document/pdf"
)

// printers are the writers of one Word shell: the PDF has the look of the Word
// file.
type printers struct {
	word *docx.Writer
	pdf  *pdf.Writer
}

// of is the writers for a document: books and papers without cover have shells
// of their own. They are made when they are first asked for.
func (p *press) of(d *document.Document) (printers, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	name, shell := p.line.templates.ShellOf(d)
	if made, ok := p.printers[name]; ok {
		return made, nil
	}
	made, err := newPrinters(name, shell, p.line.templates.Fonts, p.pics, p.date)
	if err != nil {
		return printers{}, err
	}
	p.printers[name] = made
	return made, nil
}

// newPrinters are the writers of a shell; date is the PDF's.
func newPrinters(name string, shell []byte, fonts document.Fonts, pics document.Pictures, date time.Time) (made printers, err error) {
	look, err := docx.ReadLook(name, shell)
	if err != nil {
		return made, err
	}
	if made.word, err = docx.New(name, shell, pics, docx.Options{Program: "质效 " + version}); err != nil {
		return made, err
	}
	made.pdf, err = pdf.New(look, fonts, pics, date)
	return made, err
}

// dated makes the press one for reviewed files: the PDF's date is the time of
// approval in place of the freeze's.
func (p *press) dated(when time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.date = when
	clear(p.printers)
}
