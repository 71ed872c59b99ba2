package tab

import (
	"fmt"
	"strings"

	"zhixiao/document"
)

// workspace is MAP.WOR: it opens the tables and stacks texts over frame over
// regions.
func workspace(m *document.Map, tables []*table) string {
	var b strings.Builder
	b.WriteString("!Workspace\n!Version 300\n!Charset " + charset + "\n")
	var stack []string
	for _, t := range tables {
		fmt.Fprintf(&b, "Open Table \"%s\" As %s Interactive\n", t.name, t.name)
	}
	for _, name := range []string{labelTable, frameTable, regionTable} {
		for _, t := range tables {
			if t.name == name {
				stack = append(stack, name)
			}
		}
	}
	b.WriteString("Map From " + strings.Join(stack, ",") + "\n")
	b.WriteString("  Position (0.1,0.1) Units \"in\"\n  Width 8 Units \"in\" Height 8 Units \"in\"\n")
	title := strings.NewReplacer("\"", "\"\"", "\n", " ").Replace(m.Title)
	fmt.Fprintf(&b, "Set Window FrontWindow() Title \"%s\"\n", title)
	return strings.ReplaceAll(b.String(), "\n", "\r\n")
}

// explain is 说明.txt: what an archivist needs to know without opening a table.
func explain(m *document.Map, tables []*table, lost string) string {
	var b strings.Builder
	line := func(name, value string) {
		if value == "" {
			value = "未提供"
		}
		b.WriteString(name + "：" + value + "\n")
	}
	line("图名", m.Title)
	line("监测日期", m.Date)
	line("数据来源", m.Source)
	line("坐标系", crsName(m.CRS))
	if m.Approval == "" {
		line("审图号", wordings.Of("no approval"))
	} else {
		line("审图号", m.Approval)
	}
	if m.Notice != "" {
		line("注意", m.Notice)
	}
	if m.Unit != "" {
		line("指标值单位", m.Unit)
	}
	fmt.Fprintf(&b, wordings.Of("how to open")+"\n", charset)
	for _, t := range tables {
		fmt.Fprintf(&b, "\n表%s：%s，共%d行\n", t.name, purpose(t.name), len(t.rows))
		for _, f := range t.fields {
			b.WriteString("　　" + f.name + "　" + f.typeName() + "\n")
		}
	}
	b.WriteString("\n分级图例：\n")
	for _, c := range m.Classes {
		fmt.Fprintf(&b, "　　%s（%d个单位）\n", c.Label, c.Count)
	}
	b.WriteString("\n" + wordings.Of("empty numbers") + "\n")
	if lost != "" {
		fmt.Fprintf(&b, wordings.Of("characters lost")+"\n", lost)
	}
	return b.String()
}

func purpose(table string) string {
	switch table {
	case regionTable:
		return wordings.Of("regions")
	case labelTable:
		return "注记"
	}
	return "图廓、图例等"
}

func (f field) typeName() string {
	switch f.kind {
	case decimalField:
		return fmt.Sprintf("小数（%d,%d）", f.width, f.decimals)
	case dateField:
		return "日期"
	}
	return fmt.Sprintf("字符（%d字节）", f.width)
}

func crsName(c document.CRS) string {
	switch c {
	case document.LonLat:
		return "CGCS2000经纬度（度）"
	case document.GaussKruger:
		return wordings.Of("Gauss-Krüger")
	}
	return wordings.Of("on paper")
}

// The base names of the tables in the ZIP, ASCII so that every version of
// MapInfo opens them.
const (
	regionTable = "REGIONS"
	labelTable  = "LABELS"
	frameTable  = "FRAME"
)
