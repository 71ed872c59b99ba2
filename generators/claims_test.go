package generators

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"zhixiao"
	"zhixiao/generators/prose"
	"zhixiao/generators/sample"
	"zhixiao/templates"
)

// claim is an entry of docs/claims.yaml: what a sentence says was done or is known,
// and what in this program does it or holds it. Exactly one of By, Plan and Cites.
type claim struct {
	ID    string   // sentence, or package.Func that holds the text
	Says  []string // the words, as they stand in the template
	By    []string // func package.Func, column table.column, indicator B101, rule K07
	Test  string   // package.TestName that keeps it
	Plan  bool     // somebody is asked to do it: no claim that it was done
	Cites string   // the document that says so, named in the sentence
}

// claimList is docs/claims.yaml.
type claimList struct {
	Terms  []string // names of things with a marker word in them: 专项核查
	Claims []claim
}

// methodWords are the words by which a sentence says that something was done, tried,
// joined or left out. Each place where one stands is listed, or is no claim: part of
// a term, or of a clause that asks for it.
var methodWords = []string{
	"加权", "截断", "剔除", "复核", "关联", "推送", "回访", "抽样", "检验", "抽查", "核查", "核实", "核对", "校验", "审核", "脱敏", "去重", "归并",
	"逐件", "逐条", "逐一", "逐项", "全部", "已", "人工", "回溯", "印证", "督办", "通报", "培训", "派发", "排除", "追溯", "清洗", "加密", "随机", "分层", "标注", "检查", "显著",
}

// asks are the words after which a clause asks for something.
var asks = regexp.MustCompile(`需|须|应|宜|建议|待|请|是否|能否|能不能|有无|可以|可作|可供|应当|将|拟|不宜|尚|未经`)

// questions are the words after which a clause asks whether something was done.
var questions = regexp.MustCompile(`是否|能否|有无`)

// done are the words that only a question excuses.
var done = []string{"已"}

// clauseMark ends a clause.
const clauseMark = "，；。：（）"

// wording is a text that may stand in a paper, with the name of who says it.
type wording struct{ id, text string }

// TestEveryClaimHasItsCode: a sentence that says something was done or is known names
// in docs/claims.yaml what does it or holds it, and the test that keeps it. With -v it
// prints the figure.
func TestEveryClaimHasItsCode(t *testing.T) {
	list, set := claims(t), ownTexts(t)
	texts := wordings(t, set)
	claimed, without := 0, 0
	for _, s := range texts {
		hits := methods(s.text)
		open := list.open(s, hits)
		if len(hits) > 0 {
			claimed++
		}
		if len(open) > 0 {
			without++
			t.Errorf("%s: %s is said without an entry in docs/claims.yaml: %s", s.id, strings.Join(open, ", "), s.text)
		}
	}
	t.Logf("%d of %d sentences with method words, %d of them without code", claimed, len(texts), without)
}

// TestClaimsAreThere: what an entry names is there: its words in the sentence, its
// code, its column, its rule, its test, its document.
func TestClaimsAreThere(t *testing.T) {
	list, set := claims(t), ownTexts(t)
	texts := wordings(t, set)
	there := namesThere(t, set)
	for _, c := range list.Claims {
		for _, words := range c.Says {
			if !slices.ContainsFunc(texts, func(s wording) bool { return s.id == c.ID && strings.Contains(s.text, words) }) {
				t.Errorf("%s does not say %q", c.ID, words)
			}
			if c.Plan && !plans(words) {
				t.Errorf("%s: %q is called a plan and asks for nothing", c.ID, words)
			}
			if c.Cites != "" && !slices.ContainsFunc(texts, func(s wording) bool {
				return s.id == c.ID && strings.Contains(s.text, words) && strings.Contains(s.text, c.Cites)
			}) {
				t.Errorf("%s: %q does not name %s", c.ID, words, c.Cites)
			}
		}
		if ways := countTrue(len(c.By) > 0, c.Plan, c.Cites != ""); ways != 1 || len(c.Says) == 0 {
			t.Errorf("%s: say what it says and one of by, plan and cites", c.ID)
		}
		if (len(c.By) > 0) != (c.Test != "") {
			t.Errorf("%s: what code does needs a test, and only that", c.ID)
		}
		for _, by := range append(slices.Clone(c.By), testName(c.Test)...) {
			if !there[by] {
				t.Errorf("%s: %s is not there", c.ID, by)
			}
		}
	}
	for _, term := range list.Terms {
		if len([]rune(term)) > 10 || strings.ContainsAny(term, clauseMark) || len(methods(term)) == 0 {
			t.Errorf("%q is no term", term)
		}
		if !slices.ContainsFunc(texts, func(s wording) bool { return strings.Contains(s.text, term) }) {
			t.Errorf("no sentence names %q", term)
		}
	}
}

