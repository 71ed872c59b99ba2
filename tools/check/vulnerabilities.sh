#!/usr/bin/env bash
# Known vulnerabilities that the program really calls. One in a module fails; one in
# the standard library is listed only: which Go is at hand is not the repository's
# choice. The database is a Go module, so that no other host need be reached.
set -euo pipefail
cd "$(dirname "$0")/../.."
database=golang.org/x/vulndb@v0.0.0-20261105234957-e22db6528018
command -v govulncheck >/dev/null 2>&1 || go install golang.org/x/vuln/cmd/govulncheck@v1.9.0
index=$(mktemp -d)
trap 'rm -rf "$index"' EXIT
entries=$(GOFLAGS=-mod=mod go mod download -json "$database" | sed -n 's/^[[:space:]]*"Dir": "\(.*\)",*$/\1/p')
/usr/bin/python3 - "$entries/data/osv" "$index/db" <<'PY'
# The layout that govulncheck reads: an index by module, and one file an entry. The
# database's own indexer needs three hundred modules; this needs none.
import json, pathlib, shutil, sys

entries, db = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
(db / "index").mkdir(parents=True)
(db / "ID").mkdir()
modules, newest = {}, ""
for file in sorted(entries.glob("*.json")):
    entry = json.loads(file.read_text())
    newest = max(newest, entry["modified"])
    shutil.copy(file, db / "ID" / file.name)
    if entry.get("withdrawn"):
        continue
    for affected in entry.get("affected", []):
        fixed = [e["fixed"] for r in affected.get("ranges", []) for e in r.get("events", []) if "fixed" in e]
        vuln = {"id": entry["id"], "modified": entry["modified"]}
        if fixed:
            vuln["fixed"] = fixed[-1]
        known = modules.setdefault(affected["package"]["name"], [])
        if entry["id"] not in [v["id"] for v in known]:
            known.append(vuln)
(db / "index" / "db.json").write_text(json.dumps({"modified": newest}))
(db / "index" / "modules.json").write_text(json.dumps([{"path": p, "vulns": v} for p, v in sorted(modules.items())]))
PY
govulncheck -db "file://$index/db" -format json ./... >"$index/found"
/usr/bin/python3 - "$index/found" <<'PY'
import json, sys

text, at, called = open(sys.argv[1]).read(), 0, {}
decoder = json.JSONDecoder()
while at < len(text):
    while at < len(text) and text[at].isspace():
        at += 1
    if at == len(text):
        break
    message, at = decoder.raw_decode(text, at)
    finding = message.get("finding")
    if finding and finding["trace"][0].get("function"):
        first = finding["trace"][0]
        called[finding["osv"]] = (first["module"], first.get("version", ""), finding.get("fixed_version", "not fixed"))
for name, (module, version, fixed) in sorted(called.items()):
    print(f"{name}: {module} {version}, fixed in {fixed}")
ours = [name for name, (module, _, _) in called.items() if module != "stdlib"]
print(f"called: {len(called)}, of them in modules: {len(ours)}")
sys.exit(1 if ours else 0)
PY
