package main

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/big"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"zhixiao"
	"zhixiao/output"
	"zhixiao/workfolder"
)

// folder is the tour's copy of the quarter's goods.
func (t *tour) folder() string {
	return filepath.Join(t.dir, workfolder.DefaultOutput, t.period.String())
}

// report finds the demo's report of a kind, the first by unit, and its file of an
// ending.
func (t *tour) report(kind, ext string) (r output.Record, file string, err error) {
	for _, r := range t.goods.Jobs {
		if r.Kind != kind {
			continue
		}
		for _, f := range r.Files {
			if path.Ext(f.Path) == ext {
				return r, f.Path, nil
			}
		}
	}
	return r, "", fmt.Errorf("演示里没有%s的%s文件", kind, ext)
}

var (
	quotient = regexp.MustCompile(`分子 (-?[\d.]+) ÷ 分母 (-?[\d.]+)`)
	percent  = regexp.MustCompile(`^\S+ = (-?[\d.]+)%`)
)

// tourWhy asks for a rate of the general report and divides again.
func tourWhy(ctx context.Context, t *tour) (string, error) {
	r, _, err := t.report("quarter-general", ".pdf")
	if err != nil {
		return "", err
	}
	key := "C202@" + r.Unit + "/" + t.period.String()
	said, err := t.must(ctx, "why", key)
	if err != nil {
		return "", err
	}
	value, parts := percent.FindStringSubmatch(said), quotient.FindStringSubmatch(said)
	if value == nil || parts == nil || !strings.Contains(said, "来源 ") || !strings.Contains(said, "用于："+t.period.String()+"《"+r.Title+"》") {
		return "", fmt.Errorf("没有说全：%s", strings.ReplaceAll(said, "\n", " "))
	}
	printed, err1 := zhixiao.ParseDecimal(value[1])
	num, err2 := zhixiao.ParseDecimal(parts[1])
	den, err3 := zhixiao.ParseDecimal(parts[2])
	if err := errors.Join(err1, err2, err3); err != nil {
		return "", err
	}
	if den.Sign() == 0 {
		return "", errors.New("分母是0")
	}
	ratio := new(big.Rat).Quo(num.Rat(), den.Rat())
	again, err := zhixiao.FromRat(ratio.Mul(ratio, big.NewRat(100, 1)), 2)
	if err != nil || again.Cmp(printed) != 0 {
		return "", fmt.Errorf("%s ÷ %s 得%s%%，印的是%s%%", num, den, again, printed)
	}
	return fmt.Sprintf("%s%% = %s ÷ %s，用于%s等", printed, num, den, r.Title), nil
}

var (
	boundParagraph = regexp.MustCompile(`<w:p><w:pPr><w:pStyle w:val="[^"]*"/></w:pPr><w:bookmarkStart [^>]*w:name="zx_[^>]*/>.*?</w:p>`)
	printedRate    = regexp.MustCompile(`\d+\.\d\d%`)
)

// tourAlter changes one rate in a report's Word file, as a slip in Word would, and
// hands the file in.
func tourAlter(ctx context.Context, t *tour) (string, error) {
	_, file, err := t.report("quarter-district", ".docx")
	if err != nil {
		return "", err
	}
	body, err := os.ReadFile(filepath.Join(t.folder(), filepath.FromSlash(file)))
	if err != nil {
		return "", err
	}
	var was, now string
	altered, err := rewritten(body, "word/document.xml", func(text string) string {
		for _, at := range boundParagraph.FindAllStringIndex(text, -1) {
			if n := printedRate.FindStringIndex(text[at[0]:at[1]]); n != nil {
				first, last := at[0]+n[0], at[0]+n[1]
				was = text[first:last]
				now = "9" + was
				return text[:first] + now + text[last:]
			}
		}
		return text
	})
	if err != nil || was == "" {
		return "", errors.Join(err, errors.New("报告里没有找到可改的数"))
	}
	fmt.Fprintf(t.out, "   （在Word里把%s改成%s，存为 改稿.docx）\n", was, now)
	if err := os.WriteFile(filepath.Join(t.dir, "改稿.docx"), altered, 0o644); err != nil {
		return "", err
	}
	said, err := t.must(ctx, "review", "take", "改稿.docx", "--by", "张三")
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(said) {
		if strings.Contains(line, "报警") && strings.Contains(line, strings.TrimSuffix(now, "%")) {
			return strings.TrimSpace(line), nil
		}
	}
	return "", fmt.Errorf("收稿没有对%s报警：%s", now, lastLine(said))
}

