package docx

import (
	"sync"
	"zhixiao/document"
)

// Writer prints documents into one compiled shell. It holds no state of a
// document and may be used from several goroutines.
type Writer struct {
	shell *shell
	pics  document.Pictures
	opts  Options

	packers sync.Pool // of *packer
}
