package review

import "fmt"

// account is what there is to tell, line by line.
type account []string

func (a *account) say(format string, args ...any) { *a = append(*a, fmt.Sprintf(format, args...)) }
