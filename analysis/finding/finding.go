package finding

import "zhixiao"

// Kind says what sort of thing a finding states.
type Kind uint8

// The kinds of finding.
const (
	Level         Kind = iota // where a value stands against target and city
	Change                    // a tested move against the period before
	Streak                    // three or more moves one way
	Turn                      // a move against the earlier run
	Outlier                   // far from all peers
	Sides                     // management side good, public side not
	Concentration             // one matter, hall, hour, street, reason holds much of a count
	Drill                     // the stage or reason behind the matter that leads a count
	Newcomer                  // a class of complaint about a matter that was not there before
	Contribution              // who moved the city's value, which matter moved a unit's
	Correlation               // two indicators that go together over the units
	Subgroup                  // one part of a unit far worse than the rest or than its like elsewhere
	Surge                     // complaints far more than before
)

// String is the kind's name for readers of `why`.
func (k Kind) String() string {
	return [...]string{"水平", "变化", "连续同向", "转折", "离群", "供需偏差", "集中", "穿透", "新增", "贡献", "相关", "局部", "突增"}[k]
}

// Finding is one thing worth saying about a unit, with the numbers it rests on.
type Finding struct {
	Kind       Kind
	Unit       string             // whom it is about
	Code       string             // indicator code, or "cube.column" of a count
	Other      string             // second code of a pair, or the contributing unit or matter
	Keys       []string           // dimension values of what it is concentrated in
	By         []string           // the dimensions of Keys
	Label      string             // Keys or Other for reading
	Better     int                // +1 good news, −1 bad news, 0 neither
	Salience   int                // the more the higher; comparable within a period
	Quantities []zhixiao.Quantity // the main one first
	Cases      []string           // numbers of complaints or visits that show it
	Reason     string             // why it was found, in words
}
