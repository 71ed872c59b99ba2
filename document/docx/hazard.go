package docx

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"path"
	"slices"
	"strings"

	"zhixiao"
)

// Hazard is something in a Word file that runs, fetches or hides: no approved file
// may carry it into the archive.
type Hazard struct {
	Place string // in the reader's words: 正文“一、总体情况”之下第2段“本季度…”
	Kind  string // what it is: 会取用外部内容或执行命令的域DDEAUTO
}

// String is the place and the kind.
func (h Hazard) String() string { return h.Place + "：" + h.Kind }

// maxHazards is how many are told of one file.
const maxHazards = 200

// Hazards finds what a reviewed file carries besides words and pictures. It knows
// what Word, WPS and LibreOffice write for a report and tells everything else:
// kinds of parts, relationships, fields, namespaces and targets that are not
// listed are hazards, so that one nobody has thought of is told too. A file that
// Read refuses is an error here as well. Nothing is run or fetched.
func Hazards(ctx context.Context, name string, data []byte) ([]Hazard, error) {
	a, err := openArchive(name, bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	s := &search{ctx: ctx, a: a, styles: map[string]string{}, keys: map[string]string{}, fontKeys: map[string]string{}, found: map[Hazard]bool{}, wrong: map[string]map[string]string{}}
	s.wrapping(data)
	s.contentTypes()
	for _, part := range s.parts() {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		s.part(part)
	}
	for _, part := range s.fonts {
		s.font(part)
	}
	s.unused()
	return s.list, ctx.Err()
}

// search is a package being searched.
type search struct {
	ctx      context.Context
	a        *archive
	kinds    map[string]string            // content type by part, both lower case
	defaults map[string]string            // content type by extension
	styles   map[string]string            // name of a paragraph style by its id
	named    string                       // id of the style being read
	keys     map[string]string            // key of an embedded font by the relationship that names it
	fontKeys map[string]string            // that relationship by part
	wrong    map[string]map[string]string // what is wrong with a reference, by part and id
	fonts    []string                     // parts that are embedded fonts, looked at last
	list     []Hazard
	found    map[Hazard]bool
}

func (s *search) tell(place, format string, args ...any) {
	h := Hazard{Place: place, Kind: fmt.Sprintf(format, args...)}
	if len(s.list) < maxHazards && !s.found[h] {
		s.found[h] = true
		s.list = append(s.list, h)
	}
}

// parts are the names of the files in the package, the styles first: they say
// which paragraphs are headings.
func (s *search) parts() []string {
	var all []string
	for key := range s.a.files {
		if !strings.HasSuffix(key, "/") {
			all = append(all, key)
		}
	}
	slices.SortFunc(all, func(a, b string) int {
		if (s.kindOf(a).holds == holdsStyles) != (s.kindOf(b).holds == holdsStyles) {
			if s.kindOf(a).holds == holdsStyles {
				return -1
			}
			return 1
		}
		return strings.Compare(a, b)
	})
	return all
}

// wrapping looks at the package as a ZIP file: nothing before, behind or beside
// its files, and these nothing but plain files.
func (s *search) wrapping(data []byte) {
	const whole = "文件包"
	if !bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		s.tell(whole, "前面另有内容（%s）", magicOf(data))
	}
	if at := bytes.LastIndex(data, []byte("PK\x05\x06")); at < 0 || at+22 != len(data) {
		s.tell(whole, "末尾另有内容")
	}
	for key, f := range s.a.files {
		place := whole + "中的" + f.Name
		mode := f.Mode()
		switch {
		case strings.HasPrefix(f.Name, "/"):
			s.tell(place, "部件用了绝对路径")
		case strings.ContainsAny(key, ":*?\"<>|") || strings.ContainsFunc(key, func(r rune) bool { return r < ' ' || r == 0x7f }):
			s.tell(place, "部件名称不合规则")
		}
		if mode&fs.ModeSymlink != 0 {
			s.tell(place, "是指向包外的符号链接")
		} else if !mode.IsRegular() && !mode.IsDir() {
			s.tell(place, "不是普通文件")
		}
		if f.Flags&(1|1<<6|1<<13) != 0 {
			s.tell(place, "加了密")
		}
	}
}

// contentTypes reads which part is of which type.
func (s *search) contentTypes() {
	s.kinds, s.defaults = map[string]string{}, map[string]string{}
	root, err := s.a.maybe(s.ctx, typesPart)
	if err != nil || root == nil {
		s.tell("文件包", "没有可读的部件类型清单（%s）", typesPart)
		return
	}
	for _, k := range root.kids {
		kind, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(k.attr("ContentType"))), ";")
		switch k.tag {
		case ":Override":
			s.kinds[strings.TrimPrefix(strings.ToLower(k.attr("PartName")), "/")] = kind
		case ":Default":
			s.defaults[strings.ToLower(k.attr("Extension"))] = kind
		}
	}
}

func (s *search) typeOf(part string) string {
	if kind, ok := s.kinds[part]; ok {
		return kind
	}
	return s.defaults[strings.TrimPrefix(path.Ext(part), ".")]
}

func (s *search) kindOf(part string) partKind { return partKinds[s.typeOf(part)] }

