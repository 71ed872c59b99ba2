package sample

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"syscall"
	"testing"

	"zhixiao/document"
)

// Write prints a document in one format.
type Write func(out io.Writer, d *document.Document) error

const aloneRows = "ZHIXIAO_LONG_LIST_ROWS" // set in the process that prints one list and ends

// Bench prints lists of 12,500, 25,000 and 50,000 rows, to show that time grows
// with the rows. The peak memory is that of a process of its own: it runs the
// test named alone, which must call Alone with the same write.
func Bench(b *testing.B, alone string, write Write) {
	for _, n := range []int{12500, 25000, 50000} {
		b.Run(strconv.Itoa(n)+"rows", func(b *testing.B) {
			b.ReportAllocs()
			var size counter
			for b.Loop() {
				size = 0
				if err := write(&size, LongList(n)); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(size)/(1<<20), "file-MiB")
			peak(b, alone, n)
		})
	}
}

func peak(b *testing.B, alone string, n int) {
	cmd := exec.Command(os.Args[0], "-test.run", "^"+alone+"$")
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%d", aloneRows, n))
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%s: %v\n%s", alone, err, out)
	}
	if usage, ok := cmd.ProcessState.SysUsage().(*syscall.Rusage); ok && runtime.GOOS == "linux" {
		b.ReportMetric(float64(usage.Maxrss)/1024, "peak-RSS-MiB")
		b.ReportMetric(cmd.ProcessState.UserTime().Seconds(), "alone-user-s")
	}
}

// Alone prints the list that Bench asks for, and is skipped otherwise.
func Alone(t *testing.T, write Write) {
	n, err := strconv.Atoi(os.Getenv(aloneRows))
	if err != nil {
		t.Skip("runs in a process of its own, for BenchmarkLongList")
	}
	var size counter
	if err := write(&size, LongList(n)); err != nil {
		t.Fatal(err)
	}
}

type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
