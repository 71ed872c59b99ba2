package store_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"zhixiao/store/ledger"
)

// What people wrote is masked on its way in; numbers that tables are joined by
// are not, and a file that is refused leaves no trace in the audit.
func TestImportMasksFreeText(t *testing.T) {
	s, file := handMade(t)
	_, units := masters(t)
	const head = "no,seq,item,l2,severity,posted,actual,evidence\n"
	visit := write(t, "暗访.csv", "no,region,hall,date,slot,matter,score\nTY-9,东城区,H1,2026-08-01,上午,M0001,875\n")
	body := write(t, "暗访问题_8月.csv", head+
		"TY-9,1,窗口,0401,严重,两名人员在岗,工作人员赵丽丽说打１３８００１３８０００找她,ZJ-0801-R01-01\n"+
		"TY-9,2,窗口,0401,一般,九时开门,联系人：张伟 13900139000,ZJ-0801-R01-02\n")
	ctx := context.Background()
	if _, err := s.Import(ctx, visit, taking(units)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Import(ctx, write(t, "暗访问题_坏.csv", head+"TY-9,一,窗口,0401,严重,甲,回电13800138000,E1\n"), taking(units)); err == nil {
		t.Fatal("a faulty file was taken")
	}
	done, err := s.Import(ctx, body, taking(units))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(map[string]int{"T04": 2, "T10": 1, "T11": 1}, done[0].Masked); d != "" || counts(done) != "visit_finding 2;" {
		t.Error(counts(done), d)
	}
	var texts []string
	if err := raw(t, file).Select(&texts, "SELECT actual FROM visit_finding WHERE no = 'TY-9' ORDER BY seq"); err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(texts, "|"), "工作人员说打138****8000找她|联系人：张某某 139****9000"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	log, err := s.MaskedLog(ctx)
	if err != nil {
		t.Fatal(err)
	}
	want := []ledger.Masked{
		{Seq: 1, File: "暗访问题_8月.csv", Table: "visit_finding", Column: "actual", Rule: "T04", Hits: 2},
		{Seq: 2, File: "暗访问题_8月.csv", Table: "visit_finding", Column: "actual", Rule: "T10", Hits: 1},
		{Seq: 3, File: "暗访问题_8月.csv", Table: "visit_finding", Column: "actual", Rule: "T11", Hits: 1},
	}
	if d := cmp.Diff(want, log); d != "" {
		t.Error(d)
	}
}