// TestMethodsPageIsOfTheList: docs/methods.zh-CN.md is docs/claims.yaml for readers.
// Run with -update to write it.
func TestMethodsPageIsOfTheList(t *testing.T) {
	var page strings.Builder
	page.WriteString(methodsHead)
	for _, c := range claims(t).Claims {
		does, test := "`"+strings.Join(c.By, "`、`")+"`", "`"+c.Test+"`"
		switch {
		case c.Plan:
			does, test = "要求他人去做，未说已做", "—"
		case c.Cites != "":
			does, test = c.Cites, "—"
		}
		fmt.Fprintf(&page, "| %s | %s | %s | %s |\n", c.ID, strings.Join(c.Says, "；"), does, test)
	}
	const file = "../docs/methods.zh-CN.md"
	if *update {
		if err := os.WriteFile(file, []byte(page.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(file)
	if err != nil || string(data) != page.String() {
		t.Errorf("%s is not of the list (%v): run go test ./generators -run MethodsPage -update", file, err)
	}
}

const methodsHead = `# 方法句与代码对照

报告中凡说“做过什么、知道什么”的话（加权、剔除、复核、关联、检验、抽查、脱敏、归并、已……等），都在这里写明由哪段代码去做、或者由哪张数据表的哪一列载明，以及由哪项测试守住。本页由 claims.yaml 生成，测试不许多一句、少一句：新写的句子带有这类词而没有列入，测试不通过；列入而句子、代码、数据列、规则或测试已经不在的，同样不通过。

没有列入的说法不得写进报告。数据不掌握的，写成有待核实的问题（成因规则的 ask），不写成发现。

| 句号 | 说法 | 代码、数据列、指标或规则 | 测试 |
|---|---|---|---|
`

// TestAClaimWithoutCodeIsFound: what the two tests above would find.
func TestAClaimWithoutCodeIsFound(t *testing.T) {
	list := claimList{Terms: []string{"专项核查"}, Claims: []claim{{ID: "X1", Says: []string{"已剔除重复件"}}}}
	for _, tt := range []struct{ name, id, text, open string }{
		{"nothing claimed", "X2", "诉求量为5件。", ""},
		{"claimed and listed", "X1", "清单已剔除重复件。", ""},
		{"listed for another sentence", "X2", "清单已剔除重复件。", "已 剔除"},
		{"a second claim beside a listed one", "X1", "清单已剔除重复件，并逐件回访。", "回访 逐件"},
		{"a term", "X2", "专项核查共形成问题3条。", ""},
		{"asked for", "X2", "需逐件核对到场原因。", ""},
		{"done is not asked for", "X2", "应当说明的是均已复核。", "已"},
		{"asked for in another clause", "X2", "须说明原因，逐件回访。", "回访 逐件"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			open := list.open(wording{tt.id, tt.text}, methods(tt.text))
			slices.Sort(open)
			want := strings.Fields(tt.open)
			slices.Sort(want)
			if !slices.Equal(open, want) {
				t.Errorf("open %q, want %q", open, want)
			}
		})
	}
}

func countTrue(all ...bool) (n int) {
	for _, b := range all {
		if b {
			n++
		}
	}
	return n
}

func testName(name string) []string {
	if name == "" {
		return nil
	}
	return []string{"test " + name}
}

func claims(t *testing.T) (list claimList) {
	t.Helper()
	data, err := os.ReadFile("../docs/claims.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := yaml.UnmarshalWithOptions(data, &list, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	return list
}

func ownTexts(t *testing.T) *templates.Set {
	t.Helper()
	set, err := templates.Load(nil)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// span is where a method word stands in a text, in bytes.
type span struct {
	word     string
	from, to int
}

// methods is where the method words stand in a text.
func methods(text string) (all []span) {
	for _, w := range methodWords {
		for at := 0; ; {
			i := strings.Index(text[at:], w)
			if i < 0 {
				break
			}
			all = append(all, span{w, at + i, at + i + len(w)})
			at += i + len(w)
		}
	}
	return all
}

// open is the method words of a text that nothing accounts for.
func (l claimList) open(s wording, hits []span) (words []string) {
	for _, h := range hits {
		inside := func(quote string) bool {
			for at := 0; ; {
				i := strings.Index(s.text[at:], quote)
				if i < 0 {
					return false
				}
				if at+i <= h.from && h.to <= at+i+len(quote) {
					return true
				}
				at += i + len(quote)
			}
		}
		listed := slices.ContainsFunc(l.Claims, func(c claim) bool { return c.ID == s.id && slices.ContainsFunc(c.Says, inside) })
		if !listed && !slices.ContainsFunc(l.Terms, inside) && !asked(s.text, h) && !slot(s.text, h) {
			words = append(words, h.word)
		}
	}
	return words
}

// asked reports whether the clause asks for what the word names.
func asked(text string, h span) bool {
	before := text[max(0, strings.LastIndexAny(text[:h.from], clauseMark)):h.from]
	if slices.Contains(done, h.word) {
		return questions.MatchString(before)
	}
	return asks.MatchString(before)
}

// slot reports whether the word is in the name of a slot.
func slot(text string, h span) bool {
	open, shut := strings.LastIndex(text[:h.from], "{"), strings.LastIndex(text[:h.from], "}")
	return open > shut
}

// plans reports whether words ask for something.
func plans(words string) bool {
	return asks.MatchString(words) || slices.ContainsFunc([]string{"由", "下季度", "下一步", "建议"}, func(w string) bool { return strings.Contains(words, w) })
}

// wordings is every text that may stand in a paper, each once.
func wordings(t *testing.T, set *templates.Set) (all []wording) {
	t.Helper()
	seen := map[wording]bool{}
	for _, s := range slices.Concat(sentencesOf(set), wordingsOfAnalysis(t), literals(t, set, "generators", "generators/prose", "generators/quarter", "generators/month", "generators/book", "generators/inspection", "generators/atlas", "generators/fulfilment", "analysis", "analysis/contract", "analysis/finding")) {
		if !seen[s] {
			seen[s] = true
			all = append(all, s)
		}
	}
	return all
}

// wordingsOfAnalysis is the lines of analysis/wording.txt by their names.
func wordingsOfAnalysis(t *testing.T) (all []wording) {
	t.Helper()
	data, err := os.ReadFile("../analysis/wording.txt")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range zhixiao.ReadWordings(string(data)) {
		all = append(all, wording{"wording." + name, text})
	}
	return all
}

// proposed are the parts of the books' remedies: who, with whom, what, output,
// measure.
var proposed = regexp.MustCompile(`^Y7\d[A-D](谁|助|做|果|验)$`)

var variant = regexp.MustCompile(`\.\d+$`)

// sentencesOf is every wording of the templates that a paper may print. What
// remedies propose is left out: it is asked for.
func sentencesOf(set *templates.Set) (all []wording) {
	add := func(list []templates.Sentence) {
		for _, s := range list {
			for _, text := range s.Text {
				all = append(all, wording{variant.ReplaceAllString(s.ID, ""), text})
			}
		}
	}
	for _, s := range set.Narrative.Sentences() {
		if !proposed.MatchString(s.ID) {
			add([]templates.Sentence{*s})
		}
	}
	for name := range set.Outlines {
		if o, err := set.Outlines.Of(name); err == nil {
			for _, text := range o.Texts() {
				all = append(all, wording{"outlines/" + name, text})
			}
		}
	}
	for _, theme := range set.Rules.Themes {
		add(theme.Title)
		add(theme.Facts)
		add(theme.City)
	}
	for i := range set.Rules.Causes {
		c := &set.Rules.Causes[i]
		add(c.Basis)
		add(c.Exclude)
		for strength := range 3 {
			add([]templates.Sentence{*c.Conclusion(strength)})
		}
	}
	for _, o := range set.Obstacles {
		add(o.Title)
		add(o.Mechanism)
		add(o.Cause)
	}
	return all
}

var han = regexp.MustCompile(`\p{Han}`)

// literals is the Chinese texts in the code of packages, each under the function it
// stands in; names of slots are none.
func literals(t *testing.T, set *templates.Set, packages ...string) (all []wording) {
	t.Helper()
	slots := Dictionary(set)
	for _, p := range packages {
		files, err := filepath.Glob("../" + p + "/*.go")
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v", p, err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range f.Decls {
				id := path.Base(p) + "." + declared(d)
				ast.Inspect(d, func(n ast.Node) bool {
					if field, ok := n.(*ast.KeyValueExpr); ok {
						if key, ok := field.Key.(*ast.Ident); ok && (key.Name == "Means" || key.Name == "Way") {
							return false // what slots mean, and what to do, is told to editors, in no paper
						}
					}
					lit, ok := n.(*ast.BasicLit)
					if !ok || lit.Kind != token.STRING {
						return true
					}
					text, err := strconv.Unquote(lit.Value)
					if err == nil && han.MatchString(text) && !slotNames(slots, text) {
						all = append(all, wording{id, text})
					}
					return true
				})
			}
		}
	}
	return all
}

func slotNames(slots prose.Dictionary, text string) bool {
	return !slices.ContainsFunc(strings.Fields(text), func(name string) bool { return slots.Askers(name) == 0 })
}

// declared is the name of a declaration, Type.Method for a method, "" for others.
func declared(d ast.Decl) string {
	f, ok := d.(*ast.FuncDecl)
	if !ok {
		return ""
	}
	if f.Recv == nil || len(f.Recv.List) == 0 {
		return f.Name.Name
	}
	of := f.Recv.List[0].Type
	if star, ok := of.(*ast.StarExpr); ok {
		of = star.X
	}
	if id, ok := of.(*ast.Ident); ok {
		return id.Name + "." + f.Name.Name
	}
	return f.Name.Name
}

var (
	createdTable = regexp.MustCompile(`(?s)CREATE TABLE (\w+)\s*\((.*?)\) STRICT`)
	columnName   = regexp.MustCompile(`(?m)(?:^|,)\s*([a-z][a-z0-9_]*) (?:TEXT|INTEGER|BLOB)`)
)

// namesThere is everything an entry may name: functions and tests of the source,
// columns of the feeds, indicators, rules.
func namesThere(t *testing.T, set *templates.Set) map[string]bool {
	t.Helper()
	there := map[string]bool{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		kind := "func "
		if strings.HasSuffix(path, "_test.go") {
			kind = "test "
		}
		for _, decl := range f.Decls {
			there[kind+filepath.Base(filepath.Dir(path))+"."+declared(decl)] = true
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../store/migrations/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatal("no migrations")
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, table := range createdTable.FindAllStringSubmatch(string(data), -1) {
			for _, column := range columnName.FindAllStringSubmatch(table[2], -1) {
				there["column "+table[1]+"."+column[1]] = true
			}
		}
	}
	for _, c := range set.Rules.Causes {
		there["rule "+c.ID] = true
	}
	f, _ := sample.SmallCity(t)
	for _, ind := range f.Indicators() {
		there["indicator "+ind.Code] = true
	}
	return there
}
