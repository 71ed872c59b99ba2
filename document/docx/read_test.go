package docx_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/document/textdump"
)

func read(t testing.TB, data []byte) *docx.Reading {
	t.Helper()
	r, err := docx.Read(context.Background(), "审稿.docx", bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func textOf(t *testing.T, d *document.Document) string {
	t.Helper()
	var b bytes.Buffer
	if err := (textdump.Writer{}).Write(context.Background(), &b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWrittenTreeIsReadBack(t *testing.T) {
	d := kitchenSink()
	d.Body = append(d.Body[:11:11], d.Body[12:]...) // a page break is not read back
	r := read(t, write(t, newWriter(t), d))
	if r.Job != d.Job || r.Origin != d.Origin || len(r.Lost) > 0 || len(r.Changes) > 0 {
		t.Errorf("got job %q, origin %q, lost %v, changes %v", r.Job, r.Origin, r.Lost, r.Changes)
	}
	body, appendix := r.Blocks(docx.Accepted)
	back := *d
	back.Body, back.Appendix = body, appendix
	if diff := cmp.Diff(textOf(t, d), textOf(t, &back)); diff != "" {
		t.Errorf("the text changed on its way (-written +read):\n%s", diff)
	}
	ids := func(d *document.Document) (all []document.ID) {
		d.Blocks(func(b document.Block) { all = append(all, b.BlockID()) })
		return all
	}
	if diff := cmp.Diff(ids(d), ids(&back)); diff != "" {
		t.Errorf("IDs (-written +read):\n%s", diff)
	}
	if diff := cmp.Diff(d.Body[5], body[5]); diff != "" && !strings.Contains(diff, "Width") {
		t.Errorf("table (-written +read):\n%s", diff)
	}
}

// foreign packs a body into a minimal Word file.
func foreign(body string, more map[string]string) []byte { return packed(body, more, zip.Deflate) }

// foreignStored is foreign without compression.
func foreignStored(body string) []byte { return packed(body, nil, zip.Store) }

func packed(body string, more map[string]string, method uint16) []byte {
	parts := map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels":         `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml":   `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>` + body + `</w:body></w:document>`,
	}
	for name, text := range more {
		parts[name] = text
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range parts {
		w, _ := z.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		_, _ = io.WriteString(w, text)
	}
	_ = z.Close()
	return b.Bytes()
}

func TestTrackedChangesByBothViews(t *testing.T) {
	p := func(inside string) string { return `<w:p>` + inside + `</w:p>` }
	r := func(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }
	ins := func(inside string) string {
		return `<w:ins w:id="1" w:author="甲" w:date="2026-10-08T09:00:00Z">` + inside + `</w:ins>`
	}
	del := func(text string) string {
		return `<w:del w:id="2" w:author="乙"><w:r><w:delText xml:space="preserve">` + text + `</w:delText></w:r></w:del>`
	}
	gone := func(tag string) string {
		return `<w:pPr><w:rPr><w:` + tag + ` w:id="3" w:author="甲"/></w:rPr></w:pPr>`
	}
	cell := func(text string) string { return `<w:tc>` + p(r(text)) + `</w:tc>` }
	for _, tt := range []struct{ name, body, accepted, original string }{
		{"insertion and deletion", p(r("办结率") + del("99") + ins(r("98")) + r("%")), "办结率98%", "办结率99%"},
		{"deleted mark joins", p(gone("del")+r("甲，")) + p(r("乙。")), "甲，乙。", "甲，|乙。"},
		{"inserted mark splits", p(gone("ins")+r("甲，")) + p(r("乙。")), "甲，|乙。", "甲，乙。"},
		{"deleted paragraph", p(r("甲")) + p(gone("del")+del("乙")) + p(r("丙")), "甲|丙", "甲|乙|丙"},
		{"move", p(`<w:moveFrom w:id="1" w:author="甲">`+r("甲")+`</w:moveFrom>`+r("乙")) + p(r("丙")+`<w:moveTo w:id="2" w:author="甲">`+r("甲")+`</w:moveTo>`), "乙|丙甲", "甲乙|丙"},
		{"insertion taken back", p(r("甲") + ins(`<w:del w:id="5" w:author="乙"><w:r><w:delText>乙</w:delText></w:r></w:del>`)), "甲", "甲"},
		{"rows", `<w:tbl><w:tblGrid><w:gridCol w:w="100"/></w:tblGrid><w:tr>` + cell("一") + `</w:tr><w:tr><w:trPr><w:ins w:id="1" w:author="甲"/></w:trPr>` + cell("二") + `</w:tr><w:tr><w:trPr><w:del w:id="1" w:author="甲"/></w:trPr>` + cell("三") + `</w:tr></w:tbl>`, "一|二", "一|三"},
		{"field result only", p(`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + r("7") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>` + r("页")), "7页", "7页"},
		{"content control, link, choice", p(`<w:sdt><w:sdtContent>`+r("甲")+`</w:sdtContent></w:sdt><w:hyperlink>`+r("乙")+`</w:hyperlink><mc:AlternateContent><mc:Choice Requires="x">`+r("丙")+`</mc:Choice><mc:Fallback>`+r("丁")+`</mc:Fallback></mc:AlternateContent>`) + `<w:sdt><w:sdtContent>` + p(r("戊")) + `</w:sdtContent></w:sdt>`, "甲乙丙|戊", "甲乙丙|戊"},
		{"text box follows", p(r("甲") + `<w:r><w:pict><w:txbxContent>` + p(r("框")) + `</w:txbxContent></w:pict></w:r>` + r("乙")), "甲乙|框", "甲乙|框"},
		{"nested table keeps text", `<w:tbl><w:tr><w:tc>` + p(r("外")) + `<w:tbl><w:tr>` + cell("内") + `</w:tr></w:tbl>` + p("") + `</w:tc></w:tr></w:tbl>`, "外 内", "外 内"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := read(t, foreign(tt.body, nil))
			for v, want := range map[docx.View]string{docx.Accepted: tt.accepted, docx.Original: tt.original} {
				var b strings.Builder
				if err := got.WriteText(&b, v); err != nil {
					t.Fatal(err)
				}
				if text := strings.ReplaceAll(strings.TrimSuffix(b.String(), "\n"), "\n", "|"); text != want {
					t.Errorf("view %d: got %q, want %q", v, text, want)
				}
			}
		})
	}
}

func TestCommentsNameTheirGround(t *testing.T) {
	const space = ` xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	r := read(t, foreign(`<w:p><w:r><w:t>办结率</w:t></w:r><w:commentRangeStart w:id="7"/><w:r><w:t>99.52%</w:t></w:r><w:commentRangeEnd w:id="7"/></w:p>`, map[string]string{
		"word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="c" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" Target="comments.xml"/></Relationships>`,
		"word/comments.xml":            `<w:comments` + space + `><w:comment w:id="7" w:author="审核人" w:date="2026-10-09T10:00:00Z"><w:p><w:r><w:t>请核对</w:t></w:r></w:p></w:comment></w:comments>`,
	}))
	want := []docx.Comment{{ID: "7", Author: "审核人", Date: "2026-10-09T10:00:00Z", Text: "请核对", On: "99.52%"}}
	if diff := cmp.Diff(want, r.Comments); diff != "" {
		t.Error(diff)
	}
}

