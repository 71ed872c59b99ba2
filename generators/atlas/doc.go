// Package atlas gathers the values of the regions' maps and draws them with
// generators/boundary; other rooms put its maps into their documents.
package atlas
