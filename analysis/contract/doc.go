// Package contract measures how the contract is fulfilled on a day: how far its
// quotas are (Fulfil, Account) and how its duties stand, which documents are owed
// for which period, made, approved, handed over or late (Obligations, Tallies).
package contract
