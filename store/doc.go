// Package store keeps the feeds, the snapshots and the ledgers in SQLite, through
// sqlx. Feeds go in with Load, a period is frozen with Freeze, and a frozen
// snapshot never changes: the database itself refuses it. What is only ever added to
// goes through store/ledger.
package store
