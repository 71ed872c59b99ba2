#!/usr/bin/env bash
# same.sh [--quick] [--own] BASE [HEAD]: do two revisions make the same deliverables?
#
# BASE's program makes one demo database of the contract year, at a fifth of its
# volumes. Both programs freeze what is left to freeze and build every kind from a
# copy of it, and differences.py compares the two folders: names, bytes, what the
# commands say, and what was written to the databases. HEAD is the working tree
# unless it is named. Ends with 0 only when nothing differs.
#
#   --quick  a twentieth of the volumes; of the quarter the city, one region, one domain
#   --own    each program makes its demo database itself: what it freezes is compared too
set -euo pipefail
cd "$(dirname "$0")/../.."

quick= own=
while [ $# -gt 0 ]; do
	case "$1" in
	--quick) quick=1 ;;
	--own) own=1 ;;
	-*) sed -n '2,13s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
	*) break ;;
	esac
	shift
done
[ $# -ge 1 ] || { sed -n '2,13s/^# \{0,1\}//p' "$0" >&2; exit 2; }
base=$1 head=${2:-}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# program NAME REVISION: builds it; the sources of "" are the working tree.
program() {
	local source=.
	if [ -n "$2" ]; then
		source="$work/source-$1"
		mkdir -p "$source"
		git archive "$2" | tar -x -C "$source"
	fi
	(cd "$source" && go build -o "$work/$1.zhixiao" ./cmd/zhixiao)
	[ -z "$2" ] || rm -rf "$source"
}

# say NAME WORDS…: runs a command of a program on its database and folder. What it
# says and how it ends is kept; that it fails is no reason to stop, if both do.
say() {
	local name=$1 code=0
	shift
	"$work/$name.zhixiao" "$@" --db "$work/$name.db/demo.sqlite" --out "$work/$name" >"$work/$name.said" 2>&1 || code=$?
	{
		printf '$ zhixiao %s\n' "${*//$work\/$name/…}"
		sed -E -e "s#$work/$name#…#g" -e 's/用时[0-9.]+秒/用时…秒/' "$work/$name.said" | grep -av -e '^\[[0-9]*/[0-9]*\]' -e '^goroutine' -e '\.go:' || true
		printf 'exit %d\n' "$code"
	} >>"$work/$name/said.txt"
}

demo() { "$work/$1.zhixiao" demo --data --scale "$scale" --until 2027-05 --out "$work/$2" >"$work/said" 2>&1 || { tail -20 "$work/said"; exit 1; }; }

make() {
	mkdir -p "$work/$1"
	say "$1" freeze 2026W38
	say "$1" freeze 2026-09-15
	if [ -n "$quick" ]; then
		say "$1" build 2026Q3 --force --kind quarter-general
		say "$1" build 2026Q3 --force --unit 朝阳区,F07
		say "$1" build 2026Q3 --force --kind maps --theme 综合得分
	else
		say "$1" build 2026Q3 --force
		say "$1" build 2026Q4 --force --kind quarter-general
		say "$1" build 2026Q3 --force --kind quarter-volume
		say "$1" build 2026Q3 --force --kind maps
		say "$1" build 2026Q4 --force --kind quarter-volume
	fi
	local period sheet
	for period in 2026-09 2026W38 2026-09-15 2026-interim 2027-final; do
		say "$1" build "$period" --force
		say "$1" vet "$period"
	done
	for sheet in "$work/$1.db"/核查/*/核查表.xlsx; do say "$1" inspect "$sheet" --force; done
	say "$1" why B101@110105/2026Q3
	say "$1" status --on 2027-05-31
}

scale=0.2
[ -z "$quick" ] || scale=0.05
echo "building both programs"
program base "$base"
program head "$head"
echo "one demo database, then every kind with each"
demo base base.db
if [ -n "$own" ]; then demo head head.db; else cp -r "$work/base.db" "$work/head.db"; fi
make base &
first=$!
make head
wait "$first"
/usr/bin/python3 tools/check/differences.py "$work/base" "$work/head" --databases "$work/base.db/demo.sqlite" "$work/head.db/demo.sqlite"
