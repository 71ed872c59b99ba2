// Package zhixiao holds the words that every room of the report factory
// speaks: Decimal, Quantity, Key, Period, Unit, Indicator, Snapshot, Complaint,
// Place and Problem. It depends on the standard library alone, and on no room.
//
// The way through the house is one way:
//
//	feeds → store → snapshot → analysis → facts → generators → document → writers
//
// A number is computed once, in analysis, and from then on only carried.
package zhixiao
