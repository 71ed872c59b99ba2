package press

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"strings"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/generators"
	"zhixiao/output"
	"zhixiao/output/formats"
)

// Names of the volume that binds the quarter's reports. It is made on demand, when
// the reports are settled.
const (
	VolumeKind = "quarter-volume"
	VolumeCode = "HD"
)

// VolumeTitle is what the volume is called.
func VolumeTitle() string { return output.Wording("title of the volume") }

// volumeJobs is the one job of the volume.
func (p *Press) volumeJobs() ([]output.Job, error) {
	period := p.edition.Period
	if period.Kind != zhixiao.Quarter {
		return nil, output.Misusef("合订本按季度编，%s不是季度", period.Title())
	}
	if err := p.readStyle(); err != nil {
		return nil, err
	}
	id := JobID(VolumeKind, zhixiao.CityCode, period)
	return []output.Job{{
		ID: id, Kind: VolumeKind, Unit: zhixiao.CityCode, Title: VolumeTitle(), Inputs: p.withFormats(id, p.volumeInputs()),
		Make: func(ctx context.Context, sink document.Sink) (output.Made, error) { return p.makeVolume(ctx, sink) },
	}}, nil
}

// bound calls visit for every report of the volume in its order: the city, the
// regions, the domains.
func (p *Press) bound(visit func(generators.Kind, zhixiao.Unit) error) error {
	for _, k := range generators.Catalogue() {
		if k.Period != zhixiao.Quarter {
			continue
		}
		for _, u := range k.Units(p.edition.Facts) {
			if err := visit(k, u); err != nil {
				return fmt.Errorf("%s：%w", TitleOf(k, u), err)
			}
		}
	}
	return nil
}

// volumeInputs are the inputs of all its reports, with the reviews merged into
// them.
func (p *Press) volumeInputs() map[string]string {
	inputs := maps.Clone(p.mapped)
	h := sha256.New()
	// visit does not fail, so neither does bound.
	_ = p.bound(func(k generators.Kind, u zhixiao.Unit) error {
		id := JobID(k.Name, u.Code, p.edition.Period)
		fmt.Fprintf(h, "%s %s %s\n", id, p.reviewer.Latest(id), p.edition.followed(k, u.Code))
		return nil
	})
	inputs["所收报告"] = hex.EncodeToString(h.Sum(nil))
	return inputs
}

// makeVolume makes every report as a build would, reviewers' text included, and
// prints them as one document.
func (p *Press) makeVolume(ctx context.Context, sink document.Sink) (output.Made, error) {
	var reports []*document.Document
	err := p.bound(func(k generators.Kind, u zhixiao.Unit) error {
		d, _, err := p.fresh(k, u)
		if err != nil {
			return err
		}
		if d, err = p.reviewer.Fold(ctx, d); err != nil {
			return err
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
	paper, err := p.Lay(ctx, d)
	if err != nil {
		return output.Made{}, err
	}
	faults := impossible(d)
	paper.Notes = faultNotes(faults)
	kind := generators.Kind{Name: VolumeKind, Code: VolumeCode, Title: VolumeTitle()}
	name := formats.Name{Folder: VolumeKind + "/", File: kind.FileName(p.edition.Period, zhixiao.Unit{})}
	err = put(ctx, sink, paper.Files(formats.Of(formats.Report, p.askedFor(d.Job)...), name), inTurn)
	return output.Made{Words: document.CountBody(d).Words, Pages: paper.Pages(), Facts: document.Facts(d), Faults: faults}, err
}

// volumeCover is the cover of the general report with the volume's title.
func volumeCover(d document.Document) document.Document {
	d.Job = strings.Replace(d.Job, d.Kind, VolumeKind, 1)
	d.Kind, d.Title, d.Fields = VolumeKind, VolumeTitle(), maps.Clone(d.Fields)
	d.Fields["报告标题"] = VolumeTitle()
	return d
}
