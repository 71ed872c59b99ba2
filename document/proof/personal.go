package proof

import (
	"regexp"
	"strings"

	"zhixiao/document"
)

var (
	mobile   = regexp.MustCompile(`(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}`)
	identity = regexp.MustCompile(`\d{17}[\dXx]`)
	card     = regexp.MustCompile(`\d{16,19}`)
	plate    = regexp.MustCompile(`[京津冀沪渝豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-Z0-9]{5,6}`)
)

// personal finds unmasked personal data (domain/format.md §8): mobile numbers,
// identity numbers with a valid check digit, bank cards by Luhn, plates.
func (r *reader) personal(id document.ID, text string) {
	plain := halfWidth(text)
	for _, m := range identity.FindAllString(plain, -1) {
		if validIdentity(m) {
			r.add(id, Block, "个人信息未脱敏", "身份证号"+m[:4]+"…")
		}
	}
	for _, at := range mobile.FindAllStringIndex(plain, -1) {
		if !digitAt(plain, at[0]-1) && !digitAt(plain, at[1]) {
			r.add(id, Block, "个人信息未脱敏", "手机号"+plain[at[0]:at[0]+3]+"…")
		}
	}
	for _, m := range card.FindAllString(plain, -1) {
		if luhn(m) && !validIdentity(m) {
			r.add(id, Block, "个人信息未脱敏", "银行卡号"+m[:4]+"…")
		}
	}
	if m := plate.FindString(plain); m != "" {
		r.add(id, Block, "个人信息未脱敏", "车牌号"+m[:len("京A")]+"…")
	}
}

func digitAt(s string, i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }

// halfWidth folds full-width digits and letters, which hide numbers.
func halfWidth(text string) string {
	return strings.Map(func(c rune) rune {
		if c >= '！' && c <= '～' {
			return c - '！' + '!'
		}
		return c
	}, text)
}

// validIdentity checks the last digit of an 18-digit identity number
// (GB 11643-1999).
func validIdentity(s string) bool {
	if len(s) != 18 {
		return false
	}
	weights := [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	sum := 0
	for i, w := range weights {
		sum += int(s[i]-'0') * w
	}
	return "10X98765432"[sum%11] == strings.ToUpper(s)[17]
}

// luhn checks a bank card's number.
func luhn(s string) bool {
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
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
