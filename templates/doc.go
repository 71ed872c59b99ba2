// Package templates holds what editors may change without a programmer, and reads it:
// the sentences of every paper (narrative), how papers are built (outlines), the rules for causes, remedies and
// lists (rules), indicators, units, classes of complaints, working days, the contract,
// the Word shells that carry the look, and the fonts.
//
// Everything is built into the program and can be exported into a folder of the
// editor's own. A file of the same name there stands before the program's; files that
// the folder does not have are taken from the program. What is wrong in such files is
// told before anything is made: all faults at once, each with file and line.
//
// Sentences are Chinese text with slots in braces, chosen by conditions over the same
// names (expr-lang). A slot holds a number with its provenance and not a string, so
// that a number in a sentence can still be asked where it comes from.
package templates
