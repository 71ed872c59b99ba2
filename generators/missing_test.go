package generators

import (
	"slices"
	"strings"
	"testing"

	"zhixiao"
	"zhixiao/analysis"
	"zhixiao/document"
	"zhixiao/templates"
)

// said is all the text of a document's body.
func said(d *document.Document) string {
	var b strings.Builder
	for _, block := range d.Body {
		if p, ok := block.(document.Para); ok {
			b.WriteString(document.PlainText(p.Inlines, document.Number(d)))
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// withoutEach runs test once for every feed, with what takes it out of a snapshot.
func withoutEach(t *testing.T, test func(t *testing.T, without func(*zhixiao.Snapshot))) {
	indicators, err := templates.LoadIndicators(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, feed := range indicators.Feeds {
		if testing.Short() && !slices.Contains([]string{"case", "visit", "complaint", "governance_task"}, feed.Name) {
			continue // those that have rows beside their cube stand for all
		}
		t.Run(feed.Name, func(t *testing.T) {
			test(t, func(s *zhixiao.Snapshot) {
				c := s.Cubes[feed.Name]
				c.Rows, c.Histograms = nil, nil
				switch feed.Name {
				case "visit":
					s.Visits = nil
				case "complaint":
					s.Complaints = nil
				case "governance_task":
					s.Governance = nil
				}
			})
		})
	}
}

// A feed that was not delivered this quarter costs no unit its report.
func TestReportsAreMadeWithoutAnyOneFeed(t *testing.T) {
	withoutEach(t, func(t *testing.T, without func(*zhixiao.Snapshot)) {
		f, set := smallCityWith(t, func(snaps []*zhixiao.Snapshot) { without(snaps[1]) })
		for _, k := range Catalogue() {
			if k.Period != f.Period().Kind {
				continue
			}
			u := k.Units(f)[0]
			d, err := written(k, f, set, u)
			if err != nil {
				t.Errorf("%s-%s: %v", k.Name, u.Code, err)
				continue
			}
			d.Budget = document.Budget{} // the hand-made data are too few for the length
			if err := document.Check(d); err != nil {
				t.Errorf("%s-%s: %v", k.Name, u.Code, err)
			}
		}
	})
}

func TestGeneralReportSaysWhatIsLate(t *testing.T) {
	f, set := smallCityWith(t, func(snaps []*zhixiao.Snapshot) { snaps[1].Cubes["guide_check"].Rows = nil })
	d, err := written(Kind{Name: "quarter-general"}, f, set, f.Units(zhixiao.City)[0])
	if err != nil {
		t.Fatal(err)
	}
	if text := said(d); !strings.Contains(text, "数据未提供，本期不作分析") || strings.Count(text, "指南规范方面") != 1 {
		t.Errorf("nothing is said of the guides:\n%s", text)
	}
}

// A unit about which nobody complained hands in a list that says so; a month of
// which no complaint was imported makes no list.
func TestListsOfNothing(t *testing.T) {
	f, set := smallPeriodOf(t, month(), func(c zhixiao.Complaint) bool { return c.Region != "110102" })
	quiet := f.Units(zhixiao.Region)[1]
	d, err := MonthList(f, set, quiet)
	if err != nil {
		t.Fatal(err)
	}
	if err := document.Check(d); err != nil {
		t.Error(err)
	}
	if text := said(d); !strings.Contains(text, quiet.Name()+"没有应列入公众侧问题清单的诉求，本册为零报告") {
		t.Errorf("got %s", text)
	}
	var rows []string
	for row := range newVolume(f, set, quiet).rows() {
		for _, c := range row {
			rows = append(rows, document.PlainText(c.Inlines, nil))
		}
	}
	if len(rows) != 20 || rows[8] != "本月没有应列入清单的问题（零报告）" {
		t.Errorf("rows %q", rows)
	}

	f, set = smallPeriodOf(t, month(), func(zhixiao.Complaint) bool { return false })
	if _, err := MonthList(f, set, quiet); err == nil || !strings.Contains(err.Error(), "不能据此作零报告") {
		t.Errorf("got %v", err)
	}
}

func TestLedgerAndTrialsOfNothing(t *testing.T) {
	empty := func(change func(*zhixiao.Snapshot)) (*analysis.Facts, *templates.Set) {
		f, set := smallPeriod(t, month())
		change(f.Snapshot())
		return f, set
	}
	f, set := empty(func(s *zhixiao.Snapshot) { s.Governance = nil })
	d, err := GovernanceLedger(f, set, f.Units(zhixiao.City)[0])
	if err != nil || document.Check(d) != nil || !strings.Contains(said(d), "主动治理尚未立项") {
		t.Errorf("ledger: %v", err)
	}
	f, set = empty(func(s *zhixiao.Snapshot) {
		s.Visits = nil
		for i := range s.Trials {
			s.Trials[i].Item, s.Trials[i].L2 = "", ""
		}
	})
	d, err = MonthTrial(f, set, f.Units(zhixiao.City)[0])
	if err != nil || document.Check(d) != nil || !strings.Contains(said(d), "没有发现问题，清单为零报告") {
		t.Errorf("trials without problems: %v", err)
	}
	f, set = empty(func(s *zhixiao.Snapshot) { s.Visits, s.Trials = nil, nil })
	if _, err = MonthTrial(f, set, f.Units(zhixiao.City)[0]); err == nil || !strings.Contains(err.Error(), "没有体验式调查记录") {
		t.Errorf("no trials: %v", err)
	}
}

// What is spare goes when nothing with a number is left, one paragraph keeps a
// sentence, and what is neither stays.
func TestSpareSentencesGoLast(t *testing.T) {
	d := newDraft("x")
	text := func(s string) []document.Inline { return plain(s) }
	d.paragraph("a", sentence{in: text("甲")}, sentence{in: text("乙"), spare: true}, sentence{in: text("丙"), prio: 1})
	d.paragraph("b", sentence{in: text("丁"), spare: true})
	var got []string
	for {
		s, ok := d.drop()
		if !ok {
			break
		}
		got = append(got, document.PlainText(s.in, nil))
	}
	if !slices.Equal(got, []string{"丙", "乙"}) {
		t.Errorf("dropped %q", got)
	}
}
