// Package outline writes papers by their outlines (templates/outlines): a room declares
// what an outline may name, tables, figures, loops and planners, each with a function on
// its subject, and the outline says what stands where and how it is headed.
package outline
