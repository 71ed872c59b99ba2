package main

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

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/docx"
)

func reviewCommand(at *place) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "review",
		Short: "收审稿、看改动、审定：text、take、list、diff、approve",
		Args:  noArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(reviewTextCommand(), reviewTakeCommand(at), reviewListCommand(at), reviewDiffCommand(at), reviewApproveCommand(at))
	return cmd
}

func reviewTextCommand() *cobra.Command {
	var original bool
	cmd := &cobra.Command{
		Use:   "text 文件",
		Short: "打印Word文件的文字，每段或每格一行",
		Args:  exactly(1, "一个Word文件"),
		RunE: func(cmd *cobra.Command, args []string) error {
			file, err := readDraft(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			view := docx.Accepted
			if original {
				view = docx.Original
			}
			for _, lost := range file.reading.Lost {
				fmt.Fprintln(cmd.ErrOrStderr(), "未读取："+lost)
			}
			return file.reading.WriteText(cmd.OutOrStdout(), view)
		},
	}
	cmd.Flags().BoolVar(&original, "original", false, "按修订前的原文打印；缺省按接受全部修订打印")
	return cmd
}

// maxDraft bounds what is read of a file from outside.
const maxDraft = 128 << 20

// draft is a Word file from outside as read.
type draft struct {
	name    string
	body    []byte
	sha256  string
	reading *docx.Reading
}

func readDraft(ctx context.Context, path string) (*draft, error) {
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

func newDraft(ctx context.Context, name string, body []byte) (*draft, error) {
	reading, err := docx.Read(ctx, name, bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(body)
	return &draft{name: name, body: body, sha256: hex.EncodeToString(sum[:]), reading: reading}, nil
}

// tree is the draft with its tracked changes accepted.
func (f *draft) tree() *document.Document {
	body, appendix := f.reading.Blocks(docx.Accepted)
	return &document.Document{Job: f.reading.Job, Body: body, Appendix: appendix, Origin: f.reading.Origin}
}

func listed(all []string) string {
	if len(all) == 0 {
		return "（无）"
	}
	return strings.Join(all, "、")
}
