// Package counting is the language in which indicators.yaml and contract.yaml say what
// is counted of a feed table. It is read and checked here, against the tables' columns;
// a store translates what was read into its own queries.
//
//	count                                     every row
//	count(promised = 1 and overdue = 0)       the rows that meet a condition
//	sum(wait_min)                             an amount, added up over the rows
//	sum(weight * d101 where d101 >= 0)        over the rows that meet a condition
//	count(change = 1) - count(change = -1)    counts and sums, added and subtracted
//	median(handle_days * 100 / promise_days where promise_days > 0)
//
// A condition compares (= <> < <= > >=, x in (1, 2), x between 0 and 5) and joins with
// and, or, not. An amount is made of whole numbers and columns with + - * / and
// brackets; what is left over by / is dropped, and a division by 0 adds nothing. Texts
// stand in single quotes. Functions:
//
//	days(later, earlier)                 days from one day to another; none where a day is empty
//	points(x, 5, 100, 4, 80)             100 where x is 5, 80 where it is 4, else 0
//	month(day)                           2026-08
//	text(hall, '-', window_no)           what is given, as one text
//
// A dimension of a cube is a column, month or text, and may end in "where" and a
// condition: where that is not met it is empty.
package counting
