package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"zhixiao"
	"zhixiao/output"
)

// IsBag reports whether a folder declares itself a BagIt bag.
func IsBag(root string) bool {
	_, err := os.Stat(filepath.Join(root, bagDeclaration))
	return err == nil
}

// VerifyBag re-reads a whole bag and reports, all together, every file that is
// missing, changed or not listed, and a declaration, Payload-Oxum or manifest
// that does not hold. It answers the number of files read.
func VerifyBag(root string) (checked int, err error) {
	v := bagVerifier{root: root, sums: map[string]bagFile{}}
	if err := v.read(); err != nil {
		return 0, err
	}
	v.declaration()
	v.info()
	payload := v.manifests("manifest-", true)
	tags := v.manifests("tagmanifest-", false)
	if payload == 0 {
		v.fault("manifest-sha256.txt", "缺少清单", "重新归档")
	}
	if tags == 0 {
		v.fault("tagmanifest-sha256.txt", "缺少标签清单", "重新归档")
	}
	return len(v.sums), errors.Join(v.faults...)
}

type bagVerifier struct {
	root   string
	sums   map[string]bagFile // of every file, by path
	faults []error
}

func (v *bagVerifier) fault(path, what, way string) {
	v.faults = append(v.faults, &zhixiao.Problem{At: zhixiao.Place{File: path}, Err: errors.New(what), Way: way})
}

// read sums every file of the bag once.
func (v *bagVerifier) read() error {
	return filepath.WalkDir(v.root, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return output.DiskError(path, err)
		}
		if e.IsDir() {
			return nil
		}
		rel, err := filepath.Rel(v.root, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if !e.Type().IsRegular() {
			v.fault(rel, "不是普通文件（链接或设备）", "归档包里只能有普通文件")
			return nil
		}
		s := newSums()
		if err := copyFile(path, s); err != nil {
			return output.DiskError(path, err)
		}
		v.sums[rel] = s.file(rel)
		return nil
	})
}

func (v *bagVerifier) text(name string) (string, bool) {
	data, err := os.ReadFile(filepath.Join(v.root, name))
	if err != nil {
		return "", false
	}
	return strings.ReplaceAll(string(data), "\r\n", "\n"), true
}

func (v *bagVerifier) declaration() {
	text, _ := v.text(bagDeclaration)
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if len(lines) != 2 || !strings.HasPrefix(lines[0], "BagIt-Version: ") || strings.TrimSpace(lines[1]) != "Tag-File-Character-Encoding: UTF-8" {
		v.fault(bagDeclaration, "声明应为两行：BagIt-Version 和 Tag-File-Character-Encoding: UTF-8", "重新归档")
	}
}

// info proves Payload-Oxum: the octets and the files of the payload.
func (v *bagVerifier) info() {
	text, ok := v.text(bagInfo)
	if !ok {
		v.fault(bagInfo, "文件缺失", "重新归档")
		return
	}
	var octets, files int64
	for path, f := range v.sums {
		if strings.HasPrefix(path, payloadDir) {
			octets, files = octets+f.size, files+1
		}
	}
	for line := range strings.SplitSeq(text, "\n") {
		name, value, _ := strings.Cut(line, ":")
		if name == "Payload-Oxum" {
			if want := fmt.Sprintf("%d.%d", octets, files); strings.TrimSpace(value) != want {
				v.fault(bagInfo, fmt.Sprintf("Payload-Oxum为%s，实有%s（字节.文件数）", strings.TrimSpace(value), want), "找回缺失的文件，移走多出的文件")
			}
			return
		}
	}
	v.fault(bagInfo, "没有Payload-Oxum", "重新归档")
}

// manifests checks every manifest of the kind and says how many there are.
func (v *bagVerifier) manifests(prefix string, payload bool) (found int) {
	for _, algorithm := range []string{"sha256", "sha512"} {
		name := prefix + algorithm + ".txt"
		text, ok := v.text(name)
		if !ok {
			continue
		}
		found++
		v.manifest(name, text, algorithm, payload)
	}
	return found
}

func (v *bagVerifier) manifest(name, text, algorithm string, payload bool) {
	listed := map[string]bool{}
	for n, line := range strings.Split(strings.TrimSuffix(text, "\n"), "\n") {
		sum, path, ok := strings.Cut(strings.TrimSpace(line), " ")
		path = strings.NewReplacer("%0A", "\n", "%0a", "\n", "%0D", "\r", "%0d", "\r", "%25", "%").Replace(strings.TrimLeft(path, " *"))
		if !ok || path == "" {
			v.fault(fmt.Sprintf("%s:%d", name, n+1), "这一行不是“校验值 路径”", "重新归档")
			continue
		}
		if strings.HasPrefix(path, payloadDir) != payload || strings.HasPrefix(path, "/") || slices.Contains(strings.Split(path, "/"), "..") {
			v.fault(fmt.Sprintf("%s:%d", name, n+1), fmt.Sprintf("路径%q越出归档包", path), "重新归档")
			continue
		}
		listed[path] = true
		f, here := v.sums[path]
		have := f.sha256
		if algorithm == "sha512" {
			have = f.sha512
		}
		switch {
		case !here:
			v.fault(path, "文件缺失，"+name+"里有它", "从备份找回")
		case !strings.EqualFold(have, sum):
			v.fault(path, "内容与"+name+"的"+strings.ToUpper(algorithm)+"不符", "从备份找回")
		}
	}
	for _, path := range v.unlisted(listed, payload) {
		v.fault(path, name+"里没有这个文件", "移走多出的文件，或重新归档")
	}
}

// unlisted are the files that a manifest should list and does not.
func (v *bagVerifier) unlisted(listed map[string]bool, payload bool) []string {
	var all []string
	for path := range v.sums {
		if listed[path] || strings.HasPrefix(path, payloadDir) != payload || !payload && strings.HasPrefix(path, "tagmanifest-") {
			continue
		}
		all = append(all, path)
	}
	slices.Sort(all)
	return all
}
