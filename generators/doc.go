// Package generators is the catalogue of deliverables and the one way to make them:
// facts and templates in, a document out. The rooms below it write them. They have no
// database, no writer, no disk and no arithmetic; every number they print is a
// zhixiao.Quantity that analysis made or a setting of templates.
package generators
