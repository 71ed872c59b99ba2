package press

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"zhixiao"
	"zhixiao/store"
)

// baseInput begins the names of the inputs that are snapshots compared with.
const baseInput = "对比基期"

// bases are the snapshots that reports of the period are compared with: the period
// before, the one a year ago and the earlier ones that trends show, oldest first.
func (l *Edition) bases() []*zhixiao.Snapshot { return l.snapshots[:len(l.snapshots)-1] }

// snapshotInputs says which snapshots a report is made from: its own and, each by
// the name of its period, those it is compared with. One that is frozen again is
// another input.
func (l *Edition) snapshotInputs() map[string]string {
	in := map[string]string{"快照": l.Snapshot.ID + " " + contentOf(l.Snapshot, nil)}
	for _, s := range l.bases() {
		in[baseInput+s.Period.String()] = s.ID + " " + contentOf(s, redefined(s, l.Snapshot))
	}
	return in
}

// contentOf hashes what a snapshot was measured from and by; one of the same name in
// another database is told apart. more is hashed with it.
func contentOf(s *zhixiao.Snapshot, more []string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%s %s\n", s.Cutoff.Format(time.DateOnly), s.Set)
	for _, from := range s.Sources {
		fmt.Fprintf(h, "%s %d %s\n", from.Table, from.Rows, from.SHA256)
	}
	fmt.Fprintln(h, more)
	return hex.EncodeToString(h.Sum(nil))
}

// redefined are the indicators that s counts otherwise than now does: changes of
// these are not told, and which they are may become known later.
func redefined(s, now *zhixiao.Snapshot) []string {
	var codes []string
	for _, code := range slices.Sorted(maps.Keys(now.Definitions)) {
		if was := s.Definitions[code]; was != "" && was != now.Definitions[code] {
			codes = append(codes, code)
		}
	}
	return codes
}

// madeFrom is the snapshot a report is made from and those it is compared with, for
// its small print: the period before and the one a year ago by name, of others the
// number.
func (l *Edition) madeFrom() string {
	text := "快照" + l.Snapshot.ID
	var named []string
	bases := l.bases()
	for _, s := range slices.Backward(bases) {
		if s.Period == l.Period.Prev() || s.Period == l.Period.YearAgo() {
			named = append(named, s.ID)
		}
	}
	if len(named) == 0 && len(bases) > 0 {
		named = append(named, bases[len(bases)-1].ID)
	}
	switch {
	case len(bases) == 0:
		return text
	case len(named) < len(bases):
		return text + fmt.Sprintf("；%s%s等%d期", baseInput, strings.Join(named, "、"), len(bases))
	}
	return text + "；" + baseInput + strings.Join(named, "、")
}

// namesInput is a hash of the names that the store gives to codes. They are read as
// they are now, not as they were when the period was frozen.
func namesInput(n store.Names) string {
	body, _ := json.Marshal(n) // strings by strings: it cannot fail
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
