#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_against_html5lib.py INSPECT"""
import json, os, pathlib, subprocess, sys, collections, difflib
import judge
INSPECT=sys.argv[1]
folder = pathlib.Path(os.environ.get("GAZETTE_CORPUS", pathlib.Path(__file__).resolve().parents[3] / "shared/corpus")) / "readability"
URL="https://example.org/a/b"
def ours(path):
    out=subprocess.run([INSPECT,"document","--url",URL,path],capture_output=True,check=True).stdout
    blocks=json.loads(out)
    c=collections.Counter(headings=0)
    links=set()
    for b in blocks:
        c["headings"]+=b["kind"]=="heading"
        c["items"]+=b.get("items",0)
        c["cells"]+=len(b.get("cells",[]))
        c["pictures"]+=b["kind"]=="picture"
        c["code"]+=b["kind"]=="preformatted"
        links|={r["link"] for r in b.get("runs",[]) if "link" in r}|{b[k] for k in ("link",) if k in b}
    c["links"]=len(links)
    return judge.fold(" \n ".join(b.get("text","") for b in blocks)),c
good=0;n=0
for d in sorted(folder.iterdir()):
    p=d/"expected.html"
    if not p.exists(): continue
    n+=1
    page=judge.read(p.read_text(encoding="utf-8",errors="replace"),URL)
    t,c=ours(p)
    bad=[]
    for k,v in page.counts.items():
        if v!=c[k]: bad.append(f"{k}: dom {v} ours {c[k]}")
    if t!=page.text:
        a=page.text.split(); b=t.split()
        for op,i1,i2,j1,j2 in difflib.SequenceMatcher(None,a,b,autojunk=False).get_opcodes():
            if op!="equal": bad.append(f"  text dom {' '.join(a[max(0,i1-2):i2+2])[:200]!r} ours {' '.join(b[max(0,j1-2):j2+2])[:200]!r}"); 
            if len(bad)>6: break
        if a==b: bad.append("?")
    good+=not bad
    if bad: print(d.name,*bad,sep="\n   ")
print(good,"of",n)
