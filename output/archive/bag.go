package archive

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/output"
)

// Bag writes a BagIt bag (RFC 8493): payload below data/, manifests by SHA-256
// and SHA-512 over it, and over the tag files. It is made beside its place and
// appears whole with Close, or not at all. Payload is streamed: nothing is held
// in memory.
type Bag struct {
	target, stage string
	payload, tags []bagFile
	octets        int64
}

// bagFile is a file of a bag with its sums in hex.
type bagFile struct {
	path           string // slash-separated, from the bag's root
	size           int64
	sha256, sha512 string
}

// Info is one line of bag-info.txt.
type Info struct{ Name, Value string }

const (
	bagDeclaration = "bagit.txt"
	bagInfo        = "bag-info.txt"
	payloadDir     = "data/"
)

// NewBag starts a bag that will stand at target, which must not exist yet.
func NewBag(target string) (*Bag, error) {
	if _, err := os.Lstat(target); err == nil {
		return nil, &zhixiao.Problem{At: zhixiao.Place{File: target}, Err: errors.New("归档目录已存在，不会覆盖"), Way: "换一个 --to，或先移走它"}
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return nil, output.DiskError(target, err)
	}
	// What a killed run left of the same bag is in the way.
	stage := filepath.Join(filepath.Dir(target), output.StagePrefix+"bag-"+filepath.Base(target))
	if err := errors.Join(os.RemoveAll(stage), os.Mkdir(stage, 0o755)); err != nil {
		return nil, output.DiskError(target, err)
	}
	return &Bag{target: target, stage: stage}, nil
}

// Put stores what write writes as payload under path, below data/.
func (b *Bag) Put(ctx context.Context, path string, write func(io.Writer) error) error {
	if err := errors.Join(ctx.Err(), output.CheckPath(path)); err != nil {
		return err
	}
	f, err := b.file(payloadDir+path, write)
	if err == nil {
		b.payload, b.octets = append(b.payload, f), b.octets+f.size
	}
	return err
}

// file writes one file of the bag, summing as it goes.
func (b *Bag) file(path string, write func(io.Writer) error) (bagFile, error) {
	target := filepath.Join(b.stage, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return bagFile{}, output.DiskError(path, err)
	}
	to, err := os.OpenFile(target, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644)
	if err != nil {
		return bagFile{}, output.DiskError(path, err)
	}
	sums := newSums()
	err = write(io.MultiWriter(to, sums))
	if err == nil {
		err = to.Sync()
	}
	if err = errors.Join(err, to.Close()); err != nil {
		return bagFile{}, output.DiskError(path, err)
	}
	return sums.file(path), nil
}

// Files lists the payload so far with its SHA-256, by path below data/.
func (b *Bag) Files() []output.File {
	all := make([]output.File, len(b.payload))
	for i, f := range b.payload {
		all[i] = fileOf(f)
	}
	return all
}

func fileOf(f bagFile) output.File {
	return output.File{Path: strings.TrimPrefix(f.path, payloadDir), Size: f.size, SHA256: f.sha256}
}

// Last is the payload file put last, its path below data/.
func (b *Bag) Last() output.File {
	if len(b.payload) == 0 {
		return output.File{}
	}
	return fileOf(b.payload[len(b.payload)-1])
}

// Close writes the tag files and puts the bag in its place. Payload-Oxum is
// added to info.
func (b *Bag) Close(info []Info) error {
	slices.SortFunc(b.payload, func(x, y bagFile) int { return strings.Compare(x.path, y.path) })
	info = append(info, Info{"Payload-Oxum", fmt.Sprintf("%d.%d", b.octets, len(b.payload))})
	var lines strings.Builder
	for _, i := range info {
		// A folded line would be legal; one line a value reads better.
		fmt.Fprintf(&lines, "%s: %s\n", i.Name, strings.Join(strings.Fields(i.Value), " "))
	}
	for _, tag := range []struct{ path, text string }{
		{bagDeclaration, "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"},
		{bagInfo, lines.String()},
		{"manifest-sha256.txt", manifestOf(b.payload, false)},
		{"manifest-sha512.txt", manifestOf(b.payload, true)},
	} {
		f, err := b.file(tag.path, func(w io.Writer) error { _, err := io.WriteString(w, tag.text); return err })
		if err != nil {
			return err
		}
		b.tags = append(b.tags, f)
	}
	for _, tag := range []struct {
		path string
		long bool
	}{{"tagmanifest-sha256.txt", false}, {"tagmanifest-sha512.txt", true}} {
		text := manifestOf(b.tags, tag.long)
		if _, err := b.file(tag.path, func(w io.Writer) error { _, err := io.WriteString(w, text); return err }); err != nil {
			return err
		}
	}
	if err := os.Rename(b.stage, b.target); err != nil {
		return output.DiskError(b.target, err)
	}
	return nil
}

// Abort removes what was written; after Close it does nothing.
func (b *Bag) Abort() { _ = os.RemoveAll(b.stage) }

func manifestOf(files []bagFile, long bool) string {
	var s strings.Builder
	for _, f := range files {
		sum := f.sha256
		if long {
			sum = f.sha512
		}
		s.WriteString(sum + "  " + encodePath(f.path) + "\n")
	}
	return s.String()
}

// encodePath writes what would end a line, and the sign itself, by number
// (RFC 8493 §2.1.3).
func encodePath(path string) string {
	return strings.NewReplacer("%", "%25", "\n", "%0A", "\r", "%0D").Replace(path)
}

// sums takes both sums of what is written to it.
type sums struct {
	short, long hash.Hash
	size        int64
}

func newSums() *sums { return &sums{short: sha256.New(), long: sha512.New()} }

func (s *sums) Write(p []byte) (int, error) {
	s.short.Write(p) // a hash never fails
	s.long.Write(p)
	s.size += int64(len(p))
	return len(p), nil
}

func (s *sums) file(path string) bagFile {
	return bagFile{path: path, size: s.size, sha256: hex.EncodeToString(s.short.Sum(nil)), sha512: hex.EncodeToString(s.long.Sum(nil))}
}

// copyFile streams a file of the disk.
func copyFile(path string, w io.Writer) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }() // only read from
	_, err = io.Copy(w, f)
	return err
}

// PutFile streams a file of the disk into the payload.
func (b *Bag) PutFile(ctx context.Context, path, from string) error {
	return b.Put(ctx, path, func(w io.Writer) error { return copyFile(from, w) })
}

// PutBytes stores bytes as payload.
func (b *Bag) PutBytes(ctx context.Context, path string, data []byte) error {
	return b.Put(ctx, path, func(w io.Writer) error { _, err := io.Copy(w, bytes.NewReader(data)); return err })
}
