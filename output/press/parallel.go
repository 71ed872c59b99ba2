package press

import (
	"context"
	"errors"
	"sync"

	"zhixiao/document"
)

// parallel runs all at once and joins their errors in the order given. A panic
// comes out in the caller, who knows what to do with it.
func parallel(all ...func() error) error {
	errs, panics := make([]error, len(all)), make([]any, len(all))
	var wg sync.WaitGroup
	for i, do := range all {
		wg.Go(func() {
			defer func() { panics[i] = recover() }()
			errs[i] = do()
		})
	}
	wg.Wait()
	for _, p := range panics {
		if p != nil {
			panic(p)
		}
	}
	return errors.Join(errs...)
}

// inTurn is parallel, but one after another.
func inTurn(all ...func() error) error {
	errs := make([]error, len(all))
	for i, do := range all {
		errs[i] = do()
	}
	return errors.Join(errs...)
}

// long reports whether d has a table of any length: its writers take turns, for
// each holds much of it.
func long(d *document.Document) bool {
	found := false
	d.Blocks(func(b document.Block) {
		t, ok := b.(document.Table)
		found = found || ok && t.Long != nil
	})
	return found
}

// drawAhead draws the document's pictures from the last to the first, while the
// layout asks for them from the first. What goes wrong the layout will say.
func (p *Press) drawAhead(ctx context.Context, d *document.Document) error {
	var figures []document.Figure
	d.Blocks(func(b document.Block) {
		if f, ok := b.(document.Figure); ok {
			figures = append(figures, f)
		}
	})
	for i := len(figures) - 1; i > 0 && ctx.Err() == nil; i-- {
		if _, err := p.pictures.Picture(ctx, figures[i].Graphic); err != nil {
			return nil
		}
	}
	return nil
}
