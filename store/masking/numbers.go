package masking

import (
	"regexp"
	"strings"
)

var (
	identityForm = regexp.MustCompile(`[1-8]\d{5}[ -]?(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}[0-9Xx]|[1-8]\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}`)
	identityTold = regexp.MustCompile(patterns.Of("identity told"))
	creditForm   = regexp.MustCompile(`[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}`)
	cardForm     = regexp.MustCompile(`[3-6]\d{3}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?|[3-6]\d{15,18}`)
	cardTold     = regexp.MustCompile(patterns.Of("card told"))
	mobileForm   = regexp.MustCompile(`(?:(?:\+|00)?86[ -]?)?(1[3-9]\d(?:[ -]?\d{4}[ -]?\d{4}|[ -]?\d{3}[ -]?\d{5}|[ -]\d{2}[ -]\d{2}[ -]\d{2}[ -]\d{2}))`)
	landlineForm = regexp.MustCompile(`[(（]?(0(?:10|2\d|[3-9]\d{2}))[)）]?[ -]?([2-9]\d{2,3})[ -]?(\d{4})`)
	landlineTold = regexp.MustCompile(patterns.Of("landline told"))
	passportForm = regexp.MustCompile(`[EGDSP]\d{8}|E[A-HJ-NP-Z]\d{7}|[CHM]\d{8}(?:\d{2})?`)
	numberTold   = regexp.MustCompile(patterns.Of("number told"))
	caseTold     = regexp.MustCompile(patterns.Of("case told"))
	plateForm    = regexp.MustCompile(patterns.Of("plate"))
)

// identities are the 18-digit numbers with a valid check digit and the 15-digit
// ones with a possible day of birth; after 身份证号 any of that length.
func identities(t text) []span {
	if t.digits < 14 {
		return nil
	}
	var out []span
	t.matches(identityForm, func(at []int) {
		n := compact(t.s[at[0]:at[1]])
		if province(n) && (len(n) == 15 || validIdentity(n)) {
			out = append(out, span{at[0], at[1], middle(n, 4, 4)})
		}
	})
	t.matchesOf(identityTold, []string{"身份证", "证件"}, func(at []int) {
		n := t.s[at[2]:at[3]]
		if len(n) == 15 || len(n) == 18 {
			out = append(out, span{at[2], at[3], middle(n, 4, 4)})
		}
	})
	return out
}

// province reports whether a number begins with a province of GB/T 2260.
func province(n string) bool {
	return strings.Contains(" 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 ", " "+n[:2]+" ")
}

// validIdentity checks the last digit of an 18-digit identity number
// (GB 11643-1999).
func validIdentity(n string) bool {
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += int(n[i]-'0') * w
	}
	return "10X98765432"[sum%11] == strings.ToUpper(n)[17]
}

// creditCodes are the codes of firms with a valid check character (GB 32100-2015).
func creditCodes(t text) []span {
	if t.digits < 6 {
		return nil
	}
	var out []span
	t.matches(creditForm, func(at []int) {
		if validCredit(t.s[at[0]:at[1]]) {
			out = append(out, span{at[0], at[1], "[代码]"})
		}
	})
	return out
}

func validCredit(n string) bool {
	const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
	weights := [17]int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}
	sum := 0
	for i, w := range weights {
		sum += strings.IndexByte(alphabet, n[i]) * w
	}
	return alphabet[(31-sum%31)%31] == n[17]
}

// cards are bank cards by length, first digit and Luhn; after 卡号 by length.
func cards(t text) []span {
	if t.digits < 12 {
		return nil
	}
	var out []span
	t.matches(cardForm, func(at []int) {
		if n := compact(t.s[at[0]:at[1]]); luhn(n) {
			out = append(out, span{at[0], at[1], middle(n, 4, 4)})
		}
	})
	t.matchesOf(cardTold, []string{"卡", "账号", "帐号"}, func(at []int) {
		out = append(out, span{at[2], at[3], middle(compact(t.s[at[2]:at[3]]), 4, 4)})
	})
	return out
}

