package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// years are the demo years that scripts begin with, each made once.
type years struct {
	mu     sync.Mutex
	folder string
	made   map[string]func() error
}

var demoYears years

// get is the folder of the demo year at a tenth of its volumes that the flags ask
// for.
func (y *years) get(flags []string) (string, error) {
	y.mu.Lock()
	if y.folder == "" {
		var err error
		if y.folder, err = os.MkdirTemp("", "years"); err != nil {
			y.mu.Unlock()
			return "", err
		}
		y.made = map[string]func() error{}
	}
	name := strings.Join(append([]string{"demo"}, flags...), "")
	at := filepath.Join(y.folder, name)
	if y.made[name] == nil {
		y.made[name] = sync.OnceValue(func() error {
			var said strings.Builder
			if code := run(context.Background(), append([]string{"demo", "--scale", "0.1", "--out", at}, flags...), io.Discard, &said); code != exitDone {
				return fmt.Errorf("demo %v: %d\n%s", flags, code, said.String())
			}
			return nil
		})
	}
	make := y.made[name]
	y.mu.Unlock()
	return at, make()
}

// demoYear FOLDER [FLAG…]: what zhixiao demo --scale 0.1 --out FOLDER FLAG… leaves.
func demoYear(ts *testscript.TestScript, _ bool, args []string) {
	if len(args) == 0 {
		ts.Fatalf("usage: demoyear FOLDER [FLAG…]")
	}
	at, err := demoYears.get(args[1:])
	ts.Check(err)
	ts.Check(os.CopyFS(ts.MkAbs(args[0]), os.DirFS(at)))
}

// withoutYears removes what the tests made when they have ended.
type withoutYears struct{ *testing.M }

func (m withoutYears) Run() int {
	code := m.M.Run()
	if demoYears.folder != "" {
		_ = os.RemoveAll(demoYears.folder)
	}
	return code
}
