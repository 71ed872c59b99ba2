// Package tab prints a document.Map as MapInfo native tables: one ZIP with a
// region table, a text table, a frame table, a workspace that stacks them and
// 说明.txt. Nothing outside this package is needed to write or to check them.
//
// The layout of the four files of a table is undocumented by its maker; what
// this package relies on was checked byte by byte against other writers and is
// read back by Inspect and, in the tests, by GDAL.
package tab
