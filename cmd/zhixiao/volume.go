package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"maps"
	"runtime/debug"
	"strings"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/generators"
	"zhixiao/output"
)

// The volume binds the quarter's reports. It is made on demand, when the reports
// are settled: --kind 合订本.
const (
	volumeKind  = "quarter-volume"
	volumeCode  = "HD"
	volumeTitle = "政务服务质效季度报告合订本"
	volumeGC    = 30 // percent of the living heap that may be garbage
)

// volumeJobs is the one job of the volume.
func (l *line) volumeJobs(ctx context.Context) ([]output.Job, error) {
	if l.period.Kind != zhixiao.Quarter {
		return nil, usageError{fmt.Errorf("合订本按季度编，%s不是季度", l.period.Title())}
	}
	p, err := l.press()
	if err != nil {
		return nil, err
	}
	if p.reviews, err = newReviews(ctx, l.store); err != nil {
		return nil, err
	}
	l.reviews = p.reviews
	if err := p.readStyle(); err != nil {
		return nil, err
	}
	return []output.Job{{
		ID: volumeKind + "-" + zhixiao.CityCode + "-" + l.period.String(), Kind: volumeKind, Unit: zhixiao.CityCode, Title: volumeTitle, Inputs: p.volumeInputs(),
		Make: func(ctx context.Context, sink document.Sink) (output.Made, error) { return p.makeVolume(ctx, sink) },
	}}, nil
}

// bound calls visit for every report of the volume in its order: the city, the
// regions, the domains.
func (p *press) bound(visit func(generators.Kind, zhixiao.Unit) error) error {
	for _, k := range generators.Catalogue() {
		if k.Period != zhixiao.Quarter {
			continue
		}
		for _, u := range k.Units(p.line.facts) {
			if err := visit(k, u); err != nil {
				return fmt.Errorf("%s：%w", titleOf(k, u), err)
			}
		}
	}
	return nil
}

// volumeInputs are the inputs of all its reports, with the reviews merged into
// them.
func (p *press) volumeInputs() map[string]string {
	inputs := maps.Clone(p.mapped)
	h := sha256.New()
	// visit does not fail, so neither does bound.
	_ = p.bound(func(k generators.Kind, u zhixiao.Unit) error {
		id := k.Name + "-" + u.Code + "-" + p.line.period.String()
		fmt.Fprintf(h, "%s %s %s\n", id, p.reviews.latest[id].SHA256, p.line.followed(k, u.Code))
		return nil
	})
	inputs["所收报告"] = hex.EncodeToString(h.Sum(nil))
	return inputs
}

// makeVolume makes every report as a build would, reviewers' text included, and
// prints them as one document.
func (p *press) makeVolume(ctx context.Context, sink document.Sink) (output.Made, error) {
	// The volume is one large job: it lacks memory, not time.
	defer debug.SetGCPercent(debug.SetGCPercent(volumeGC))
	var reports []*document.Document
	err := p.bound(func(k generators.Kind, u zhixiao.Unit) error {
		d, _, err := p.fresh(k, u)
		if err != nil {
			return err
		}
		if _, reviewed := p.reviews.latest[d.Job]; reviewed {
			if d, _, err = p.reviews.with(ctx, d); err != nil {
				return err
			}
		}
		reports = append(reports, d)
		return ctx.Err()
	})
	if err != nil {
		return output.Made{}, err
	}
	d := document.Bind(volumeCover(*reports[0]), reports)
	if err := document.Check(d); err != nil {
		return output.Made{}, err
	}
	writers, err := p.of(d)
	if err != nil {
		return output.Made{}, err
	}
	layout, err := writers.pdf.Layout(ctx, d)
	if err != nil {
		return output.Made{}, fmt.Errorf("PDF：%w", err)
	}
	faults := impossible(d)
	kind := generators.Kind{Name: volumeKind, Code: volumeCode, Title: volumeTitle}
	name := volumeKind + "/" + kind.FileName(p.line.period, zhixiao.Unit{})
	err = errors.Join(
		put(ctx, sink, name+".docx", "Word", func(w io.Writer) error {
			return writers.word.WriteNoted(ctx, w, d, layout.Pagination(), faultNotes(faults))
		}),
		put(ctx, sink, name+".pdf", "PDF", func(w io.Writer) error { return layout.Print(ctx, w) }),
	)
	return output.Made{Words: document.CountBody(d).Words, Pages: layout.Pages(), Facts: document.Facts(d), Faults: faults}, err
}

// volumeCover is the cover of the general report with the volume's title.
func volumeCover(d document.Document) document.Document {
	d.Job = strings.Replace(d.Job, d.Kind, volumeKind, 1)
	d.Kind, d.Title, d.Fields = volumeKind, volumeTitle, maps.Clone(d.Fields)
	d.Fields["报告标题"] = volumeTitle
	return d
}
