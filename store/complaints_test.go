package store

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
	"time"

	"zhixiao"
)

// Every field, plain texts and texts with escapes are read as encoding/json reads
// them.
func TestComplaintsReadQuickly(t *testing.T) {
	day := time.Date(2026, time.August, 3, 0, 0, 0, 0, time.UTC)
	full := zhixiao.Complaint{Date: day, Closed: day.Add(24 * time.Hour)}
	v := reflect.ValueOf(&full).Elem()
	for i := range v.NumField() {
		switch f := v.Field(i); f.Kind() {
		case reflect.String:
			f.SetString("说“" + v.Type().Field(i).Name + "”\"<&>\\\n\u2028")
		case reflect.Int, reflect.Int64:
			f.SetInt(int64(3 + i))
		case reflect.Bool:
			f.SetBool(true)
		case reflect.Struct: // the times above
		default:
			t.Fatalf("field %s has no reader", v.Type().Field(i).Name)
		}
	}
	for name, list := range map[string][]zhixiao.Complaint{
		"none": {}, "full": {full, {No: "GZ-1", Date: day}, full}, "empty": {{}},
	} {
		body, err := json.Marshal(list)
		if err != nil {
			t.Fatal(err)
		}
		got, ok := complaints("complaints", string(body))
		if !ok || !reflect.DeepEqual(got, list) {
			t.Errorf("%s: %v, %+v instead of %+v", name, ok, got, list)
		}
		for end := range body {
			if _, ok := complaints("complaints", string(body[:end])); ok {
				t.Errorf("%s: cut at byte %d it is still read", name, end)
			}
		}
	}
}

// What was not written by keep is left to encoding/json.
func TestComplaintsLeftToJSON(t *testing.T) {
	for _, body := range []string{
		"", "null", "[", `[{"No":"1"},]`, `[{"No":"1",}]`, `[{"No" : "1"}]`, `[{"Nr":"1"}]`, `[{"Times":1.5}]`, `[{"Typical":1}]`, `[{"No":"1"}] `, `{"No":"1"}`,
	} {
		if _, ok := complaints("complaints", body); ok {
			t.Errorf("%s is read", body)
		}
	}
	if _, ok := complaints("visits", "[]"); ok {
		t.Error("another list is read")
	}
}

// BenchmarkComplaints reads a quarter's list by this reader and by encoding/json: what
// complaints.go buys.
func BenchmarkComplaints(b *testing.B) {
	list := make([]zhixiao.Complaint, 10_000)
	for i := range list {
		list[i] = zhixiao.Complaint{No: fmt.Sprintf("GZ-%06d", i), Source: "12345", Date: time.Date(2026, time.August, 1+i%31, 0, 0, 0, 0, time.UTC), Region: "110101", Dept: "F23", Matter: "M0001",
			Street: "东华门街道", L2: "0301", Severity: 1 + i%5, Times: 1, Text: "市民反映办理时间长，多次咨询没有结果，希望尽快答复。", Typical: i%2 == 0}
	}
	body, err := json.Marshal(list)
	if err != nil {
		b.Fatal(err)
	}
	text := string(body)
	b.Run("by hand", func(b *testing.B) {
		for b.Loop() {
			if _, ok := complaints("complaints", text); !ok {
				b.Fatal("it is not read")
			}
		}
	})
	b.Run("encoding_json", func(b *testing.B) {
		for b.Loop() {
			var into []zhixiao.Complaint
			if err := json.Unmarshal([]byte(text), &into); err != nil {
				b.Fatal(err)
			}
		}
	})
}