// luhn checks a bank card's number (GB/T 15694.1).
func luhn(n string) bool {
	sum := 0
	for i := range len(n) {
		d := int(n[len(n)-1-i] - '0')
		if i%2 == 1 {
			d *= 2
			if d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

func mobiles(t text) []span {
	if t.digits < 11 {
		return nil
	}
	var out []span
	t.matches(mobileForm, func(at []int) {
		if partOfNumber(t, at[0], at[1]) {
			return
		}
		out = append(out, span{at[0], at[1], middle(compact(t.s[at[2]:at[3]]), 3, 4)})
	})
	return out
}

// partOfNumber reports whether a found number is a piece of a longer one with
// hyphens or points (GZ-202608-…, 13800138000.5) or an amount of money.
func partOfNumber(t text, start, end int) bool {
	if start > 1 && strings.ContainsRune("-._/", rune(t.s[start-1])) && wordAt(t.s, start-2) {
		return true
	}
	if end+1 < len(t.s) && strings.ContainsRune("-._/", rune(t.s[end])) && wordAt(t.s, end+1) {
		return true
	}
	return strings.HasPrefix(t.s[end:], "元") || strings.HasPrefix(t.s[end:], "万元") || strings.HasPrefix(t.s[end:], "亿元")
}

// landlines are numbers with an area code, or of eight digits after 电话. The
// numbers a body has published stay.
func landlines(t text) []span {
	if t.digits < 8 {
		return nil
	}
	var out []span
	t.matches(landlineForm, func(at []int) {
		if !published(t, at[0]) && !partOfNumber(t, at[0], at[1]) {
			out = append(out, span{at[0], at[1], t.s[at[2]:at[3]] + "-" + t.s[at[4]:at[5]] + "****"})
		}
	})
	t.matchesOf(landlineTold, []string{"座机", "固话", "宅电", "电话"}, func(at []int) {
		if !published(t, at[4]) && !partOfNumber(t, at[4], at[1]) {
			out = append(out, span{at[4], at[1], t.s[at[4]:at[5]] + "****"})
		}
	})
	return out
}

// published reports whether the words before a number call it a public one.
func published(t text, at int) bool {
	words := t.before(at, 12)
	for _, w := range []string{"公示", "公布", "公开", "咨询电话", "服务电话", "监督电话", "投诉电话", "热线", "总机", "窗口电话", "办公电话", "指南上的电话", "官网"} {
		if strings.Contains(words, w) {
			return true
		}
	}
	return false
}

func passports(t text) []span {
	if t.digits < 7 {
		return nil
	}
	var out []span
	t.matches(passportForm, func(at []int) {
		if !partOfNumber(t, at[0], at[1]) {
			out = append(out, span{at[0], at[1], middle(t.s[at[0]:at[1]], 2, 2)})
		}
	})
	return out
}

func personalNumbers(t text) []span {
	if t.digits < 4 {
		return nil
	}
	var out []span
	t.matchesOf(numberTold, []string{"号"}, func(at []int) {
		if n := t.s[at[2]:at[3]]; digitsIn(n) >= 4 {
			out = append(out, span{at[2], at[3], middle(n, 2, 2)})
		}
	})
	return out
}

// caseNumbers keep the last four digits. The evidence numbers of the project
// itself (GZ-, TY-, …) name no case of a person.
func caseNumbers(t text) []span {
	if t.digits < 4 {
		return nil
	}
	var out []span
	t.matchesOf(caseTold, []string{"号"}, func(at []int) {
		n := t.s[at[2]:at[3]]
		if digitsIn(n) < 5 || evidence.MatchString(n) {
			return
		}
		out = append(out, span{at[2], at[3], "****" + n[len(n)-4:]})
	})
	return out
}

var evidence = regexp.MustCompile(`^(?:GZ|TY|HC|ZL|ZJ|JY)-`)

func digitsIn(s string) int {
	n := 0
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' {
			n++
		}
	}
	return n
}

func plates(t text) []span {
	if t.digits < 2 {
		return nil
	}
	var out []span
	t.matches(plateForm, func(at []int) {
		if n := t.s[at[4]:at[5]]; digitsIn(n) >= 2 {
			out = append(out, span{at[0], at[1], t.s[at[2]:at[3]] + "·" + middle(n, 0, 2)})
		}
	})
	return out
}
