package quarter

import "zhixiao/generators/prose"

type entry = prose.Entry[*report]

// when is a value on a condition, nothing otherwise.
func when(holds bool, value any) any {
	if holds {
		return value
	}
	return nil
}
