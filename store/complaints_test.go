package store

import (
	"encoding/json"
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
