package pdf

import (
	"bufio"
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"unicode/utf16"
)

// object is one object of a PDF file: its dictionary and its stream, if any.
type object struct {
	dict   string
	stream []byte
}

// body is the objects of a file by number.
type body struct {
	objects map[int]*object
	last    int
}

func (b *body) add(dict string, stream []byte) int {
	b.last++
	b.objects[b.last] = &object{dict: dict, stream: stream}
	return b.last
}

var errRaw = errors.New("PDF：maroto的输出不是预期的样子，请核对库的版本")

func ref(n int) string { return strconv.Itoa(n) + " 0 R" }

var (
	xrefEntry = regexp.MustCompile(`(\d{10}) 00000 n `)
	lengthKey = regexp.MustCompile(`\s*/Length (\d+)`)
	reference = regexp.MustCompile(`(\d+) 0 R`)
)

// packer compresses streams at one level; its writers, a megabyte each, serve
// again. It is safe for concurrent use.
type packer struct {
	level   int
	writers sync.Pool // of *zlib.Writer
}

func (p *packer) deflate(data []byte) []byte {
	b := bytes.NewBuffer(make([]byte, 0, len(data)/2+64))
	z, ok := p.writers.Get().(*zlib.Writer)
	if ok {
		z.Reset(b)
	} else {
		z, _ = zlib.NewWriterLevel(b, p.level) // fails for levels that are none
	}
	_, _ = z.Write(data) // a bytes.Buffer does not fail
	_ = z.Close()
	p.writers.Put(z)
	return b.Bytes()
}

// write numbers the objects reached from root and info and writes the file. The
// file's identifier is made from its content.
func (b *body) write(to io.Writer, root, info int) error {
	number := map[int]int{}
	var order []int
	reach := func(n int) {
		if _, ok := number[n]; !ok {
			order = append(order, n)
			number[n] = len(order)
		}
	}
	reach(root)
	reach(info)
	for i := 0; i < len(order); i++ {
		o := b.objects[order[i]]
		if o == nil {
			return errRaw
		}
		for _, m := range reference.FindAllStringSubmatch(o.dict, -1) {
			n, _ := strconv.Atoi(m[1]) // digits, by the pattern
			reach(n)
		}
	}
	out := &hashed{out: bufio.NewWriterSize(to, 64<<10), sum: sha256.New()}
	out.WriteString("%PDF-1.4\n%\xE2\xE3\xCF\xD3\n")
	offsets := make([]int, len(order))
	for i, n := range order {
		offsets[i] = out.n
		b.objects[n].write(out, i+1, number)
	}
	xref := out.n
	id := out.sum.Sum(nil)
	fmt.Fprintf(out, "xref\n0 %d\n0000000000 65535 f \n", len(order)+1)
	for _, at := range offsets {
		fmt.Fprintf(out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(out, "trailer\n<</Size %d /Root %s /Info %s /ID [<%X> <%X>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(order)+1, ref(number[root]), ref(number[info]), id[:16], id[:16], xref)
	return out.out.Flush()
}

// hashed is a file being written. The buffer keeps the first error for Flush.
type hashed struct {
	out *bufio.Writer
	sum hash.Hash
	n   int // bytes so far
}

func (h *hashed) Write(p []byte) (int, error) {
	h.n += len(p)
	_, _ = h.sum.Write(p) // a hash does not fail
	return h.out.Write(p)
}

func (h *hashed) WriteString(s string) { _, _ = h.Write([]byte(s)) }

func (o *object) write(out *hashed, n int, number map[int]int) {
	dict := reference.ReplaceAllStringFunc(o.dict, func(r string) string {
		old, _ := strconv.Atoi(strings.TrimSuffix(r, " 0 R"))
		return ref(number[old])
	})
	fmt.Fprintf(out, "%d 0 obj\n%s", n, dict)
	if o.stream != nil {
		fmt.Fprintf(out, " /Length %d>>\nstream\n", len(o.stream))
		_, _ = out.Write(o.stream)
		out.WriteString("\nendstream")
	}
	out.WriteString("\nendobj\n")
}

// hexText is s as a PDF text string, in hex so that no byte needs escaping.
func hexText(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	b.WriteString(">")
	return b.String()
}
