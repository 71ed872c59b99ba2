package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"zhixiao"
	"zhixiao/generators"
	"zhixiao/generators/prose"
	"zhixiao/output"
	"zhixiao/output/formats"
	"zhixiao/output/press"
)

func listCommand(at *press.Project) *cobra.Command {
	slots, asJSON, kind := false, false, ""
	cmd := &cobra.Command{
		Use:   "list",
		Short: "列出成果类别与被评价单位；--slots 列出句式可用的量",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !slots && (kind != "" || asJSON) {
				return output.Misusef("--kind、--json 只与 --slots 同用")
			}
			set, err := at.LoadTemplates()
			if err != nil {
				return err
			}
			out := cmd.OutOrStdout()
			if slots {
				return listSlots(out, generators.Dictionary(set.Set), kind, asJSON)
			}
			fmt.Fprintln(out, "成果类别（--kind）：")
			for _, k := range generators.Catalogue() {
				fmt.Fprintf(out, "  %-18s %s  %s\n", k.Name, k.Code, k.Title)
			}
			fmt.Fprintf(out, "  %-18s %s  %s（JPG、DWG、MapInfo，须用 --kind 指定）\n", press.MapsKind, press.MapsCode, press.MapsName)
			fmt.Fprintf(out, "  %-18s %s  %s（一季66份合为一册，须用 --kind 指定）\n", press.VolumeKind, press.VolumeCode, press.VolumeTitle())
			fmt.Fprintln(out, "格式（带*的要用 build --formats 另行指明）：")
			for _, f := range formats.All() {
				fmt.Fprintf(out, "  %-8s %-6s %s%s\n", f.Name, f.Ext, f.Title, map[bool]string{true: " *"}[f.OnAsked])
			}
			fmt.Fprintln(out, "单位（--unit，可用代码、序号或名称）：")
			for _, u := range set.Units {
				fmt.Fprintf(out, "  %-8s %-4s %s %s\n", u.Code, u.Serial, u.Full, u.Domain)
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&slots, "slots", false, "列出句式可用的量：名称、类型、哪些成果可用、含义")
	cmd.Flags().StringVar(&kind, "kind", "", "与 --slots 同用，只列某一类成果可用的量，如 quarter-district、inspection")
	cmd.Flags().BoolVar(&asJSON, "json", false, "与 --slots 同用，以JSON输出，供程序读取")
	return cmd
}

// listSlots prints the dictionary of slots, of one kind of deliverable where one is
// asked for.
func listSlots(out io.Writer, all prose.Dictionary, kind string, asJSON bool) error {
	if kind != "" {
		asker, ok := generators.Asker(kind)
		if !ok {
			return output.Misusef("没有名为%q的成果类别，用 zhixiao list 查看；核查用 inspection", kind)
		}
		all = all.Of(asker)
	}
	if asJSON {
		enc := json.NewEncoder(out)
		enc.SetIndent("", " ")
		return enc.Encode(all)
	}
	for _, s := range all {
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\n", s.Name, s.Type, strings.Join(s.For.Names(), "、"), s.Means)
	}
	return nil
}

func whyCommand(at *press.Project) *cobra.Command {
	return &cobra.Command{
		Use:   "why 数的键",
		Short: "说明一个数从哪里来：zhixiao why B101@110105/2026Q3",
		Args:  exactly(1, "一个数的键，形如 B101@110105/2026Q3"),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			why, err := at.Why(cmd.Context(), zhixiao.Key(args[0]))
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, why.Close()) }()
			printLines(cmd.OutOrStdout(), why.Lines())
			return nil
		},
	}
}
