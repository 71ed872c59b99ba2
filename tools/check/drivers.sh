#!/usr/bin/env bash
# drivers.sh: the program with cgo and the one without make the same deliverables,
# each reads the other's database, and the one without compiles for Windows.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
CGO_ENABLED=1 go build -o "$work/cgo" ./cmd/zhixiao
CGO_ENABLED=0 go build -o "$work/pure" ./cmd/zhixiao
CGO_ENABLED=0 GOOS=windows GOARCH=amd64 go build -o "$work/zhixiao.exe" ./cmd/zhixiao
run() { "$@" >"$work/log" 2>&1 || { tail -20 "$work/log"; exit 1; }; }
# same A B: equal but for the databases, whose pages differ.
same() { diff -r --exclude 'demo.sqlite*' "$1" "$2" || { echo "$1 and $2 differ"; exit 1; }; }
for by in cgo pure; do
	run "$work/$by" demo --scale 0.02 --out "$work/of-$by"
done
same "$work/of-cgo" "$work/of-pure"
for by in cgo pure; do
	other=$([ $by = cgo ] && echo pure || echo cgo)
	run "$work/$by" build 2026Q3 --db "$work/of-$other/demo.sqlite" --out "$work/again-$by" --unit 朝阳区
	run "$work/$by" freeze 2026-09 --db "$work/of-$other/demo.sqlite" --out "$work/again-$by"
	run "$work/$by" build 2026-09 --kind month-list --db "$work/of-$other/demo.sqlite" --out "$work/again-$by"
done
same "$work/again-cgo" "$work/again-pure"
echo "the same deliverables with both drivers: $(find "$work/of-cgo" "$work/again-cgo" -type f ! -name 'demo.sqlite*' | wc -l) files"
