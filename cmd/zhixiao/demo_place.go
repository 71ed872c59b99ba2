package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/output"
	"zhixiao/store"
	"zhixiao/workfolder"
)

// demoDatabase is the demo's database in its own folder.
const demoDatabase = "demo.sqlite"

// demoPlace is the working folder that a demo makes of out.
func demoPlace(out string) *place {
	return &place{database: filepath.Join(out, demoDatabase), out: out}
}

// guardPlace refuses to put a demo where it would replace what it did not make:
// another database, a demo in which somebody has worked, goods of real data, or
// the settings of another working folder. replace lets it pass all but the last.
func guardPlace(ctx context.Context, at *place, replace bool) error {
	if err := guardSettings(at); err != nil || replace {
		return err
	}
	if _, err := os.Stat(at.database); errors.Is(err, os.ErrNotExist) {
		return guardGoods(at)
	}
	return guardDatabase(ctx, at.database)
}

func refuse(path, why string) error {
	return &zhixiao.Problem{At: zhixiao.Place{File: path}, Err: errors.New(why), Way: "演示换一个 --out 目录；确要替换请加 --replace"}
}

// guardSettings wants zhixiao.yaml to be absent or to name the demo's database.
func guardSettings(at *place) error {
	path := filepath.Join(at.out, workfolder.FileName)
	if _, err := os.Lstat(path); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	f, err := workfolder.Read(path)
	if err != nil {
		return err
	}
	if filepath.Clean(f.Database) != filepath.Clean(at.database) {
		return &zhixiao.Problem{At: zhixiao.Place{File: path}, Err: errors.New("这里是另一个工作目录（数据库 " + f.Database + "），演示不会放进来"), Way: "换一个 --out 目录"}
	}
	return nil
}

// guardGoods finds the goods of another database where the demo's would be put.
func guardGoods(at *place) error {
	quarter, _ := zhixiao.ParsePeriod(demoPeriod)
	for _, period := range []zhixiao.Period{quarter, lastMonth(quarter)} {
		m, err := output.ReadManifest(at.folder(period))
		if err != nil {
			return err
		}
		if len(m.Jobs) > 0 {
			return refuse(at.folder(period), "这里已有成果，不是由本目录的演示数据库做的")
		}
	}
	return nil
}

func guardDatabase(ctx context.Context, path string) (err error) {
	st, err := store.Open(ctx, path)
	if err != nil {
		return refuse(path, "这里已有同名文件，不是演示数据库")
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	demo, err := st.Demo(ctx)
	switch {
	case err != nil:
		return err
	case !demo:
		return refuse(path, "这里的数据库不是演示做的")
	}
	tables, sealed, err := st.DemoTouched(ctx)
	switch {
	case err != nil:
		return err
	case !sealed:
		return refuse(path, "这里的演示数据库由较早的版本制作，看不出此后是否导入过数据、收过稿、审定过")
	case len(tables) > 0:
		return refuse(path, "演示数据库在制作以后又有人用过（"+strings.Join(workOf(tables), "、")+"），重做会丢掉这些")
	}
	return nil
}

// workOf says what was done in the tables that have changed.
func workOf(tables []string) []string {
	names := map[string]string{"review": "收稿", "approval": "审定", "approval_file": "审定", "delivery": "交付登记", "distribution": "分发登记", "inspection": "专项核查"}
	var work []string
	for _, table := range tables {
		if done := cmp.Or(names[table], "导入数据"); !slices.Contains(work, done) {
			work = append(work, done)
		}
	}
	return work
}

// settleDemo makes the demo's folder a working folder: the next command finds its
// database.
func settleDemo(at *place) error {
	path := filepath.Join(at.out, workfolder.FileName)
	if _, err := os.Stat(path); err == nil {
		return nil // guardSettings has read it
	}
	if err := workfolder.Write(at.out, workfolder.Folder{Database: demoDatabase, Output: "."}); err != nil {
		return fmt.Errorf("演示：%w", err)
	}
	return nil
}

// tellFound ends a demo with what its general report says, each sentence with the
// command that tells where its number comes from and its page.
func (p *place) tellFound(out io.Writer, period zhixiao.Period) {
	s, ok := p.found(period)
	if !ok {
		return
	}
	fmt.Fprintf(out, "\n%s的数据说了什么（文字取自总报告，每句都能查）：\n", period.Title())
	for i, f := range s.Findings {
		fmt.Fprintf(out, "%d. %s\n", i+1, f.Text)
		if f.Key != "" {
			fmt.Fprintf(out, "   来历：zhixiao why %s\n", f.Key)
		}
		fmt.Fprintf(out, "   原文：%s PDF第%d页\n", filepath.Join(p.folder(period), filepath.FromSlash(s.File)), f.Sheet)
	}
	fmt.Fprintln(out, "\n接着：打开目录页；运行 zhixiao tour，一步一步看它与众不同之处")
}
