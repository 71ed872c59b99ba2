package review

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/docx"
	"zhixiao/output"
	"zhixiao/output/press"
	"zhixiao/store/ledger"
)

// Stages are the versions a file may be handed in as, in their order.
func Stages() []string {
	return []string{"编辑稿", "送审稿", "审核稿", "征求意见稿", "审定稿"}
}

// Version says of a file that is handed in whose it is and how far it has come.
type Version struct {
	By    string // who changed it
	Stage string // one of Stages
	When  time.Time
}

// Taken is a file that was handed in, and what it changed.
type Taken struct {
	Draft       *Draft
	Differences []document.Difference // from the text it was generated as
	Seq         int64                 // number of the version; 0 when the file could not be taken
	Known       bool                  // the very file is version Seq already, at this stage

	account
}

// Lines tell what the file changed, by paragraph with who and when, and what must be
// settled before it can go further.
func (t *Taken) Lines() []string { return t.account }

// Take takes in a Word file: it tells what was changed and enters the version into the
// ledger; the next build merges it. Of a file that cannot be taken in, what was seen
// before is answered with the error.
func Take(ctx context.Context, p *press.Project, path string, v Version) (t *Taken, err error) {
	t = &Taken{}
	if t.Draft, err = Read(ctx, path); err != nil {
		return t, err
	}
	file := t.Draft
	if file.Reading.Job == "" {
		return t, &zhixiao.Problem{At: zhixiao.Place{File: file.Name}, Err: errors.New("文件里没有质效的标识，认不出是哪份报告"), Way: "请在质效生成的文件上修改，不要把文字复制到新文件"}
	}
	st, err := p.OpenStore(ctx)
	if err != nil {
		return t, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	base, err := baseOf(ctx, p, st, file)
	if err != nil {
		return t, err
	}
	t.say("%s：%s，%s，改稿人%s", file.Name, file.Reading.Job, v.Stage, v.By)
	t.Differences = document.Compare(base, document.Passages(file.Tree()))
	t.report()
	if err := t.pictures(ctx, p); err != nil {
		return t, err
	}
	if err := t.hazards(ctx); err != nil {
		return t, err
	}
	return t, t.enter(ctx, st, v)
}

// enter enters the version into the ledger, unless it is its last.
func (t *Taken) enter(ctx context.Context, st Store, v Version) error {
	file := t.Draft
	taken, err := st.Reviews(ctx, file.Reading.Job)
	if err != nil {
		return err
	}
	if n := len(taken); n > 0 && taken[n-1].SHA256 == file.SHA256 && taken[n-1].Stage == v.Stage {
		t.Seq, t.Known = taken[n-1].Seq, true
		t.say(output.Wording("taken already"), t.Seq)
		return nil
	}
	t.Seq, err = st.SaveReview(ctx, ledger.Review{Job: file.Reading.Job, Stage: v.Stage, Who: v.By, File: file.Name, SHA256: file.SHA256, Origin: file.Reading.Origin, Body: file.Body}, v.When)
	if err == nil {
		t.say(output.Wording("taken"), t.Seq)
	}
	return err
}

// baseOf is the text a draft was generated as: kept since then, or made again
// when the job still has the same sources.
func baseOf(ctx context.Context, p *press.Project, st Store, file *Draft) ([]document.Passage, error) {
	base, ok, err := keptBase(ctx, st, file.Reading.Job, file.Reading.Origin)
	if ok || err != nil {
		return base, err
	}
	unknown := &zhixiao.Problem{At: zhixiao.Place{File: file.Name}, Err: fmt.Errorf("找不到它所依据的生成稿（%s）", file.Reading.Origin), Way: "请用生成它的数据库（--db）；或在新生成的稿子上重做修改"}
	k, unit, period, ok := press.JobOf(file.Reading.Job)
	if !ok {
		return nil, unknown
	}
	l, err := p.Open(ctx, period)
	if err != nil {
		return nil, errors.Join(unknown, err)
	}
	d, err := l.Again(k, unit)
	if err = errors.Join(err, l.Close()); err != nil {
		return nil, err
	}
	if d == nil || d.Origin != file.Reading.Origin {
		return nil, unknown
	}
	base = document.Passages(d)
	return base, keepBase(ctx, st, d, base)
}

func keptBase(ctx context.Context, st Store, job, origin string) ([]document.Passage, bool, error) {
	data, ok, err := st.Generated(ctx, job, origin)
	if err != nil || !ok {
		return nil, false, err
	}
	var base []document.Passage
	if err := json.Unmarshal(data, &base); err != nil {
		return nil, false, fmt.Errorf("报告%s的生成底稿无法解析：%w", job, err)
	}
	return base, true, nil
}

func keepBase(ctx context.Context, st Store, d *document.Document, base []document.Passage) error {
	data, err := json.Marshal(base)
	if err != nil {
		return err
	}
	return st.SaveGenerated(ctx, d.Job, d.Origin, data)
}

// report tells what a draft changed, by paragraph with who and when, and what
// must be settled before it can go further.
func (t *Taken) report() {
	f := t.Draft
	hands := f.hands()
	for _, d := range t.Differences {
		who := ""
		for _, mark := range []string{docx.MarkName(d.Block, d.Part), docx.MarkName(d.Block, "")} {
			if who == "" {
				who = hands[mark]
			}
		}
		if who != "" {
			who = "（" + who + "）"
		}
		t.say("%s %s%s", d.Kind, d.Name(), who)
		if d.Old != "" && d.Kind != document.Shifted {
			t.say("  原：%s", d.Old)
		}
		if d.New != "" {
			t.say("  新：%s", d.New)
		}
	}
	t.alarm()
	if n := len(f.Reading.Changes); n > 0 {
		t.say(output.Wording("changes open"), n)
		for _, c := range f.Reading.Changes {
			t.say("  %s", c)
		}
	}
	if n := len(f.Reading.Comments); n > 0 {
		t.say("未解决的批注%d条：", n)
		for _, c := range f.Reading.Comments {
			t.say("  %s %s：%s（批在“%s”）", c.Author, c.Date, oneLine(c.Text), oneLine(c.On))
		}
	}
	for _, lost := range f.Reading.Lost {
		t.say("未能读取：%s", lost)
	}
	t.say("共%d处改动", len(t.Differences))
}

// alarm names every bound number that was altered: a number is put right at its
// source, or the words change around it.
func (t *Taken) alarm() {
	for _, d := range t.Differences {
		for _, n := range d.Lost {
			t.say(output.Wording("number altered"), d.Name(), n.Text, n.Key, listed(d.Unbound))
		}
		if len(d.Lost) == 0 && len(d.Unbound) > 0 {
			t.say(output.Wording("number unbound"), d.Name(), listed(d.Unbound))
		}
	}
}

// hazards tells what the file carries besides words and pictures. It is taken
// all the same, since nothing of that reaches a build; but it cannot be approved.
func (t *Taken) hazards(ctx context.Context) error {
	all, err := docx.Hazards(ctx, t.Draft.Name, t.Draft.Body)
	if err != nil || len(all) == 0 {
		return err
	}
	t.say(output.Wording("hazards"), len(all))
	for _, h := range all {
		t.say("  %s", h)
	}
	return nil
}

// hands says by bookmark who left tracked changes there, and when last.
func (f *Draft) hands() map[string]string {
	by := map[string]string{}
	for _, c := range f.Reading.Changes {
		if c.Mark == "" {
			continue
		}
		who := strings.TrimSpace(c.Author + " " + c.Date)
		if !strings.Contains(by[c.Mark], who) {
			by[c.Mark] = strings.TrimPrefix(by[c.Mark]+"；"+who, "；")
		}
	}
	return by
}

// Register tells all versions that were taken in, a line each, and how many there are.
func Register(ctx context.Context, p *press.Project) (lines []string, err error) {
	st, err := p.OpenStore(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	list, err := st.Reviews(ctx, "")
	if err != nil {
		return nil, err
	}
	for _, r := range list {
		lines = append(lines, fmt.Sprintf("第%d版 %s %s %s %s %s %s", r.Seq, r.Job, r.Stage, r.Who, r.Taken, r.SHA256[:8], r.File))
	}
	return append(lines, fmt.Sprintf("共%d版", len(list))), nil
}
