package tab

import "encoding/binary"

func put32(d []byte, v int32) []byte { return binary.LittleEndian.AppendUint32(d, uint32(v)) }

func put16(d []byte, v int) []byte { return binary.LittleEndian.AppendUint16(d, uint16(v)) }
