// Command mutants asks whether the tests of a room would notice a mistake in it:
// it makes one small mistake after another (a comparison turned, a constant one
// too large, a statement left out), runs the short tests of the room with it and
// counts how many mistakes a test caught. First those of the same folder run, then
// those of the room's other folders that rest on it. What no test of the room runs
// through has survived without being tried.
//
//	go run ./tools/mutants -seed 1 -n 100 ./analysis/... ./generators/... ./store/... ./output/...
//
// -with FOLDER=FLAG gives the test binary of a folder a flag, in which {tmp} is a
// folder that is kept for the whole run: tests can share there what no mistake of
// theirs changes. Before any mistake is made the tests have to pass as they are.
//
// The same seed draws the same mistakes from the same sources. Nothing in the
// source tree is touched: each mistake lies in an overlay that only its own run of
// go test sees. The exit code is 1 when fewer than -least percent were caught.
package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(1)
	}
}

func run() error {
	o := options{with: flags{}}
	flag.Var(o.with, "with", "FOLDER=FLAG: a flag for the test binary of a folder; {tmp} in it is a folder of this run")
	flag.Uint64Var(&o.seed, "seed", 1, "which mistakes are drawn")
	flag.IntVar(&o.n, "n", 100, "how many mistakes are tried, shared evenly among the rooms")
	flag.IntVar(&o.least, "least", 80, "percent that must be caught")
	flag.IntVar(&o.workers, "workers", 2, "how many are tried at once")
	flag.DurationVar(&o.limit, "limit", 3*time.Minute, "a run that takes longer counts as caught: the mistake made an endless loop")
	flag.StringVar(&o.equivalents, "equivalents", "tools/mutants/equivalents.txt", "mistakes that change nothing anyone can see, listed by hand")
	flag.Parse()
	if flag.NArg() == 0 {
		return errors.New("no rooms named, for instance ./analysis ./generators")
	}
	known, err := readEquivalents(o.equivalents)
	if err != nil {
		return err
	}
	if o.tmp, err = os.MkdirTemp("", "mutants"); err != nil {
		return err
	}
	defer os.RemoveAll(o.tmp)
	rooms, err := draw(flag.Args(), o, known)
	if err != nil {
		return err
	}
	for i := range rooms {
		if err := rooms[i].pass(o); err != nil {
			return err
		}
	}
	return report(rooms, try(rooms, o), o)
}

// draw shuffles each room's mistakes. The order depends on nothing but the seed
// and the sources.
func draw(patterns []string, o options, known map[string]bool) ([]room, error) {
	var rooms []room
	for i, pattern := range patterns {
		dirs, err := packages(pattern)
		if err != nil {
			return nil, err
		}
		r := room{name: pattern, wanted: o.n / len(patterns)}
		if r.tested, err = testers(pattern, dirs); err != nil {
			return nil, err
		}
		if i < o.n%len(patterns) {
			r.wanted++
		}
		for _, dir := range dirs {
			if filepath.Base(dir) == "sample" {
				continue // worlds of the tests, not what they test
			}
			list, err := mutantsOf(dir)
			if err != nil {
				return nil, err
			}
			r.mutants = append(r.mutants, list...)
		}
		random := rand.New(rand.NewPCG(o.seed, uint64(i)))
		random.Shuffle(len(r.mutants), func(a, b int) { r.mutants[a], r.mutants[b] = r.mutants[b], r.mutants[a] })
		r.mutants = slices.DeleteFunc(r.mutants, func(m mutant) bool { return known[m.id()] })
		rooms = append(rooms, r)
	}
	return rooms, nil
}

// packages are the folders of the packages that a pattern names, below the folder
// the command is run in.
func packages(pattern string) ([]string, error) {
	out, err := exec.Command("go", "list", "-f", "{{.Dir}}", pattern).Output()
	if err != nil {
		return nil, fmt.Errorf("go list %s: %w", pattern, err)
	}
	here, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	var dirs []string
	for _, dir := range strings.Fields(string(out)) {
		below, err := filepath.Rel(here, dir)
		if err != nil {
			return nil, err
		}
		dirs = append(dirs, below)
	}
	return dirs, nil
}

// id names a mistake by what is changed in which line's text, so that it holds
// when lines move.
func (m mutant) id() string { return m.File + ": " + m.Source + " | " + m.Old + " -> " + m.New }

func readEquivalents(path string) (map[string]bool, error) {
	known := map[string]bool{}
	f, err := os.Open(path)
	if errors.Is(err, os.ErrNotExist) {
		return known, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		if line := strings.TrimSpace(s.Text()); line != "" && !strings.HasPrefix(line, "#") {
			known[line] = true
		}
	}
	return known, nil
}

