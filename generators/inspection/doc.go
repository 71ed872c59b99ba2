// Package inspection writes the papers of a special inspection: its list of
// problems and the book of evidence.
package inspection
