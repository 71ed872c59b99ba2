package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"zhixiao/document/docx"
	"zhixiao/output"
	"zhixiao/output/press"
	"zhixiao/output/review"
)

func reviewCommand(at *press.Project) *cobra.Command {
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
			file, err := review.Read(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			view := docx.Accepted
			if original {
				view = docx.Original
			}
			for _, lost := range file.Reading.Lost {
				fmt.Fprintln(cmd.ErrOrStderr(), "未读取："+lost)
			}
			return file.Reading.WriteText(cmd.OutOrStdout(), view)
		},
	}
	cmd.Flags().BoolVar(&original, "original", false, "按修订前的原文打印；缺省按接受全部修订打印")
	return cmd
}

func reviewTakeCommand(at *press.Project) *cobra.Command {
	var v review.Version
	var when string
	cmd := &cobra.Command{
		Use:   "take 文件…",
		Short: "收改过的Word稿：列出改动，登记版本，下次 build 并入",
		Args:  some("Word文件"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if strings.TrimSpace(v.By) == "" {
				return output.Misusef("缺 --by：写明是谁改的")
			}
			if !slices.Contains(review.Stages(), v.Stage) {
				return output.Misusef("--stage %q 不是%s之一", v.Stage, strings.Join(review.Stages(), "、"))
			}
			if v.When, err = timeGiven(when); err != nil {
				return err
			}
			return each(cmd, args, func(file string) error {
				taken, err := review.Take(cmd.Context(), at, file, v)
				printLines(cmd.OutOrStdout(), taken.Lines())
				return err
			})
		},
	}
	cmd.Flags().StringVar(&v.By, "by", "", "改稿人姓名")
	cmd.Flags().StringVar(&when, "at", "", "收稿时间，如 2026-10-14T10:00:00+08:00；缺省为现在")
	cmd.Flags().StringVar(&v.Stage, "stage", "编辑稿", "稿次："+strings.Join(review.Stages(), "、"))
	return cmd
}

func reviewListCommand(at *press.Project) *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "列出已收的各版审稿",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			lines, err := review.Register(cmd.Context(), at)
			printLines(cmd.OutOrStdout(), lines)
			return err
		},
	}
}

func reviewDiffCommand(at *press.Project) *cobra.Command {
	var file, by, when string
	cmd := &cobra.Command{
		Use:   "diff 甲 乙",
		Short: "比较两个版本：Word文件，或 review list 中的版本号",
		Args:  exactly(2, "两个Word文件或版本号"),
		RunE: func(cmd *cobra.Command, args []string) error {
			revised, err := timeGiven(when)
			if err != nil {
				return err
			}
			c, err := review.Diff(cmd.Context(), at, args[0], args[1])
			if err != nil {
				return err
			}
			printLines(cmd.OutOrStdout(), c.Lines())
			if file == "" {
				return nil
			}
			if err := c.WriteTracked(cmd.Context(), file, by, revised); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "带修订的比较稿：%s\n", file)
			return nil
		},
	}
	f := cmd.Flags()
	f.StringVar(&file, "docx", "", "另存为带修订的Word文件：接受全部修订即乙，拒绝全部修订即甲")
	f.StringVar(&by, "by", "版本比较", "修订上写的作者")
	f.StringVar(&when, "at", "", "修订上写的时间；缺省为现在")
	return cmd
}

func reviewApproveCommand(at *press.Project) *cobra.Command {
	var by review.Approver
	var when string
	cmd := &cobra.Command{
		Use:   "approve 文件…",
		Short: "审定报告：核对、印PDF/A、锁定、出审签单",
		Args:  some("Word文件"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if strings.TrimSpace(by.By) == "" {
				return output.Misusef("缺 --by：写明审定人")
			}
			if by.When, err = timeGiven(when); err != nil {
				return err
			}
			return each(cmd, args, func(file string) error {
				done, err := review.Approve(cmd.Context(), at, file, by)
				if done != nil {
					printLines(cmd.OutOrStdout(), done.Lines())
				}
				return err
			})
		},
	}
	f := cmd.Flags()
	f.StringVar(&by.By, "by", "", "审定人姓名")
	f.StringVar(&by.Opinion, "opinion", "同意", "审定意见，印在审签单上")
	f.StringVar(&by.Erratum, "erratum", "", "勘误原因：已审定的报告换一个更正过的版本时填写")
	f.StringVar(&when, "at", "", "审定时间，如 2026-10-21T10:00:00+08:00；缺省为现在")
	f.StringArrayVar(&by.Sources, "source", nil, "审核时新写入的数的来源，形如 段落标识=来源；可写多次")
	return cmd
}

// some wants one argument or more.
func some(what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return output.Misusef("%s 需要一个或多个%s", cmd.CommandPath(), what)
		}
		return nil
	}
}

// each does one file after the other; one that fails never stops the others.
func each(cmd *cobra.Command, files []string, do func(file string) error) error {
	var faults []error
	for _, file := range files {
		if err := errors.Join(cmd.Context().Err(), do(file)); err != nil {
			faults = append(faults, err)
		}
	}
	if len(faults) > 0 && len(files) > 1 {
		faults = append(faults, fmt.Errorf("%d个文件中有%d个未办成，原因见上", len(files), len(faults)))
	}
	return errors.Join(faults...)
}

// timeGiven reads a time that a user typed; the clock is read here where none is.
func timeGiven(s string) (time.Time, error) {
	if s == "" {
		return time.Now().Truncate(time.Second), nil
	}
	for _, form := range []string{time.RFC3339, time.DateOnly} {
		if t, err := time.Parse(form, s); err == nil {
			return t, nil
		}
	}
	return time.Time{}, output.Misusef("时间%q无法识别，应形如 2026-10-21 或 2026-10-21T10:00:00+08:00", s)
}
