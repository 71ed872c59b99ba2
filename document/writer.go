package document

import (
	"context"
	"image"
	"io"
)

// Writer prints a document in one format. A block it cannot print is an error
// naming the block; nothing is dropped in silence. Same document, same bytes.
type Writer interface {
	// Write prints d to w. It looks at ctx between blocks.
	Write(ctx context.Context, w io.Writer, d *Document) error
}

// Drawer turns a graphic into pixels at 300 dpi.
type Drawer interface {
	// Draw draws g. Equal specs give equal pixels.
	Draw(ctx context.Context, g Graphic) (image.Image, error)
}

// Picture is a drawn graphic, encoded once and shared by every writer.
type Picture struct {
	JPEG          []byte
	Width, Height int    // pixels
	SHA256        string // of JPEG, hex
}

// Pictures gives the picture of a graphic. Implementations draw each distinct
// graphic once and may be used from several goroutines.
type Pictures interface {
	Picture(ctx context.Context, g Graphic) (*Picture, error)
}

// Vectors gives a chart or a map as one SVG element that refers to nothing outside
// itself. Equal graphics give equal bytes; a photograph is an error. It may be used
// from several goroutines.
type Vectors interface {
	SVG(ctx context.Context, g Graphic) ([]byte, error)
}

// Pagination says on which page of the printed body each heading, table and
// figure starts, from 1. The Word writer prints it in the table of contents.
type Pagination map[ID]int

// Sink takes finished files by slash-separated path. A file appears whole or
// not at all.
type Sink interface {
	// Put stores what write writes under path; an error from write leaves
	// nothing behind.
	Put(ctx context.Context, path string, write func(io.Writer) error) error
}