// verdict is what became of one mistake.
type verdict uint8

const (
	unbuildable verdict = iota // it does not compile: no mistake anyone could make
	caught
	survived
)

type tried struct {
	room int
	mutant
	verdict
}

// try makes the mistakes of each room until as many as wanted compiled.
func try(rooms []room, o options) []tried {
	type next struct{ room, at int }
	queue := make(chan next)
	results := make(chan tried)
	var wg sync.WaitGroup
	for range max(o.workers, 1) {
		wg.Go(func() {
			for n := range queue {
				m := rooms[n.room].mutants[n.at]
				results <- tried{n.room, m, rooms[n.room].judge(m, o)}
			}
		})
	}
	var all []tried
	for i := range rooms {
		at, open, have := 0, 0, 0
		for have < rooms[i].wanted && (at < len(rooms[i].mutants) || open > 0) {
			send, item := queue, next{i, at}
			if at >= len(rooms[i].mutants) || have+open >= rooms[i].wanted {
				send = nil
			}
			select {
			case send <- item:
				at++
				open++
			case t := <-results:
				open--
				if t.verdict != unbuildable {
					have++
					all = append(all, t)
					fmt.Fprintf(os.Stderr, "%s %s:%d %s: %s -> %s\n", []string{"", "caught  ", "SURVIVED"}[t.verdict], t.File, t.Line, t.Operator, t.Old, t.New)
				}
			}
		}
	}
	close(queue)
	wg.Wait()
	return all
}

// judge runs the tests of the room that run through the mistake's folder with the
// mistake laid over the source.
func (r *room) judge(m mutant, o options) verdict {
	folder, err := os.MkdirTemp(o.tmp, "mutant")
	if err != nil {
		return unbuildable
	}
	defer os.RemoveAll(folder)
	overlay, err := lay(folder, m)
	if err != nil {
		return unbuildable
	}
	if exec.Command("go", "build", "-overlay", overlay, "-o", os.DevNull, "./"+m.Dir).Run() != nil {
		return unbuildable
	}
	if !r.reached.at(m) {
		return survived
	}
	for _, dir := range r.tested[m.Dir] {
		binary := filepath.Join(folder, "room.test")
		if exec.Command("go", "test", "-c", "-vet=off", "-overlay", overlay, "-o", binary, "./"+dir).Run() != nil {
			return unbuildable
		}
		if o.test(dir, binary, "-test.failfast") != nil {
			return caught
		}
	}
	return survived
}

// lay writes the changed file and the overlay that puts it in the source's place.
func lay(folder string, m mutant) (string, error) {
	text, err := os.ReadFile(m.File)
	if err != nil {
		return "", err
	}
	changed := filepath.Join(folder, "changed.go")
	body := string(text[:m.Start]) + m.New + string(text[m.End:])
	if err := os.WriteFile(changed, []byte(body), 0o600); err != nil {
		return "", err
	}
	source, err := filepath.Abs(m.File)
	if err != nil {
		return "", err
	}
	list, err := json.Marshal(map[string]any{"Replace": map[string]string{source: changed}})
	if err != nil {
		return "", err
	}
	overlay := filepath.Join(folder, "overlay.json")
	return overlay, os.WriteFile(overlay, list, 0o600)
}

// report prints a table by room and the survivors, and fails below the bar.
func report(rooms []room, all []tried, o options) error {
	slices.SortFunc(all, func(a, b tried) int { return cmp.Or(a.room-b.room, strings.Compare(a.File, b.File), a.Start-b.Start) })
	fmt.Printf("| room | caught | tried | %% |\n|---|---|---|---|\n")
	good := 0
	for i, r := range rooms {
		n, c := 0, 0
		for _, t := range all {
			if t.room == i {
				n++
				if t.verdict == caught {
					c++
				}
			}
		}
		good += c
		fmt.Printf("| %s | %d | %d | %d |\n", r.name, c, n, percent(c, n))
	}
	fmt.Printf("| seed %d together | %d | %d | %d |\n\n", o.seed, good, len(all), percent(good, len(all)))
	for _, t := range all {
		if t.verdict == survived {
			fmt.Printf("survived: %s:%d\n\t%s\n", t.File, t.Line, t.id())
		}
	}
	if percent(good, len(all)) < o.least {
		return fmt.Errorf("%d of %d mistakes caught, %d %% wanted", good, len(all), o.least)
	}
	return nil
}

func percent(part, whole int) int {
	if whole == 0 {
		return 0
	}
	return part * 100 / whole
}
