// Package book writes the interim and the final report: one file a chapter.
package book
