// Package boundary makes the shapes under a thematic map: the tile cartogram
// that needs no boundary, or the user's own approved boundaries read from
// GeoJSON. It is the one place of the generators where coordinates are
// computed; the numbers shown come in as quantities and are only placed.
package boundary
