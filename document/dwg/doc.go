// Package dwg prints a document.Map as an AutoCAD 2000 drawing (AC1015) without
// any other program, and as a DXF for programs that refuse the DWG. Inspect
// reads a drawing back and proves its checksums, object map and handles.
//
// The format has no official description; what this package relies on is the
// open specification, corrected where files saved by AutoCAD itself differ.
package dwg
