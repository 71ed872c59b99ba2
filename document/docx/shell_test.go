package docx_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"zhixiao/document/docx"
)

// rewrite makes a shell whose part is changed by edit; an edit to nothing drops
// the part.
func rewrite(t *testing.T, shell []byte, name string, edit func(string) string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(shell), int64(len(shell)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		r, _ := f.Open()
		data, _ := io.ReadAll(r)
		text := string(data)
		if f.Name == name {
			if text = edit(text); text == string(data) {
				t.Fatalf("the edit of %s changed nothing", name)
			}
		}
		if text == "" {
			continue
		}
		p, _ := w.Create(f.Name)
		_, _ = io.WriteString(p, text)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func replace(old, new string) func(string) string {
	return func(s string) string { return strings.ReplaceAll(s, old, new) }
}

func TestShellFaultsAreNamed(t *testing.T) {
	const main, sheet = "word/document.xml", "word/styles.xml"
	for _, tt := range []struct {
		name, part string
		edit       func(string) string
		want       []string
	}{
		{"unknown placeholder", main, replace("{{版本}}", "{{版本号}}"), []string{"report.docx word/document.xml 第8段: 占位符{{版本号}}无法识别", "可用的占位符"}},
		{"unknown in footer", "word/footer1.xml", replace("{{页脚标识}}", "{{页码}}"), []string{"word/footer1.xml 第1段: 占位符{{页码}}无法识别"}},
		{"unclosed", main, replace("{{版本}}", "{{版本"), []string{"第8段: 占位符不完整：{{版本"}},
		{"no body", main, replace("{{正文}}", ""), []string{"缺少占位符{{正文}}"}},
		{"body twice", main, replace("{{版本}}", "{{正文}}"), []string{"占位符{{正文}}出现了两次"}},
		{"body not alone", main, replace("{{正文}}", "以下是{{正文}}"), []string{"应当独占一段"}},
		{"in a field code", "word/footer1.xml", replace(" PAGE ", " DOCPROPERTY {{单位}} "), []string{"域代码里有占位符"}},
		{"tracked change", main, func(s string) string {
			return strings.Replace(s, "<w:r>", `<w:ins w:id="1" w:author="甲"><w:r><w:t>乙</w:t></w:r></w:ins><w:r>`, 1)
		}, []string{"底稿里有未处理的修订"}},
		{"missing styles, all at once", sheet, func(s string) string {
			return strings.ReplaceAll(strings.ReplaceAll(s, `w:val="表题"`, `w:val="表题2"`), `w:val="heading 2"`, `w:val="x"`)
		}, []string{"缺少样式“表题”", "缺少样式“heading 2”"}},
		{"no styles part", sheet, replaceAll(""), []string{"缺少部件word/styles.xml"}},
		{"broken XML", main, replace("</w:body>", ""), []string{"word/document.xml", "不是完整的XML"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := docx.New("report.docx", rewrite(t, houseShell(t), tt.part, tt.edit), nil, docx.Options{})
			for _, want := range tt.want {
				if err == nil || !strings.Contains(err.Error(), want) {
					t.Errorf("got %v, want %q in it", err, want)
				}
			}
		})
	}
	for name, data := range map[string][]byte{"empty": nil, "text": []byte("报告"), "cut": houseShell(t)[:3000]} {
		if _, err := docx.New("x.docx", data, nil, docx.Options{}); err == nil || !strings.Contains(err.Error(), "x.docx: 不是Word文件") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func replaceAll(with string) func(string) string { return func(string) string { return with } }

func TestSplitPlaceholdersAreJoined(t *testing.T) {
	split := func(pieces ...string) func(string) string {
		return replace("{{报告标题}}", strings.Join(pieces, `</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>`))
	}
	for name, edit := range map[string]func(string) string{
		"by name":      split("{{报告", "标题}}"),
		"in braces":    split("{", "{报告标题}", "}"),
		"every rune":   split("{", "{", "报", "告", "标", "题", "}", "}"),
		"tail remains": split("{{报告", "标题}}（试行）"),
		"two in a row": split("{{单位}}{{报", "告标题}}"),
	} {
		w, err := docx.New("report.docx", rewrite(t, houseShell(t), "word/document.xml", edit), oneColour{}, docx.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		text := part(t, write(t, w, kitchenSink()), "word/document.xml")
		if !strings.Contains(text, "朝阳区政务服务质效监测评价报告") || strings.Contains(text, "{{") {
			t.Errorf("%s: the placeholder was not filled", name)
		}
		if name == "tail remains" && !strings.Contains(text, "（试行）") {
			t.Error("text after the placeholder was lost")
		}
	}
}
