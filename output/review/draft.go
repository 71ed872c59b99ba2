// Package review takes in what people change in drafts: it tells what was changed,
// folds it into the next draft, proves a file before it is approved and locks it.
// What it finds it answers as values; it prints nothing and reads no clock.
package review

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/docx"
)

// maxDraft bounds what is read of a file from outside.
const maxDraft = 128 << 20

// Draft is a Word file from outside as it was read.
type Draft struct {
	Name    string // file name, without folder
	Body    []byte
	SHA256  string // of Body, hex
	Reading *docx.Reading
}

// Read reads a Word file. One that cannot be opened, is no Word file or is larger
// than 128 MiB is an error naming it.
func Read(ctx context.Context, path string) (*Draft, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &zhixiao.Problem{At: zhixiao.Place{File: path}, Err: errors.New("文件打不开"), Way: "检查路径和权限"}
	}
	defer func() { _ = f.Close() }() // only read from
	body, err := io.ReadAll(io.LimitReader(f, maxDraft+1))
	if err != nil {
		return nil, &zhixiao.Problem{At: zhixiao.Place{File: path}, Err: fmt.Errorf("文件读不出：%w", err)}
	}
	if len(body) > maxDraft {
		return nil, &zhixiao.Problem{At: zhixiao.Place{File: path}, Err: fmt.Errorf("文件超过%dMB，拒绝读取", maxDraft>>20)}
	}
	return newDraft(ctx, filepath.Base(path), body)
}

func newDraft(ctx context.Context, name string, body []byte) (*Draft, error) {
	reading, err := docx.Read(ctx, name, bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(body)
	return &Draft{Name: name, Body: body, SHA256: hex.EncodeToString(sum[:]), Reading: reading}, nil
}

// Tree is the draft with its tracked changes accepted.
func (f *Draft) Tree() *document.Document {
	body, appendix := f.Reading.Blocks(docx.Accepted)
	return &document.Document{Job: f.Reading.Job, Body: body, Appendix: appendix, Origin: f.Reading.Origin}
}

func listed(all []string) string {
	if len(all) == 0 {
		return "（无）"
	}
	return strings.Join(all, "、")
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// idsByMark says what the bookmarks of a draft stand for.
func (f *Draft) idsByMark() map[string]string {
	ids := map[string]string{}
	for _, id := range f.Reading.IDs {
		block, part, _ := strings.Cut(id, "#")
		ids[docx.MarkName(document.ID(block), part)] = id
	}
	return ids
}
