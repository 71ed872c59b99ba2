#!/usr/bin/env bash
# windows.sh: the program for Windows, run by wine in a folder with a Chinese name and a
# blank, makes the deliverables that it makes here.
set -euo pipefail
cd "$(dirname "$0")/../.."
for need in wine x86_64-w64-mingw32-gcc; do
	command -v "$need" >/dev/null || { echo "skipped: $need is not installed"; exit 0; }
done
work=$(mktemp -d)
export WINEPREFIX="$work/prefix" WINEDEBUG=-all
trap 'wineserver -k 2>/dev/null || true; rm -rf "$work"' EXIT
CGO_ENABLED=0 GOOS=windows GOARCH=amd64 go build -o "$work/zhixiao.exe" ./cmd/zhixiao
CGO_ENABLED=0 go build -o "$work/zhixiao" ./cmd/zhixiao
# Go asks this library for random bytes; Windows has it since 7, wine before 9 has not.
cat >"$work/bcryptprimitives.c" <<'C'
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID, ULONG);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size) { return SystemFunction036(data, (ULONG)size); }
C
wine wineboot -u >/dev/null 2>&1 || true
system="$WINEPREFIX/drive_c/windows/system32"
[ -e "$system/bcryptprimitives.dll" ] || x86_64-w64-mingw32-gcc -shared -o "$system/bcryptprimitives.dll" "$work/bcryptprimitives.c" -ladvapi32
run() { "$@" >"$work/log" 2>&1 || { tail -20 "$work/log"; exit 1; }; }
run "$work/zhixiao" demo --scale 0.02 --out "$work/here"
run wine "$work/zhixiao.exe" demo --scale 0.02 --out "$(winepath -w "$work" 2>/dev/null)\\演示 目录"
diff -r --exclude 'demo.sqlite*' --exclude .lock "$work/here" "$work/演示 目录" || { echo "Windows makes other deliverables"; exit 1; }
echo "the same deliverables on Windows (wine): $(find "$work/演示 目录" -type f ! -name 'demo.sqlite*' | wc -l) files"
