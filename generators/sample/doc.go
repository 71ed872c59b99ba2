// Package sample is small data made by hand for the tests of every room of
// generators: a city of a few units over quarters, months and years.
package sample