func TestReviewersEditsKeepTheirMarks(t *testing.T) {
	data := write(t, newWriter(t), kitchenSink())
	edited := rewrite(t, data, "word/document.xml", func(s string) string {
		s = strings.Replace(s, "张女士反映", "李女士</w:t></w:r><w:r><w:rPr><w:color w:val=\"FF0000\"/></w:rPr><w:t>反映", 1)
		end := strings.Index(s, "李女士")
		end += strings.Index(s[end:], "</w:p>") + len("</w:p>")
		return s[:end] + `<w:p><w:r><w:t>审稿人新加的一段。</w:t></w:r></w:p>` + s[end:]
	})
	body, _ := read(t, edited).Blocks(docx.Accepted)
	texts := map[document.ID]string{}
	for _, b := range body {
		if p, ok := b.(document.Para); ok {
			texts[p.ID] = document.PlainText(p.Inlines, nil)
		}
	}
	if texts["case"] != "李女士反映，窗口要求重复提交材料。" || texts["case.added.1"] != "审稿人新加的一段。" {
		t.Errorf("got %q", texts)
	}
}

func TestHostileFilesAreRefused(t *testing.T) {
	deep := strings.Repeat("<w:sdt><w:sdtContent>", 20000) + strings.Repeat("</w:sdtContent></w:sdt>", 20000)
	var twice bytes.Buffer
	z := zip.NewWriter(&twice)
	for _, name := range []string{"word/document.xml", "Word/Document.xml"} {
		_, _ = z.Create(name)
	}
	_ = z.Close()
	good := foreign(`<w:p/>`, nil)
	for _, tt := range []struct {
		name string
		data []byte
		want string
	}{
		{"empty", nil, "不是Word文件"},
		{"cut", good[:len(good)/2], "不是Word文件"},
		{"old Word", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more"), "加了密码"},
		{"no main part", foreign("", map[string]string{"_rels/.rels": `<Relationships/>`, "word/document.xml": `<a/>`}), "不是Word的正文"},
		{"deep", foreign(deep, nil), "嵌套超过256层"},
		{"bomb", foreign(strings.Repeat(" ", 30<<20), nil), "压缩炸弹"},
		{"doubled part", twice.Bytes(), "部件重复"},
		{"outside path", foreign("", map[string]string{"../../evil.xml": "x"}), "部件路径越界"},
		{"macros", foreign("", map[string]string{"word/vbaProject.bin": "x"}), "文件带宏"},
		{"DTD", foreign("", map[string]string{"word/document.xml": `<!DOCTYPE d [<!ENTITY a "b">]><w:document/>`}), "DTD"},
		{"entity", foreign("<w:p>&a;</w:p>", nil), "不是完整的XML"},
		{"too many elements", foreign(strings.Repeat(`<w:p a="`+fmt.Sprint(1)+`"/>`, 1_000_100), nil), "审稿.docx"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := docx.Read(context.Background(), "审稿.docx", bytes.NewReader(tt.data), int64(len(tt.data)))
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.Contains(err.Error(), "审稿.docx") {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func TestReadLooksAtItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	data := foreign(strings.Repeat(`<w:p/>`, 9000), nil)
	if _, err := docx.Read(ctx, "x.docx", bytes.NewReader(data), int64(len(data))); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

// FuzzRead feeds foreign main parts and whole packages: no panic, and every
// error names the file.
func FuzzRead(f *testing.F) {
	f.Add([]byte(`<w:p><w:r><w:t>甲</w:t></w:r></w:p>`), false)
	f.Add([]byte(`<w:tbl><w:tr><w:tc><w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:p></w:tc></w:tr></w:tbl>`), false)
	f.Add([]byte(`<w:p><w:r><w:fldChar w:fldCharType="end"/><w:sym w:char="F0"/><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r></w:p>`), false)
	f.Add(foreign(`<w:p/>`, nil), true)
	f.Fuzz(func(t *testing.T, data []byte, whole bool) {
		if !whole {
			data = foreign(string(data), nil)
		}
		r, err := docx.Read(context.Background(), "f.docx", bytes.NewReader(data), int64(len(data)))
		if err != nil {
			if !strings.Contains(err.Error(), "f.docx") {
				t.Errorf("an error without file: %v", err)
			}
			return
		}
		for _, v := range []docx.View{docx.Accepted, docx.Original} {
			r.Blocks(v)
			_ = r.WriteText(io.Discard, v)
		}
	})
}
