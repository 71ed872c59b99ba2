package docx

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/beevik/etree"

	"zhixiao"
)

// repack is a package with parts changed, dropped and added; all others are
// copied as they are, packed as they were. change is given the bytes of every
// part that it is not nil for. The package has been read before, so its size and
// depth are known to be bounded.
type repack struct {
	name   string
	change func(part string) func([]byte) ([]byte, error)
	drop   func(part string) bool
	add    []part
}

func (r repack) of(data []byte) ([]byte, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, r.problem("", err)
	}
	out := bytes.NewBuffer(make([]byte, 0, len(data)+4096))
	w := zip.NewWriter(out)
	for _, f := range z.File {
		if r.drop != nil && r.drop(f.Name) {
			continue
		}
		if err := r.part(w, f); err != nil {
			return nil, r.problem(f.Name, err)
		}
	}
	for _, p := range r.add {
		if err := put(w, p); err != nil {
			return nil, r.problem(p.name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, r.problem("", err)
	}
	return out.Bytes(), nil
}

func (r repack) part(w *zip.Writer, f *zip.File) error {
	var change func([]byte) ([]byte, error)
	if r.change != nil {
		change = r.change(f.Name)
	}
	if change == nil {
		return w.Copy(f)
	}
	in, err := f.Open()
	if err != nil {
		return err
	}
	data, err := io.ReadAll(io.LimitReader(in, maxPart))
	if err = errors.Join(err, in.Close()); err != nil {
		return err
	}
	if data, err = change(data); err != nil {
		return err
	}
	return put(w, part{name: f.Name, data: data})
}

// put packs a part without a clock.
func put(w *zip.Writer, p part) error {
	to, err := w.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
	if err == nil {
		_, err = to.Write(p.data)
	}
	return err
}

func (r repack) problem(part string, err error) error {
	return &zhixiao.Problem{At: zhixiao.Place{File: r.name, Part: part}, Err: fmt.Errorf("Word文件改写不成：%w", err), Way: "用Word打开并另存为.docx后再试"}
}

// edited is a change of a part by its elements.
func edited(edit func(root *etree.Element) error) func([]byte) ([]byte, error) {
	return func(data []byte) ([]byte, error) {
		doc := etree.NewDocument()
		if err := doc.ReadFromBytes(data); err != nil || doc.Root() == nil {
			return nil, fmt.Errorf("部件不是完整的XML：%w", err)
		}
		if err := edit(doc.Root()); err != nil {
			return nil, err
		}
		return doc.WriteToBytes()
	}
}

// Retitle is the file with the words of one paragraph before its first heading
// changed, such as the version on the cover; where no paragraph reads so, the
// words are changed in the small print at the foot of the pages. That they stand
// nowhere is an error.
func Retitle(name string, data []byte, was, is string) ([]byte, error) {
	if _, err := escape(is); err != nil {
		return nil, err
	}
	found := 0
	in := func(path string, reads func(text string) bool) func([]byte) ([]byte, error) {
		return edited(func(root *etree.Element) error {
			paragraphs := root.FindElements(path)
			at := slices.IndexFunc(paragraphs, func(p *etree.Element) bool { return reads(paragraphText(p)) })
			if at < 0 {
				return nil
			}
			found++
			say(paragraphs[at], strings.Replace(paragraphText(paragraphs[at]), was, is, 1))
			return nil
		})
	}
	whole := in("./w:body//w:p", func(text string) bool { return text == was })
	foot := in(".//w:p", func(text string) bool { return was != "" && strings.HasPrefix(text, was) })
	out, err := repack{name: name, change: func(part string) func([]byte) ([]byte, error) {
		switch {
		case part == mainPart:
			return whole
		case footerPart.MatchString(part):
			return foot
		}
		return nil
	}}.of(data)
	if err == nil && found == 0 {
		err = repack{name: name}.problem(mainPart, fmt.Errorf("封面上和页脚里都找不到“%s”", was))
	}
	return out, err
}

// say puts words in the place of a paragraph's text.
func say(p *etree.Element, words string) {
	for i, t := range ownTexts(p, nil) {
		if i > 0 {
			words = ""
		}
		setText(t, words)
	}
}
