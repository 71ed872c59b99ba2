package press

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/document/proof"
	"zhixiao/generators"
	"zhixiao/generators/atlas"
	"zhixiao/output"
)

// Vetted is what the proofreader found in reports that were generated for it.
type Vetted struct {
	Read     int // how many reports were read
	Same     int // how many were not, being the same as when they were last found sound
	Findings []proof.Finding
	Likeness []Likeness // how alike the reports of each kind are, in the order of the contract
}

// Likeness is how alike the reports of a kind are by pairs, from 0 to 1.
type Likeness struct {
	Kind   string
	Most   proof.Likeness // the pair most alike
	Median float64
}

// Vet generates the reports that kind and unit name, all when both are empty, and
// reads them as a reviewer would. What keeps a report from being made is a finding
// too. With changed only those are read that are not the same as when they were last
// found sound; what was found is remembered below the period's folder.
func (l *Edition) Vet(ctx context.Context, kind, unit string, changed bool) (*Vetted, error) {
	reports, err := l.Reports(kind, unit)
	if err != nil {
		return nil, err
	}
	words := l.ProofWords()
	root := l.Project.Folder(l.Period)
	known, err := openVetted(root, l.Project.Program.Input(), words)
	if err != nil {
		return nil, err
	}
	docs, findings := l.made(reports)
	v := &Vetted{Same: len(docs)}
	if changed {
		docs = slices.DeleteFunc(docs, known.same)
	}
	v.Read = len(docs)
	v.Same -= v.Read
	findings = append(findings, proof.Read(docs, words)...)
	v.Findings = append(findings, l.untraced(docs)...)
	v.Likeness = likeness(docs)
	if _, missing := os.Stat(root); changed || missing == nil {
		err = known.remember(ctx, docs, v.Findings)
	}
	return v, err
}

// likeness leaves out lists: they are alike by nature.
func likeness(docs []*document.Document) []Likeness {
	kindOf := map[string]string{}
	for _, d := range docs {
		kindOf[d.Job] = d.Kind
	}
	byKind := map[string][]proof.Likeness{}
	for _, pair := range proof.Likenesses(docs) {
		byKind[kindOf[pair.A]] = append(byKind[kindOf[pair.A]], pair)
	}
	var all []Likeness
	for _, k := range generators.Catalogue() {
		if pairs := byKind[k.Name]; len(pairs) > 0 && !k.Sheets {
			all = append(all, Likeness{k.Name, pairs[0], pairs[len(pairs)/2].Share})
		}
	}
	return all
}

// made generates reports, and finds what keeps one from being made.
func (l *Edition) made(reports []Report) (docs []*document.Document, findings []proof.Finding) {
	block := func(job, title, rule string, err error) {
		findings = append(findings, proof.Finding{Job: job, Title: title, Level: proof.Block, Rule: rule, Text: err.Error()})
	}
	// A slip of the pen in a template may wait for the one unit whose data reach it.
	if err := generators.Vet(l.Templates.Set); err != nil {
		block("templates", "模板", "模板", err)
	}
	style, _, err := l.boundaries()
	if err != nil {
		block(MapsKind, MapsName, "地图配置", err)
	}
	for _, r := range reports {
		d, _, err := l.Make(r.Kind, r.Unit)
		if err == nil {
			docs = append(docs, d)
			err = errors.Join(atlas.DrawAll(d, l.Facts, style), document.Check(d))
		}
		if err != nil {
			block(JobID(r.Kind.Name, r.Unit.Code, l.Period), r.Unit.Name()+r.Kind.Title, "生成与结构", err)
		}
	}
	return docs, findings
}

// untraced finds numbers that the facts do not bear out: a key they read
// otherwise, or a number without source, rule or origin.
func (l *Edition) untraced(docs []*document.Document) []proof.Finding {
	var found []proof.Finding
	for _, d := range docs {
		told := map[zhixiao.Key]bool{}
		for _, q := range document.Quantities(d) {
			if told[q.Key] {
				continue
			}
			told[q.Key] = true
			f := proof.Finding{Job: d.Job, Title: d.Title + " " + d.Subtitle, Level: proof.Block, Rule: "与测算不符"}
			switch known, ok := l.Facts.Explain(q.Key); {
			case ok && known.Text() != q.Text():
				f.Text = fmt.Sprintf("%s：报告为%s，测算为%s", q.Key, q.Text(), known.Text())
			case !ok && q.Rule == "" && q.Source == "" && len(q.From) == 0:
				f.Rule, f.Text = "出处不明", fmt.Sprintf(output.Wording("no provenance"), q.Key, q.Text())
			default:
				continue
			}
			found = append(found, f)
		}
	}
	return found
}

// ProofWords joins the editors' lists with the names that the data know.
func (l *Edition) ProofWords() proof.Words {
	w := proof.Words{Forbidden: l.Templates.Words.Forbidden, Allowed: l.Templates.Words.Allowed, Names: map[string]string{}, Better: l.directions()}
	for wrong, right := range l.Templates.Words.Names {
		w.Names[wrong] = right
	}
	for _, u := range l.Templates.Units {
		for _, alias := range u.Aliases {
			if u.Kind != zhixiao.City {
				w.Names[alias] = u.Short
			}
		}
	}
	names := l.Facts.Names()
	for _, list := range []map[string]string{names.Matters, names.Halls} {
		for _, name := range list {
			w.Entities = append(w.Entities, name)
		}
	}
	for _, c := range l.Snapshot.Complaints {
		w.Entities = append(w.Entities, c.Street)
	}
	slices.Sort(w.Entities)
	w.Entities = slices.Compact(w.Entities)
	return w
}

// directions says which way of each scored code is better. Scores are better when
// they are higher.
func (l *Edition) directions() map[string]int {
	better := map[string]int{analysis.ScoreTotal: 1}
	for _, ind := range l.Facts.Indicators() {
		if ind.Direction != zhixiao.Observe {
			better[ind.Code] = int(ind.Direction)
		}
		better[ind.Level1], better[ind.Level2], better["score."+ind.Code] = 1, 1, 1
	}
	return better
}
