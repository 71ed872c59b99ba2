package store_test

import (
	"context"
	"slices"
	"testing"
	"time"
)

// Rows that differ are told apart whatever their texts hold: those of the first layout
// ran together where a text held the mark between two.
func TestNoTwoRowsAreLaidOutAlike(t *testing.T) {
	s, path := handMade(t)
	set, units := masters(t)
	db := raw(t, path)
	db.MustExec("UPDATE correction SET reason = 'a' || char(31) || 'b', material = ''")
	first, _ := freeze(t, s)
	db.MustExec("UPDATE correction SET reason = 'a', material = 'b' || char(31)")
	second, notes, err := s.Freeze(context.Background(), quarter, set, units, time.Time{})
	if err != nil || second.ID == first.ID || !slices.Contains(notes, "表correction行数未变（2行），内容有改动") {
		t.Errorf("%s after %s: %q, %v", second.ID, first.ID, notes, err)
	}
}

// formerSums are the fingerprints that program 0.2.0 made of the hand-made quarter.
var formerSums = map[string]string{
	"caseload":        "092dfb8813549a7e621733353881ee0c27f5f20bc14645449eeab025f59cae50",
	"cases":           "64a87cecc89a21d1e75817f52fa297ce6e2ed704038b608433b5eb9ade6fd2cb",
	"complaint":       "ce117e4de2138f466a74a10fd119c2cbb4783f4cac72d358a91d9f568196bb9b",
	"consult":         "41ad73519bf29d40520d63bd67f4a549cc1b6e35ec484d05e93baa7ea8b2c25c",
	"correction":      "e839d09a7811bfb998fc9ea5cb224e1486d5da791ece68e0abe70d93e1c6c05e",
	"evaluation":      "1df9f76dc8e4e62fbcd069e9589dda33df0948f6d66721694608fb38cdca3617",
	"governance":      "2cd3c79653a240b807b6773f83697021cc93779e5ffe95fa4412438d41e3c0f5",
	"governance_task": "3286ee36bf12699c0222d06bca9af3d90f65c629bbc0c08ca6386eedd726cd17",
	"guide_check":     "e54d2fab457160fd41c44c352ded52900c437e72546de123b56eced25b7bfe3f",
	"guide_rating":    "67593c014a0582218447f05225beb21572f83812b17101102c7540aaa53882f8",
	"inspection_item": "bb69e14bbbbc4d600901efdc127aaed782b1f869135f64110e3e6782ceb20e74",
	"interview":       "cd5b80455e249499e773ff61de0bd1dd8e94b4fd06f0405ebe21fccf6848e668",
	"matter":          "37ea78023aa732cd479adc5de4610130a2d420fb5d035957165fd65f6c2b1321",
	"online_session":  "f74035acbe74af7521f7331a4d056463c917bfeafadbf61011a123c81dfae4f9",
	"phone_call":      "11c2fcf68cd1d19ae5015e4e2a9e15ec4f162ab20e2f82ccf0072ff96f526ce3",
	"stage":           "97b191358257977087cc30f7fd98b1e2a1ccae28845f6da90a28c2698369433a",
	"survey":          "8e6288b3a30a81ff8789333cf3cd6a68ede8fea3fe2f2c40812059134783f312",
	"ticket":          "d52b3f7b5f3f12a8ad1d6d1ddd1c71847d23470592f83d0428c855ae8623e303",
	"visit":           "f7d04c248e4f213cb3f1bfa0371d80bb03a4fc679407eba3d91f46a862c540d1",
	"visit_finding":   "a2798a2e4af8ce950d8fd752d1992a450d86d08aa794e6a4c6b91f0225757492",
}

// A snapshot with the fingerprints of program 0.2.0 still proves its rows: freezing
// again takes it for the same where nothing changed, and names the table that did.
func TestFormerFingerprintsStillVerify(t *testing.T) {
	s, path := handMade(t)
	set, units := masters(t)
	db := raw(t, path)
	first, _ := freeze(t, s)
	db.MustExec("DROP TRIGGER snapshot_source_keep_u")
	db.MustExec("UPDATE snapshot_source SET layout = 1, sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'")
	for table, sum := range formerSums {
		db.MustExec("UPDATE snapshot_source SET sha256 = ? WHERE name = ?", sum, table)
	}
	again, notes, err := s.Freeze(context.Background(), quarter, set, units, time.Time{})
	if err != nil || again.ID != first.ID {
		t.Errorf("%s: %q, %v", again.ID, notes, err)
	}
	db.MustExec("UPDATE consult SET ontime = 1 - ontime WHERE id = 1")
	again, notes, err = s.Freeze(context.Background(), quarter, set, units, time.Time{})
	if err != nil || again.ID == first.ID || !slices.Equal(notes, []string{"表consult行数未变（3行），内容有改动"}) {
		t.Errorf("%s: %q, %v", again.ID, notes, err)
	}
	// The new version has the layout of today.
	again, notes, err = s.Freeze(context.Background(), quarter, set, units, time.Time{})
	if err != nil || again.Version != 2 || again.Sources[0].Layout != 2 {
		t.Errorf("%s: %q, %v", again.ID, notes, err)
	}
}