// place names a part in the reader's words.
func (s *search) place(part string) string {
	name := part
	if f := s.a.files[part]; f != nil {
		name = f.Name
	}
	if words := s.kindOf(part).words; words != "" {
		return words + "（" + name + "）"
	}
	return "文件包中的" + name
}

func (s *search) part(part string) {
	data, err := s.a.read(part)
	if err != nil {
		var known *zhixiao.Problem
		if errors.As(err, &known) {
			err = known.Err
		}
		s.tell("文件包中的"+part, "%v", err)
		return
	}
	if part == strings.ToLower(typesPart) {
		return
	}
	if strings.HasSuffix(part, ".rels") {
		s.relations(part, data)
		return
	}
	kind, known := partKinds[s.typeOf(part)]
	switch {
	case strings.HasSuffix(part, ".svg") || s.typeOf(part) == "image/svg+xml":
		s.tell(s.place(part), "SVG图，可能带脚本")
	case !known && magicOf(data) != "":
		s.tell(s.place(part), "嵌入的%s", magicOf(data))
	case !known || kind.holds == holdsData && !beside(part):
		s.tell(s.place(part), "不在报告之列的部件（类型%s）", orUnknown(s.typeOf(part)))
	case kind.holds == holdsPicture:
		s.picture(part, data)
	case kind.holds == holdsFont:
		s.fonts = append(s.fonts, part)
	case magicOf(data) != "":
		s.tell(s.place(part), "内容是%s，与所称类型不符", magicOf(data))
	default:
		s.words(part, kind, data)
	}
}

// beside reports whether a part lies where Word keeps data beside the words.
func beside(part string) bool {
	return strings.HasPrefix(part, "customxml/") || strings.HasPrefix(part, "docmetadata/")
}

func orUnknown(kind string) string {
	if kind == "" {
		return "未登记"
	}
	return kind
}

func (s *search) picture(part string, data []byte) {
	if magic := magicOf(data); magic != "" {
		s.tell(s.place(part), "内容是%s，不是图片", magic)
		return
	}
	if _, _, err := zhixiao.PictureSize(data); err != nil {
		s.tell(s.place(part), "%v", err)
	}
}

// relations looks at what a part refers to. What is wrong is told where the words
// use it; what they do not use, at the part.
func (s *search) relations(part string, data []byte) {
	root, err := parse(s.ctx, data)
	if err != nil {
		s.tell("文件包中的"+part, "%v", err)
		return
	}
	of := strings.TrimSuffix(path.Join(path.Dir(path.Dir(part)), path.Base(part)), ".rels")
	wrong := map[string]string{}
	for _, k := range root.kids {
		if err := s.relation(path.Dir(of), k); err != nil {
			wrong[k.attr("Id")] = err.Error()
		}
	}
	s.wrong[of] = wrong
}

// unused tells of the references that no words used.
func (s *search) unused() {
	for _, of := range slices.Sorted(maps.Keys(s.wrong)) {
		place := "文件包"
		if of != "" {
			place = s.place(of)
		}
		for _, id := range slices.Sorted(maps.Keys(s.wrong[of])) {
			s.tell(place, "%s", s.wrong[of][id])
		}
	}
}

// relation says what is wrong with a reference.
func (s *search) relation(dir string, k *node) error {
	kind, target, mode := k.attr("Type"), k.attr("Target"), k.attr("TargetMode")
	name := path.Base(kind)
	switch {
	case k.tag != ":Relationship" || mode != "" && mode != "Internal" && mode != "External":
		return errors.New("不合规则的引用：" + clip(target))
	case !relationKinds[kind] && mode == "External":
		return fmt.Errorf("引用文件以外的内容（%s）：%s", clip(name), clip(target))
	case !relationKinds[kind]:
		return fmt.Errorf("不在报告之列的引用（%s）：%s", clip(name), clip(target))
	case name == "hyperlink" && (mode == "External" || strings.HasPrefix(target, "#")):
		if !plainLink(target) {
			return errors.New("链接指向网页、邮箱以外的地方：" + clip(target))
		}
		return nil
	case mode == "External":
		return fmt.Errorf("引用文件以外的内容（%s）：%s", clip(name), clip(target))
	}
	return s.within(dir, name, target, k.attr("Id"))
}

// within says what is wrong with a reference to a part of the package.
func (s *search) within(dir, name, target, id string) error {
	if plain, err := url.PathUnescape(target); err == nil {
		target = plain
	}
	to := path.Join(dir, target)
	if strings.HasPrefix(target, "/") {
		to = path.Clean(target)[1:]
	}
	to = strings.ToLower(to)
	switch {
	case strings.Contains(target, "://") || strings.HasPrefix(to, "..") || s.a.files[to] == nil:
		return fmt.Errorf("引用指向包里没有的部件（%s）：%s", name, clip(target))
	case s.kindOf(to).holds == holdsData && !strings.HasPrefix(strings.ToLower(name), "customxml") && name != "classificationlabels":
		return fmt.Errorf("以附带数据充当%s：%s", name, clip(target))
	case name == "font":
		s.fontKeys[to] = id
	}
	return nil
}
