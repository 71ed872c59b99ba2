package templates_test

import (
	"os"
	"testing"

	"zhixiao/templates"
)

// Every former set can be read and has the version its folder says; the program's
// own is known, another is not.
func TestFormerIndicators(t *testing.T) {
	folders, err := os.ReadDir("former")
	if err != nil || len(folders) == 0 {
		t.Fatal(folders, err)
	}
	own, err := templates.LoadIndicators(nil)
	if err != nil {
		t.Fatal(err)
	}
	versions := []string{own.Version}
	for _, f := range folders {
		versions = append(versions, f.Name())
	}
	for _, version := range versions {
		set, err := templates.FormerIndicators(version)
		if err != nil || set == nil || set.Version != version {
			t.Errorf("%s: %v %v", version, set, err)
		}
	}
	for _, version := range []string{"", "0123456789ab", "../units"} {
		if set, _ := templates.FormerIndicators(version); set != nil {
			t.Errorf("%q is known", version)
		}
	}
	if !templates.OwnIndicators(own.Version) || templates.OwnIndicators("0123456789ab") {
		t.Error("the program does not know its own set")
	}
}
