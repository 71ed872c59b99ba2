package main

import "testing"

func TestMutantsOfAFunction(t *testing.T) {
	const source = `package p

var table = []int{1, 2} // data: not changed

func f(a, b int, on bool) string {
	n := 0
	if a < b && !on {
		n++
	}
	return "x" + "y"
}
`
	list, err := mutantsIn("p/p.go", []byte(source))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range list {
		got = append(got, m.Operator+" "+m.Old+" -> "+m.New)
	}
	want := []string{"constant 0 -> 1", "comparison < -> <=", "boolean && -> ||", "boolean ! -> ", "statement n++ -> if false { n++ }"}
	if len(got) != len(want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("%d: got %q, want %q", i, got[i], want[i])
		}
	}
	if list[0].Line != 6 || list[0].Source != "n := 0" || list[0].Dir != "p" {
		t.Errorf("first mutant stands at %+v", list[0])
	}
}
