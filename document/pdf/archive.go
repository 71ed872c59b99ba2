package pdf

import (
	"bytes"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"zhixiao/document"
)

// archive makes PDF/A-1b of what maroto wrote: its catalog and its dates are
// replaced, pages are cleaned and compressed, and objects are numbered anew in
// the order they are reached, because maroto's own order changes from run to run.
func (l *Layout) archive(out io.Writer, raw []byte) error {
	b, err := parse(raw)
	if err != nil {
		return err
	}
	if err := l.pagesOf(b); err != nil {
		return err
	}
	resources, ok := b.objects[2]
	if !ok {
		return errRaw
	}
	if err := l.pictures(b); err != nil {
		return err
	}
	if resources.dict, err = withFonts(sortNames(resources.dict), l.fonts(b)); err != nil {
		return err
	}
	info := b.add(l.info(), nil)
	icc := b.add("<</N 3 /Filter /FlateDecode", l.w.profile)
	metadata := b.add("<</Type /Metadata /Subtype /XML", []byte(l.xmp())) // never compressed in PDF/A-1
	catalog := "<</Type /Catalog /Pages 1 0 R /Lang (zh-CN) /Metadata " + ref(metadata) +
		" /ViewerPreferences <</DisplayDocTitle true>>" +
		" /OutputIntents [<</Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB IEC61966-2.1) /Info (sRGB IEC61966-2.1) /DestOutputProfile " + ref(icc) + ">>]"
	if outlines := l.outlines(b); outlines > 0 {
		catalog += " /Outlines " + ref(outlines) + " /PageMode /UseOutlines"
	}
	return b.write(out, b.add(catalog+">>", nil), info)
}

// parse reads the classic file that gofpdf writes: one cross-reference table,
// direct lengths, no object streams.
func parse(raw []byte) (*body, error) {
	at := bytes.LastIndex(raw, []byte("\nxref\n"))
	if at < 0 {
		return nil, errRaw
	}
	entries := xrefEntry.FindAllSubmatch(raw[at:], -1)
	starts := make([]int, len(entries))
	for i, e := range entries {
		starts[i], _ = strconv.Atoi(string(e[1])) // ten digits, by the pattern
	}
	order := slices.Sorted(slices.Values(starts))
	b := &body{objects: map[int]*object{}, last: len(starts)}
	for i, start := range starts {
		end := at + 1
		if j, _ := slices.BinarySearch(order, start+1); j < len(order) {
			end = order[j]
		}
		if start >= end || end > len(raw) {
			return nil, errRaw
		}
		o, err := parseObject(raw[start:end], i+1)
		if err != nil {
			return nil, err
		}
		b.objects[i+1] = o
	}
	return b, nil
}

func parseObject(raw []byte, n int) (*object, error) {
	rest, ok := bytes.CutPrefix(raw, []byte(strconv.Itoa(n)+" 0 obj\n"))
	if !ok {
		return nil, errRaw
	}
	head, data, has := bytes.Cut(rest, []byte("\nstream\n"))
	if !has {
		dict, _, _ := strings.Cut(string(rest), "endobj")
		return &object{dict: strings.TrimSpace(dict)}, nil
	}
	dict := strings.TrimSpace(string(head))
	m := lengthKey.FindStringSubmatch(dict)
	if m == nil {
		return nil, errRaw
	}
	size, err := strconv.Atoi(m[1])
	if err != nil || size > len(data) {
		return nil, errRaw
	}
	dict = strings.TrimSuffix(lengthKey.ReplaceAllString(dict, ""), ">>")
	return &object{dict: dict, stream: data[:size]}, nil
}

// pagesOf cleans the pages and gives landscape pages their own paper.
func (l *Layout) pagesOf(b *body) error {
	if count := "/Count " + strconv.Itoa(len(l.pages)); !strings.Contains(b.objects[1].dict+" ", count+"\n") {
		return errRaw
	}
	for i, p := range l.pages {
		head, content := b.objects[3+2*i], b.objects[4+2*i]
		if head == nil || content == nil || !strings.HasPrefix(head.dict, "<</Type /Page\n") {
			return errRaw
		}
		if p.sheet != document.Upright {
			frame := frameOf(l.w.look.Page, p.sheet)
			paper := fmt.Sprintf(" /MediaBox [0 0 %.2f %.2f]", frame.paperWide, frame.paperHigh)
			head.dict = "<</Type /Page" + paper + head.dict[len("<</Type /Page"):]
		}
		if len(p.links) > 0 {
			head.dict = strings.TrimSuffix(head.dict, ">>") + " /Annots [" + l.annotations(p) + "]>>"
		}
		content.dict += " /Filter /FlateDecode"
		if p.sealed != nil {
			content.stream = p.sealed
		} else {
			content.stream = l.w.dense.deflate(clean(content.stream, l.w.names))
		}
	}
	return nil
}

// annotations are the links of a page. PDF/A wants every one to print (/F 4).
func (l *Layout) annotations(p *page) string {
	var b strings.Builder
	height := l.sheetHeight(p)
	for _, k := range p.links {
		fmt.Fprintf(&b, "<</Type /Annot /Subtype /Link /F 4 /Border [0 0 0] /Rect [%.2f %.2f %.2f %.2f] /Dest %s>>",
			k.x0, height-k.y1, k.x1, height-k.y0, l.destination(k.to))
	}
	return b.String()
}

// destination is the place of an entry, as bookmarks and links name it.
func (l *Layout) destination(e *entry) string {
	return fmt.Sprintf("[%s /XYZ 0 %.2f null]", ref(3+2*e.page), l.sheetHeight(l.pages[e.page])-e.y)
}

func (l *Layout) sheetHeight(p *page) float64 {
	return frameOf(l.w.look.Page, p.sheet).paperHigh
}

// sortNames sorts the names of fonts and pictures in the resource dictionary,
// and drops pictures named twice.
func sortNames(dict string) string {
	lines := strings.Split(dict, "\n")
	for start := 0; start < len(lines); start++ {
		end := start
		for end < len(lines) && (strings.HasPrefix(lines[end], "/F") || strings.HasPrefix(lines[end], "/I")) && strings.HasSuffix(lines[end], " 0 R") {
			end++
		}
		if end > start {
			slices.SortFunc(lines[start:end], func(a, b string) int {
				return strings.Compare(strings.Fields(a)[0], strings.Fields(b)[0])
			})
			kept := slices.CompactFunc(lines[start:end], func(a, b string) bool {
				return strings.Fields(a)[0] == strings.Fields(b)[0]
			})
			lines = append(lines[:start+len(kept)], lines[end:]...)
			start += len(kept)
		}
	}
	return strings.Join(lines, "\n")
}
