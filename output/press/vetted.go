package press

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"zhixiao"
	"zhixiao/document"
	"zhixiao/document/proof"
	"zhixiao/output"
)

// vetted remembers, by report, the text that was last found without a blocking
// fault. A report whose text, numbers and keys are the same again, read by the same
// rules and the same program, has no new fault of its own, whatever was changed in
// the templates: so it need not be read again. It stands below the period's folder
// and may be deleted at any time.
type vetted struct {
	Rules   string            `json:"rules"` // digest of what the reading itself rests on
	Reports map[string]string `json:"reports"`
	path    string
}

const vettedName = ".vetted.json"

// openVetted reads what is remembered; what rests on other rules is forgotten.
func openVetted(root, program string, words proof.Words) (*vetted, error) {
	rules, err := json.Marshal(words)
	if err != nil {
		return nil, err
	}
	v := &vetted{Rules: digest(string(rules) + program), Reports: map[string]string{}, path: filepath.Join(root, vettedName)}
	data, err := os.ReadFile(v.path)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return v, nil
		}
		return nil, &zhixiao.Problem{At: zhixiao.Place{File: v.path}, Err: fmt.Errorf("检验记录读不出：%w", err), Way: "删去它后重新检验"}
	}
	var kept vetted
	if json.Unmarshal(data, &kept) == nil && kept.Rules == v.Rules && kept.Reports != nil {
		v.Reports = kept.Reports
	}
	return v, nil
}

// same reports whether a report was found sound as it reads now.
func (v *vetted) same(d *document.Document) bool { return v.Reports[d.Job] == digestOf(d) }

// remember notes which of the reports read are sound, and forgets the others.
func (v *vetted) remember(ctx context.Context, docs []*document.Document, findings []proof.Finding) error {
	for _, d := range docs {
		v.Reports[d.Job] = digestOf(d)
	}
	for _, f := range findings {
		if f.Level == proof.Block {
			delete(v.Reports, f.Job)
		}
	}
	folder, err := output.NewFolder(filepath.Dir(v.path))
	if err != nil {
		return err
	}
	return folder.Put(ctx, vettedName, func(w io.Writer) error {
		enc := json.NewEncoder(w)
		enc.SetIndent("", " ")
		return enc.Encode(v)
	})
}

// digestOf is the digest of what a report says and prints under keys.
func digestOf(d *document.Document) string {
	h := sha256.New()
	for _, p := range document.Passages(d) {
		fmt.Fprintf(h, "%s#%s\t%s\n", p.Block, p.Part, p.Text)
	}
	for _, f := range document.Facts(d) {
		fmt.Fprintf(h, "%s\t%s\t%s\t%s\n", f.Block, f.Key, f.Text, f.Unit)
	}
	return hex.EncodeToString(h.Sum(nil))
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}
