package main

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// hostileFile is a Word file from outside that wants to do harm. refused says
// what the message must hold; a file without it must be read.
type hostileFile struct {
	name    string
	data    []byte
	refused string
}

// wordPackage is a minimal Word file; more parts replace or join its own.
func wordPackage(method uint16, body string, more map[string]string) []byte {
	const office = "http://schemas.openxmlformats.org/"
	parts := map[string]string{
		"[Content_Types].xml": `<Types xmlns="` + office + `package/2006/content-types"/>`,
		"_rels/.rels":         `<Relationships xmlns="` + office + `package/2006/relationships"><Relationship Id="a" Type="` + office + `officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml":   `<w:document xmlns:w="` + office + `wordprocessingml/2006/main" xmlns:r="` + office + `officeDocument/2006/relationships"><w:body>` + body + `</w:body></w:document>`,
	}
	for name, text := range more {
		parts[name] = text
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err != nil {
			panic(err) // a buffer takes everything
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func hostileFiles(server string) []hostileFile {
	run := `<w:r><w:t>甲</w:t></w:r>`
	packed := func(body string, more map[string]string) []byte { return wordPackage(zip.Deflate, body, more) }
	stored := func(body string) []byte { return wordPackage(zip.Store, body, nil) }
	outside := map[string]string{"word/_rels/document.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="t" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://` + server + `/t.dotm" TargetMode="External"/><Relationship Id="i" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="http://` + server + `/i.png" TargetMode="External"/></Relationships>`}
	whole := packed(`<w:p>`+run+`</w:p>`, nil)
	return []hostileFile{
		{"压缩炸弹-倍率", packed(strings.Repeat(" ", 200<<20), nil), "压缩炸弹"},
		{"路径越界", packed("", map[string]string{"../../../evil.xml": "x"}), "越界"},
		{"实体扩展", packed("", map[string]string{"word/document.xml": `<!DOCTYPE d [<!ENTITY a "bbbbbbbbbb"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><w:document>&b;</w:document>`}), "DTD"},
		{"嵌套四万层", packed(strings.Repeat("<w:sdt><w:sdtContent>", 20_000)+strings.Repeat("</w:sdtContent></w:sdt>", 20_000), nil), "嵌套"},
		{"宏", packed("", map[string]string{"word/vbaProject.bin": "x"}), "宏"},
		{"截断", whole[:len(whole)/2], "不是Word文件"},
		{"类型不符", []byte("%PDF-1.4 not a Word file"), "不是Word文件"},
		{"外部关系", packed(`<w:p>`+run+`<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:link="i"/></w:drawing></w:r></w:p>`, outside), ""},
		{"一段三十万处文字", stored(`<w:p>` + strings.Repeat(run, 300_000) + `</w:p>`), ""},
		{"十万行合并表格", stored(`<w:tbl>` + strings.Repeat(`<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p>`+run+`</w:p></w:tc></w:tr>`, 100_000) + `</w:tbl>`), ""},
		{"十万列的一行", stored(`<w:tbl>` + strings.Repeat(`<w:tr>`+strings.Repeat(`<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr></w:tc>`, 100_000)+`</w:tr>`, 2) + `</w:tbl>`), ""},
		{"十万段合并", stored(strings.Repeat(`<w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>`+run+`</w:p>`, 100_000)), ""},
		{"元素超限", packed(strings.Repeat(`<w:p a="1"/>`, 4_000_000), nil), "审稿"},
	}
}

// TestHostileFilesAreCheap gives the program each file in a process of its own:
// it must end by itself with a message or the text, in bounded memory, without
// touching network or disk. Times are told, not judged.
func TestHostileFilesAreCheap(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: the memory of many runs is watched")
	}
	dir := t.TempDir()
	program := filepath.Join(dir, "zhixiao")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	called := make(chan struct{}, 1)
	go func() {
		if conn, err := listener.Accept(); err == nil {
			conn.Close()
			called <- struct{}{}
		}
	}()
	desk := filepath.Join(dir, "desk")
	if err := os.Mkdir(desk, 0o755); err != nil {
		t.Fatal(err)
	}
	for _, h := range hostileFiles(listener.Addr().String()) {
		t.Run(h.name, func(t *testing.T) { readHostile(t, program, desk, h) })
	}
	select {
	case <-called:
		t.Error("an external relationship was fetched")
	default:
	}
}

func readHostile(t *testing.T, program, desk string, h hostileFile) {
	const limit = 512 // MiB, of the issue of hostile files
	file := filepath.Join(desk, "审稿.docx")
	if err := os.WriteFile(file, h.data, 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, "review", "text", file)
	cmd.Dir = desk
	var errs bytes.Buffer
	cmd.Stderr = &errs
	started := time.Now()
	peak, err := runForPeak(cmd)
	t.Logf("%.2f s, %d MiB, %d bytes: %s", time.Since(started).Seconds(), peak, len(h.data), strings.TrimSpace(errs.String()))
	switch {
	case ctx.Err() != nil:
		t.Error("did not end")
	case h.refused == "" && err != nil:
		t.Errorf("a harmless file is refused: %v %s", err, errs.String())
	case h.refused != "" && (err == nil || !strings.Contains(errs.String(), h.refused) || !strings.Contains(errs.String(), "审稿.docx")):
		t.Errorf("want a message with %q and the file's name, got %v %s", h.refused, err, errs.String())
	case strings.Contains(errs.String(), "panic"):
		t.Errorf("panic: %s", errs.String())
	}
	if peak > limit {
		t.Errorf("%d MiB of memory, at most %d", peak, limit)
	}
	left, err := os.ReadDir(desk)
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %v %v", left, err)
	}
}
