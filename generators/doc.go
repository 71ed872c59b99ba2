// Package generators turns facts into documents: one file per deliverable. It
// has no database, no writer, no disk and no arithmetic; every number it prints
// is a zhixiao.Quantity that analysis made or a setting of templates.
package generators
