"""What differs between two folders of deliverables, and where.

    differences.py OLD NEW [--databases OLD.sqlite NEW.sqlite]

Names and bytes are compared. Of a file whose bytes differ is said which part of
the package differs and how its first differing paragraph reads in both; of a PDF
the first differing line. The program's identity (程序, revision) and the digests of
files that are compared themselves are left out of manifests. Of the databases all
rows are compared that building writes: tables of imported data (with a column
batch) are not read. Ends with 0 only when nothing differs.
"""

import io
import itertools
import json
import pathlib
import re
import sqlite3
import subprocess
import sys
import zipfile

SHOWN = 160  # characters of a paragraph that are shown


def short(text):
    return text if len(text) <= SHOWN else text[:SHOWN] + "…"


def first_difference(old, new):
    """The first pair of lines that differ, from the first character that does."""
    for n, (a, b) in enumerate(itertools.zip_longest(old, new, fillvalue="(nothing)"), 1):
        if a != b:
            same = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
            start = max(0, same - 40)
            return f"line {n}\n      old: {short(a[start:])}\n      new: {short(b[start:])}"
    return None


def paragraphs(xml):
    """The text of an XML part, a line a paragraph, row or cell."""
    text = xml.decode("utf-8", "replace")
    text = re.sub(r"</(?:w:p|w:tr|row|si|a:p)>", "\n", text)
    lines = (re.sub(r"<[^>]*>", "", line) for line in text.split("\n"))
    return [line for line in lines if line.strip()]


def packages(old, new):
    with zipfile.ZipFile(io.BytesIO(old)) as a, zipfile.ZipFile(io.BytesIO(new)) as b:
        parts = {n: (a.read(n) if n in a.namelist() else None, b.read(n) if n in b.namelist() else None)
                 for n in dict.fromkeys(a.namelist() + b.namelist())}
        order = a.namelist() == b.namelist()
    said = []
    for name, (x, y) in parts.items():
        if x == y:
            continue
        if x is None or y is None:
            said.append(f"part {name}: only in the {'new' if x is None else 'old'} one")
        elif name.endswith((".xml", ".rels")):
            text = first_difference(paragraphs(x), paragraphs(y))
            if text is None:
                cut = lambda s: s.decode("utf-8", "replace").replace("><", ">\n<").split("\n")
                text = "same text, other marks, " + (first_difference(cut(x), cut(y)) or "")
            said.append(f"part {name}: {text}")
        else:
            said.append(f"part {name}: {len(x)} and {len(y)} bytes differ")
    if not said:
        said.append("all parts are equal, " + ("their packing differs" if order else "their order differs"))
    return said


def pdf_lines(path):
    out = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=False)
    return out.stdout.decode("utf-8", "replace").split("\n")


def manifest(data):
    m = json.loads(data)
    for job in m.get("jobs") or []:
        job.pop("revision", None)
        (job.get("inputs") or {}).pop("程序", None)
        for f in (job.get("files") or []) + [job.get("printed"), job.get("unmarked")]:
            if f:
                f.pop("sha256", None)
                f.pop("size", None)
    return json.dumps(m, ensure_ascii=False, indent=1, sort_keys=True)


def vetted(data):
    v = json.loads(data)
    v.pop("rules", None)  # the program is part of what this digest is of
    return json.dumps(v, ensure_ascii=False, indent=1, sort_keys=True)


def different(name, old, new):
    """What is said of two files of the same name; nothing when they are the same."""
    a, b = old.read_bytes(), new.read_bytes()
    if a == b:
        return []
    read = {"manifest.json": manifest, ".vetted.json": vetted}.get(old.name)
    if read:
        text = first_difference(read(a).split("\n"), read(b).split("\n"))
        return [text] if text else []
    if name.endswith((".docx", ".xlsx", ".zip")):
        return packages(a, b)
    if name.endswith(".pdf"):
        text = first_difference(pdf_lines(old), pdf_lines(new))
        return [text or "same text, other bytes"]
    if name.endswith((".txt", ".json", ".html", ".md", ".csv", ".svg", ".dxf")):
        return [first_difference(a.decode("utf-8", "replace").split("\n"), b.decode("utf-8", "replace").split("\n")) or "bytes differ"]
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    return [f"{len(a)} and {len(b)} bytes, the first that differs is {at}"]


def folders(old, new):
    files = lambda root: {str(p.relative_to(root)): p for p in root.rglob("*") if p.is_file() and not p.name.endswith(".lock")}
    a, b = files(old), files(new)
    said = []
    for name in sorted(a.keys() | b.keys()):
        if name not in b:
            said.append((name, ["only the old program makes it"]))
        elif name not in a:
            said.append((name, ["only the new program makes it"]))
        elif lines := different(name, a[name], b[name]):
            said.append((name, lines))
    return len(a), said


def tables(path):
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    db.text_factory = lambda b: b.decode("utf-8", "replace")
    names = [n for n, in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    columns = {n: [r[1] for r in db.execute(f"PRAGMA table_info({n})")] for n in names if not n.startswith(("goose", "sqlite_"))}
    return db, {n: c for n, c in columns.items() if "batch" not in c}


def databases(old, new):
    (a, at), (b, bt) = tables(old), tables(new)
    said = []
    for name in sorted(at.keys() | bt.keys()):
        if name not in at or name not in bt:
            said.append((f"table {name}", [f"only in the {'old' if name in at else 'new'} database"]))
            continue
        shared = [c for c in at[name] if c in bt[name]]
        rows = lambda db: sorted(repr(r) for r in db.execute(f"SELECT {', '.join(shared)} FROM {name}"))
        if text := first_difference(rows(a), rows(b)):
            said.append((f"table {name}", [text]))
    return said


def main(arguments):
    if len(arguments) not in (2, 5) or (len(arguments) == 5 and arguments[2] != "--databases"):
        print(__doc__, file=sys.stderr)
        return 2
    count, said = folders(pathlib.Path(arguments[0]), pathlib.Path(arguments[1]))
    if len(arguments) == 5:
        said += databases(arguments[3], arguments[4])
    for name, lines in said:
        print(name)
        for line in lines:
            print("    " + line)
    if said:
        print(f"{len(said)} of {count} files or tables differ")
        return 1
    print(f"same: {count} files")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
