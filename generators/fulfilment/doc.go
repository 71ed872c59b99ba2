// Package fulfilment says how far the contract is performed: its quotas, its
// duties and where the evidence lies.
package fulfilment
