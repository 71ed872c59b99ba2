package proof

import (
	"zhixiao/document"
	"zhixiao/store/masking"
)

// personal finds personal data that the rules of masking would hide
// (docs/domain/format.md §8): detection is that masking finds something. The finding
// shows the masked form, so that the list of findings itself can be passed on.
func (r *reader) personal(id document.ID, text string) {
	for _, h := range masking.Find(text) {
		shown := h.Shown
		if shown == "" {
			shown = "（应删去）"
		}
		r.tell(id, Block, "个人信息未脱敏", h.Rule+h.Name+"，应写作"+shown)
	}
}
