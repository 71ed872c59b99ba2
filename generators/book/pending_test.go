package book

import (
	"strings"
	"testing"
	"time"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/generators/sample"
)

// governedBook is a final report over tasks of 主动治理 as a ledger may hold them.
func governedBook(t *testing.T, tasks ...zhixiao.LedgerTask) *book {
	t.Helper()
	final := zhixiao.Period{Kind: zhixiao.Final, Year: 2027}
	f, set := sample.BookCityWith(t, func(s *zhixiao.Snapshot) { s.Governance = tasks }, sample.Q2026(2), sample.Q2026(3), final)
	city, _ := f.Unit(zhixiao.CityCode)
	return newBook(f, set, city, "final")
}

func saidOf(b *book, id string) string {
	var text strings.Builder
	for _, s := range b.say(b.look, id) {
		text.WriteString(document.PlainText(s.Inlines, nil))
	}
	return text.String()
}

// ledgerTask is a task opened on the first day of monitoring with the complaints
// of 90 days before and, when these are over, after; done so many days before the
// end, not at all when negative.
func ledgerTask(no, state string, before, after int64, doneDaysBefore int) zhixiao.LedgerTask {
	end := zhixiao.Period{Kind: zhixiao.Final, Year: 2027}.End()
	g := zhixiao.LedgerTask{
		No: no, Title: "案例" + no, Lead: "市民政局", Status: state, Opened: time.Date(2026, 8, 1, 0, 0, 0, 0, time.UTC), Due: end.AddDate(0, 0, 30),
		Window: map[string]int64{"12345": before}, WindowAll: 100, WindowAfter: after, After: after,
	}
	if doneDaysBefore >= 0 {
		g.Done = end.AddDate(0, 0, -doneDaysBefore)
	}
	return g
}

func TestBooksTellWhatIsNotKnownYet(t *testing.T) {
	late := ledgerTask("G7", zhixiao.TaskWorked, 4, -1, -1)
	late.Due = zhixiao.Period{Kind: zhixiao.Final, Year: 2027}.End().AddDate(0, 0, -10)
	b := governedBook(t,
		ledgerTask("G1", zhixiao.TaskClosed, 20, 0, 120), ledgerTask("G2", zhixiao.TaskClosed, 3, 5, 110), ledgerTask("G3", zhixiao.TaskWatched, 0, 0, 100),
		ledgerTask("G4", zhixiao.TaskWatched, 2, -1, 60), ledgerTask("G5", zhixiao.TaskClosed, 2, -1, 10), ledgerTask("G6", zhixiao.TaskWorked, 4, -1, -1), late)
	for id, want := range map[string][]string{
		"Y4F2": {"案例只有1个，为“案例G1”", "由20件降至0件，下降100.0%"},
		"Y639": {"共3个", "由有到无的1个、前后均无的1个、治理后仍有的1个", "治理后未满90日的2个、仍在整改的2个，成效尚不能判断"},
		"Y634": {"治理后满90日的2个中，“案例G2”（G2）在治理完成后90日内仍有同类诉求5件"},
		"Y637": {"案例2个", "“案例G4”（G4）于2027年7月30日满90日", "“案例G5”（G5）于2027年9月18日满90日"},
		"Y833": {"案例2个须一并移交，其中超过完成时限的1个", "“案例G7”（G7，市民政局，完成时限2027年6月20日，超期10天）、“案例G6”"},
		"Y843": {"下降的只有“案例G1”（由20件降至0件）"},
	} {
		said := saidOf(b, id)
		for _, w := range want {
			if !strings.Contains(said, w) {
				t.Errorf("%s says %q, without %q", id, said, w)
			}
		}
	}
}

func TestBooksSayThatNoEffectIsKnown(t *testing.T) {
	b := governedBook(t, ledgerTask("G1", zhixiao.TaskWatched, 20, -1, 10))
	for id, want := range map[string]string{
		"Y4F2": "尚无治理前诉求十件以上且治理后满90日的案例", "Y639": "治理后未满90日的1个，成效尚不能判断", "Y634": "",
		"Y637": "案例1个，为“案例G1”（G1）", "Y833": "", "Y843": "没有同类诉求下降的",
	} {
		if said := saidOf(b, id); !strings.Contains(said, want) || want == "" && said != "" {
			t.Errorf("%s says %q, want %q", id, said, want)
		}
	}
}

// A value of one quarter only has no course: 由87.5%变为87.5% told of a change that
// nobody saw.
func TestOneValueHasNoCourse(t *testing.T) {
	b := governedBook(t)
	for _, suffix := range []string{"初", "末", "列", "累", "势", "程", "步", "高", "低期"} {
		if b.ask("总分"+suffix) == nil {
			t.Errorf("总分%s says nothing of two quarters", suffix)
		}
	}
	b.quarters = b.quarters[1:]
	for _, suffix := range []string{"初", "末", "列", "累", "势", "程", "步", "高", "低期"} {
		if v, known := b.look("总分" + suffix); v != nil || !known {
			t.Errorf("总分%s says %v of one quarter", suffix, v)
		}
	}
}

// A figure over quarters names their days, not those of the period reported on.
func TestFiguresOverQuartersNameTheirDays(t *testing.T) {
	b := governedBook(t)
	for _, f := range []document.Figure{b.totalTrend(), b.dimensionHeat(), b.seriesChart("走势", "占比", "%", "办件库", "走势", "B301")} {
		if want := "统计期2026年4月1日至2026年9月30日"; !strings.Contains(f.Source, want) || !strings.Contains(f.Graphic.(document.Chart).Source, want) {
			t.Errorf("%s: %s", f.Caption, f.Source)
		}
	}
}