// rewritten is a package with one part's text changed.
func rewritten(body []byte, part string, change func(string) string) ([]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		if f.Name != part {
			if err := w.Copy(f); err != nil {
				return nil, err
			}
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(r)
		if err := errors.Join(err, r.Close()); err != nil {
			return nil, err
		}
		to, err := w.Create(f.Name)
		if err == nil {
			_, err = io.WriteString(to, change(string(text)))
		}
		if err != nil {
			return nil, err
		}
	}
	err = w.Close()
	return out.Bytes(), err
}

// tourByte flips one byte of a PDF.
func tourByte(ctx context.Context, t *tour) (string, error) {
	_, file, err := t.report("quarter-domain", ".pdf")
	if err != nil {
		return "", err
	}
	place := filepath.Join(t.folder(), filepath.FromSlash(file))
	body, err := os.ReadFile(place)
	if err != nil {
		return "", err
	}
	was := bytes.Clone(body)
	body[len(body)/2] ^= 1
	if err := os.WriteFile(place, body, 0o644); err != nil {
		return "", err
	}
	said, ok, err := t.zhixiao(ctx, "verify", path.Join(workfolder.DefaultOutput, t.period.String()))
	if err != nil {
		return "", err
	}
	if ok || !strings.Contains(said, file) {
		return "", fmt.Errorf("verify 没有指出%s", file)
	}
	made, err := t.must(ctx, "build", t.period.String())
	if err != nil {
		return "", err
	}
	now, err := os.ReadFile(place)
	if err != nil || !bytes.Equal(now, was) {
		return "", errors.Join(err, errors.New("补做的文件与原来的不同"))
	}
	for line := range strings.Lines(made) {
		if strings.HasPrefix(line, "生成") {
			return "指出 " + file + "；" + strings.TrimSpace(line), nil
		}
	}
	return "", errors.New("build 没有说做了几份")
}

// tourAgain makes the districts' reports once more.
func tourAgain(ctx context.Context, t *tour) (string, error) {
	if _, err := t.must(ctx, "build", t.period.String(), "--kind", "quarter-district", "--force", "--out", "again"); err != nil {
		return "", err
	}
	return t.compare(filepath.Join(t.dir, "again", t.period.String()), "quarter-district")
}

// compare proves the files of a folder against the demo's, those of one kind or of
// all.
func (t *tour) compare(folder, kind string) (string, error) {
	m, err := output.ReadManifest(folder)
	if err != nil {
		return "", err
	}
	same := 0
	for _, want := range t.goods.Jobs {
		if kind != "" && want.Kind != kind {
			continue
		}
		got, ok := m.Job(want.ID)
		if !ok {
			return "", fmt.Errorf("缺%s", want.Title)
		}
		sums := map[string]string{}
		for _, f := range got.Files {
			sums[f.Path] = f.SHA256
		}
		for _, f := range want.Files {
			if sums[f.Path] != f.SHA256 {
				return "", fmt.Errorf("%s与原来的不同", f.Path)
			}
			same++
		}
	}
	if checked, err := output.Verify(folder); err != nil || checked < same {
		return "", errors.Join(err, fmt.Errorf("只有%d个文件与清单一致", checked))
	}
	return fmt.Sprintf("%d个文件逐字节相同", same), nil
}

// tourTwice imports one file twice.
func tourTwice(ctx context.Context, t *tour) (string, error) {
	const name = "在线咨询_9月.csv"
	rows := "region,dept,date,due,ontime\n110105,F01,2026-09-28,1,1\n110105,F01,2026-09-29,1,0\n"
	if err := os.WriteFile(filepath.Join(t.dir, name), []byte(rows), 0o644); err != nil {
		return "", err
	}
	args := []string{"import", name, "--on", "2026-10-08"} // the day after the holidays: the file's days are past wherever this runs
	if _, err := t.must(ctx, args...); err != nil {
		return "", err
	}
	said, ok, err := t.zhixiao(ctx, args...)
	switch {
	case err != nil:
		return "", err
	case ok:
		return "", fmt.Errorf("第二次也收了：%s", lastLine(said))
	}
	for line := range strings.Lines(said) {
		if strings.HasPrefix(line, "未导入") {
			return strings.TrimSpace(line) + "：" + lastLine(said), nil
		}
	}
	return lastLine(said), nil
}
