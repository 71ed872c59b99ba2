// Command gates makes worlds whose truth is known and counts what the contrast engine
// tells of them: in a flat city nothing may be told, in a steady one no news.
//
//	go run ./tools/gates -world flat,steady -seeds 1,2,3
//
// It prints a line a seed and, with -v, every story, and ends with 1 where more is told
// than a world of the kind may have. The engine alone is asked; no paper is made.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"zhixiao"
	"zhixiao/analysis/contrast"
	"zhixiao/fixtures"
	"zhixiao/store"
	"zhixiao/templates"
)

func main() {
	worlds := flag.String("world", "flat,shock,steady", "the worlds, parted by commas: flat, shock, steady, year")
	seeds := flag.String("seeds", "1,2,3", "the seeds, parted by commas")
	shock := flag.Float64("shock", 0, "spread of the shifts by unit and quarter in log odds; 0: as the world has it")
	scale := flag.Float64("scale", 1, "of the contract's volumes")
	verbose := flag.Bool("v", false, "print every story")
	flag.Parse()
	if err := all(strings.Split(*worlds, ","), strings.Split(*seeds, ","), fixtures.Options{Shock: *shock, Scale: *scale}, *verbose); err != nil {
		fmt.Fprintln(os.Stderr, "gates:", err)
		os.Exit(1)
	}
}

// all makes every world with every seed and holds what is told against the gates.
func all(worlds, seeds []string, o fixtures.Options, verbose bool) error {
	var over []error
	for _, world := range worlds {
		var sum tally
		for _, text := range seeds {
			var err error
			if o.Seed, err = strconv.ParseUint(text, 10, 64); err != nil {
				return err
			}
			o.World = fixtures.World(world)
			told, err := run(o, verbose)
			if err != nil {
				return err
			}
			sum.add(told)
		}
		over = append(over, sum.within(fixtures.World(world)))
	}
	return errors.Join(over...)
}

// tally is what was told of the worlds of one kind.
type tally struct {
	seeds, withNews, news, lasting int
}

func (t *tally) add(told map[contrast.Kind]int) {
	t.seeds++
	t.news += told[contrast.Worse]
	t.lasting += told[contrast.Standing]
	if told[contrast.Worse] > 0 {
		t.withNews++
	}
}

// within is an error where more was told than a world of the kind may have: news in a
// tenth of the flat cities, at least in one of few, and one lasting difference in each;
// three news in a city with shocks and one in a steady one.
func (t *tally) within(world fixtures.World) error {
	fmt.Printf("%s: %d seeds, %d with news, %d news, %d lasting\n", world, t.seeds, t.withNews, t.news, t.lasting)
	switch {
	case world == fixtures.Flat && (t.withNews > max(1, t.seeds/10) || t.lasting > t.seeds):
	case world == fixtures.Shock && t.news > 3*t.seeds:
	case world == fixtures.Steady && t.news > t.seeds:
	default:
		return nil
	}
	return fmt.Errorf("%s: more is told than is true", world)
}

// run makes one world and counts the stories told of it by kind.
func run(o fixtures.Options, verbose bool) (n map[contrast.Kind]int, err error) {
	ctx := context.Background()
	folder, err := os.MkdirTemp("", "gates")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	set, err := templates.Open("")
	if err != nil {
		return nil, err
	}
	st, err := store.Create(ctx, filepath.Join(folder, "world.sqlite"))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	if err := fixtures.Fill(ctx, st, set.Units, set.Indicators, o); err != nil {
		return nil, err
	}
	quarters, err := quartersOf(ctx, st)
	if err != nil {
		return nil, err
	}
	began := time.Now()
	asked, surges := ask(quarters)
	told := contrast.Tell(asked, surges)
	cells := 0
	for _, a := range asked {
		cells += len(a.Cells)
		if verbose {
			fmt.Printf("  %s: %d cells, tau %.3f\n", a.Measure.ID, len(a.Cells), a.Tau)
		}
	}
	n = map[contrast.Kind]int{}
	for _, s := range told {
		n[s.Kind]++
		if verbose {
			fmt.Printf("  %s %s %+v: %.0f of %.0f, past %.1f (z %.1f), elsewhere %.1f (z %.1f)\n", s.Kind, s.Measure, s.Place, s.X, s.N, s.Past.E, s.Past.Z, s.Else.E, s.Else.Z)
		}
	}
	fmt.Printf("%s seed %d: news %d, lasting %d, mix %d, season %d, complaints %d, better %d, volume %d; %d cells in %v\n", o.World, o.Seed,
		n[contrast.Worse], n[contrast.Standing], n[contrast.Mix], n[contrast.Seasonal], n[contrast.Heard], n[contrast.Improved], n[contrast.Busier], cells, time.Since(began).Round(time.Millisecond))
	return n, nil
}

// quartersOf is the quarter judged and the four before it.
func quartersOf(ctx context.Context, st *store.Store) ([]*zhixiao.Snapshot, error) {
	p := zhixiao.Period{Kind: zhixiao.Quarter, Year: 2026, N: 3}
	var list []*zhixiao.Snapshot
	for range contrast.Quarters {
		s, err := st.Snapshot(ctx, p)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
		p = p.Prev()
	}
	return list, nil
}

func ask(quarters []*zhixiao.Snapshot) (asked []*contrast.Asked, surges []contrast.Surge) {
	for _, s := range contrast.Sources() {
		t := s.Read(quarters)
		asked = append(asked, contrast.Ask(s.Measure, t))
		if s.ID == "corrected" {
			surges = append(t.Surges("dept", "matter"), t.Surges("region", "matter")...)
		}
	}
	return asked, surges
}
