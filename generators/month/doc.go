// Package month writes what is due every month, week and day: the list of problems,
// the analysis of blocks, the list of trials, the governance ledger, the week's and
// the day's reports.
package month
