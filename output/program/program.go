// Package program knows the program by its version and the sources of all that makes
// deliverables.
package program

import (
	"io/fs"
	"runtime/debug"
	"sync"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/analysis/contract"
	"zhixiao/analysis/finding"
	"zhixiao/charts"
	"zhixiao/counting"
	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/document/dwg"
	"zhixiao/document/html"
	"zhixiao/document/jpg"
	"zhixiao/document/pdf"
	"zhixiao/document/proof"
	"zhixiao/document/tab"
	"zhixiao/document/typeset"
	"zhixiao/document/xlsx"
	"zhixiao/generators"
	"zhixiao/generators/atlas"
	"zhixiao/generators/book"
	"zhixiao/generators/boundary"
	"zhixiao/generators/fulfilment"
	papers "zhixiao/generators/inspection"
	"zhixiao/generators/month"
	"zhixiao/generators/outline"
	"zhixiao/generators/prose"
	"zhixiao/generators/quarter"
	"zhixiao/output"
	"zhixiao/output/archive"
	"zhixiao/output/formats"
	standing "zhixiao/output/fulfilment"
	"zhixiao/output/press"
	"zhixiao/output/review"
	"zhixiao/store"
	"zhixiao/store/ledger"
	"zhixiao/store/masking"
	"zhixiao/store/sqlite"
	"zhixiao/templates"
)

// Version is the program's version, printed in every deliverable.
const Version = "0.2.0"

// rooms are the sources of all that makes deliverables, which is all that the
// program is made of but the demo's data and the commands. What editors change is
// no part of it: the templates have a version of their own.
func rooms() []zhixiao.Room {
	of := func(path string, files fs.FS) zhixiao.Room { return zhixiao.Room{Path: path, Files: files} }
	return []zhixiao.Room{
		of("zhixiao", zhixiao.SourceCode),
		of("zhixiao/analysis", analysis.SourceCode),
		of("zhixiao/analysis/contract", contract.SourceCode),
		of("zhixiao/analysis/finding", finding.SourceCode),
		of("zhixiao/charts", charts.SourceCode),
		of("zhixiao/counting", counting.SourceCode),
		of("zhixiao/document", document.SourceCode),
		of("zhixiao/document/docx", docx.SourceCode),
		of("zhixiao/document/dwg", dwg.SourceCode),
		of("zhixiao/document/html", html.SourceCode),
		of("zhixiao/document/jpg", jpg.SourceCode),
		of("zhixiao/document/pdf", pdf.SourceCode),
		of("zhixiao/document/proof", proof.SourceCode),
		of("zhixiao/document/tab", tab.SourceCode),
		of("zhixiao/document/typeset", typeset.SourceCode),
		of("zhixiao/document/xlsx", xlsx.SourceCode),
		of("zhixiao/generators", generators.SourceCode),
		of("zhixiao/generators/atlas", atlas.SourceCode),
		of("zhixiao/generators/book", book.SourceCode),
		of("zhixiao/generators/boundary", boundary.SourceCode),
		of("zhixiao/generators/fulfilment", fulfilment.SourceCode),
		of("zhixiao/generators/inspection", papers.SourceCode),
		of("zhixiao/generators/month", month.SourceCode),
		of("zhixiao/generators/outline", outline.SourceCode),
		of("zhixiao/generators/prose", prose.SourceCode),
		of("zhixiao/generators/quarter", quarter.SourceCode),
		of("zhixiao/output", output.SourceCode),
		of("zhixiao/output/archive", archive.SourceCode),
		of("zhixiao/output/formats", formats.SourceCode),
		of("zhixiao/output/fulfilment", standing.SourceCode),
		of("zhixiao/output/press", press.SourceCode),
		of("zhixiao/output/review", review.SourceCode),
		of("zhixiao/store", store.SourceCode),
		of("zhixiao/store/masking", masking.SourceCode),
		of("zhixiao/store/ledger", ledger.SourceCode),
		of("zhixiao/store/sqlite", sqlite.SourceCode),
		of("zhixiao/templates", templates.SourceCode),
	}
}

// Program is what the press prints of the program and asks of it.
func Program() press.Program {
	return press.Program{Version: Version, Input: input, Revision: revision}
}

// input is what a job's inputs say of the program: its version and the digest of
// its sources, made when it is first asked for.
var input = sync.OnceValue(func() string {
	digest, err := zhixiao.Identity(rooms())
	if err != nil {
		panic(err) // what is embedded can be read
	}
	return Version + " " + digest
})

// revision is the state of the sources in version control that the program was
// built from, "" where the build does not know. It is information, never an input.
var revision = sync.OnceValue(func() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	return revisionIn(info.Settings)
})

// revisionIn marks a revision with changes that were not committed by a plus sign.
func revisionIn(settings []debug.BuildSetting) (revision string) {
	changed := ""
	for _, s := range settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = "+"
		}
	}
	if revision == "" {
		return ""
	}
	return revision + changed
}
