package main

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
)

// TestTourTellsWhatFailed: a step that fails is marked, the others are shown all
// the same, and the tour ends with an error.
func TestTourTellsWhatFailed(t *testing.T) {
	var out bytes.Buffer
	step := func(title string, err error) tourStep {
		return tourStep{title, "应当如此", func(context.Context, *tour) (string, error) { return "确实如此", err }}
	}
	err := (&tour{out: &out}).run(context.Background(), []tourStep{step("甲", nil), step("乙", errors.New("不是这样")), step("丙", nil)})
	if err == nil || err.Error() != "3步中有1步与应当的不符" {
		t.Errorf("err %v", err)
	}
	for _, want := range []string{"1. 甲\n", "确实如此 ✓", "2. 乙\n   应当：应当如此\n   结果：不是这样 ✗", "3. 丙\n"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("missing %q in\n%s", want, out.String())
		}
	}
}
