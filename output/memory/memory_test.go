package memory

import (
	"math"
	"runtime/debug"
	"testing"

	"zhixiao"
)

func TestMemoryLimit(t *testing.T) {
	const mib = 1 << 20
	for _, c := range []struct {
		name                  string
		data, living, machine uint64
		want                  int64
	}{
		{"66 reports", 100 * mib, 220 * mib, 8192 * mib, 300 * mib},
		{"as much as the least allows", 120 * mib, 0, 8192 * mib, 300 * mib},
		{"498 reports", 400 * mib, 450 * mib, 8192 * mib, 1000 * mib},
		{"much in hand", 100 * mib, 420 * mib, 8192 * mib, 800 * mib},
		{"of an unknown machine", 480 * mib, 0, 0, 1200 * mib},
		{"more than the machine's share", 480 * mib, 480 * mib, 1024 * mib, 768 * mib},
		{"a small machine", 60 * mib, 100 * mib, 256 * mib, 192 * mib},
		{"more data than the machine's share", 500 * mib, 1000 * mib, 1024 * mib, 1250 * mib},
		{"nothing yet", 0, 0, 8192 * mib, 300 * mib},
	} {
		if got := memoryLimit(c.data, c.living, c.machine); got/mib != c.want/mib {
			t.Errorf("%s: %d MiB, want %d", c.name, got/mib, c.want/mib)
		}
	}
}

// TestEconomyFollowsLivingData: the limit grows with what lives and is not lowered;
// what the user set in the environment stays.
func TestEconomyFollowsLivingData(t *testing.T) {
	period, err := zhixiao.ParsePeriod("2026Q3")
	if err != nil {
		t.Fatal(err)
	}
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(-1))
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	e := Economise(period, false)
	if got := debug.SetMemoryLimit(-1); got != leastMemory {
		t.Fatalf("at first %d", got)
	}
	data := make([]byte, 200<<20)
	e.Loaded()
	grown := debug.SetMemoryLimit(-1)
	if want := memoryLimit(200<<20, 200<<20, e.machine); grown < want {
		t.Errorf("with 200 MiB of data the limit is %d, want at least %d", grown, want)
	}
	data[0]++ // it lives until here
	e.Follow()
	if got := debug.SetMemoryLimit(-1); got < grown {
		t.Errorf("lowered from %d to %d", grown, got)
	}
	debug.SetMemoryLimit(math.MaxInt64)
	for _, name := range []string{"GOGC", "GOMEMLIMIT"} {
		t.Run(name, func(t *testing.T) {
			t.Setenv(name, "off")
			e := Economise(period, false)
			e.Loaded()
			e.Follow()
			if got := debug.SetMemoryLimit(-1); got != math.MaxInt64 {
				t.Errorf("the user's limit became %d", got)
			}
		})
	}
}
