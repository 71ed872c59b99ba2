package templates

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"zhixiao"
)

//go:generate sh -c "cd shells && go run make.go"

//go:embed shells/*.docx
var houseShells embed.FS

// Shells finds Word shells by name. Its zero value knows the house shells only;
// Folder, when set, is where an editor keeps restyled copies that win over them.
type Shells struct{ Folder string }

// Shell is the bytes of the shell called name, from Folder when it is there and
// else the house shell. A name nobody has, or a file that cannot be read, is a
// *zhixiao.Problem.
func (s Shells) Shell(name string) ([]byte, error) {
	if s.Folder != "" {
		path := filepath.Join(s.Folder, name)
		data, err := os.ReadFile(path)
		if err == nil {
			return data, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, &zhixiao.Problem{At: zhixiao.Place{File: path}, Err: fmt.Errorf("Word底稿读不出来：%w", err)}
		}
	}
	data, err := houseShells.ReadFile("shells/" + name)
	if err != nil {
		return nil, &zhixiao.Problem{At: zhixiao.Place{File: name}, Err: errors.New("没有这个Word底稿"), Way: "自带的底稿是report.docx、book.docx和sheet.docx"}
	}
	return data, nil
}
