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

// of is the writers for documents of a numbering: books have a shell of their
// own. They are made when they are first asked for.
func (p *press) of(n document.Numbering) (printers, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if made, ok := p.printers[n]; ok {
		return made, nil
	}
	name, shell := p.line.templates.ShellOf(n)
	look, err := docx.ReadLook(name, shell)
	if err != nil {
		return printers{}, err
	}
	var made printers
	if made.word, err = docx.New(name, shell, p.pics, docx.Options{Program: "质效 " + version}); err != nil {
		return printers{}, err
	}
	if made.pdf, err = pdf.New(look, p.line.templates.Fonts, p.pics, p.date); err != nil {
		return printers{}, err
	}
	p.printers[n] = made
	return made, nil
}

// dated makes the press one for reviewed files: the PDF's date is the time of
// approval in place of the freeze's.
func (p *press) dated(when time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.date = when
	clear(p.printers)
}
