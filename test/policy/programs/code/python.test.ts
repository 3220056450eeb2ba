import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { shell } from '../../../../source/policy/grammar/analysis.ts'
import { judgeCode } from '../../../../source/policy/readers/code/judge.ts'
import { does, harmless, neverUnderstood } from './reader.ts'

describe('Python code', () => {
  harmless('that computes, prints and reads is understood', 'python', [
    'import sys\nfor line in sys.stdin:\n    print(line.rstrip())',
    'import os\nfor root, dirs, files in os.walk("."):\n    print(root)',
    'from collections import defaultdict\nd=defaultdict(list)\nd["a"].append(1)\nprint(dict(d))',
    'import re\nprint(re.sub(r"(\\w+)", r"<\\1>", "a b"))',
    'a=[1,2]\nb,c=a\nprint(b if c else 0, 1if b else 2)',
    'print("a,b".replace(",", ";"))',
    'import datetime\nprint(datetime.datetime.now().replace(microsecond=0))',
    'import itertools as it\nprint(list(it.chain([1],[2])))',
    'from os.path import (\n  join,\n  basename as b,\n)\nprint(join("a", b("c")))',
    'def f(g):\n    yield from g\nprint(list(f([1])))',
    '"""doc"""\nprint("a" "b")',
    'import sys\nprint(sys.path)',
    'print("{} {}".format(1,2), "%s" % 3)',
    'import argparse\np = argparse.ArgumentParser()\np.add_argument("x")\nprint(p.parse_args(["1"]))',
    'import glob; print(glob.glob("src/*.py"))',
  ])

  harmless('may define classes and use their members', 'python', [
    'class A:\n    def __init__(self, n):\n        self.n = n\n    def area(self):\n        return self.n ** 2\nprint(A(2).area())',
    'from dataclasses import dataclass\n@dataclass\nclass P:\n    x: int\n    y: int = 0\nprint(P(1).x)',
  ])

  test('starts programs by literal words, and nothing else', () => {
    const started = (code: string) => judgeCode('python', `import subprocess, os\n${code}`).runs
    assert.deepEqual(started('subprocess.run(["git", "-C", "x"], cwd="y", check=True)'), [
      { kind: 'words', words: [['git'], ['-C'], ['x']], folder: ['y'] },
    ])
    assert.deepEqual(started('subprocess.check_output("a | b", shell=True)'), [{ ...shell(['a | b']) }])
    for (const code of ['[x]', '["a"], env=e', '["a"], stdout=f', '["a"], executable="b"', 'x, shell=True', '*x'])
      assert.deepEqual(started(`subprocess.run(${code})`), [], code)
  })

  neverUnderstood('is told that code is compiled only where it is left', 'python', [
    'x = (\ncompile("1", "", "exec")\n)\ntype(print)(x)',
    'x = \\\ncompile("1", "", "exec")',
    'compile("1", "", "exec").co_code',
    'f = lambda: \\\n compile("1", "", "exec")',
  ])

  neverUnderstood('is not led to the insides of objects', 'python', [
    '1..__class__.__base__.__subclasses__()',
    'class A:\n  def __init__(self): pass\nprint("{0.__init__.__globals__}".format(A()))',
    's="{0.__init__.__glo"\nprint((s+"bals__}").format(1))',
    'class A:\n def gi_frame(self): 1\n def f_builtins(self): 1\ndef f(): yield\nf().gi_frame.f_builtins["eval"]("x")',
    'import operator; operator.attrgetter("x")',
    '\uff45xec("1")',
  ])

  neverUnderstood('keeps the list of a module under any name', 'python', [
    'import os as o; o.truncate("x")',
    'from os import truncate as t; t("x")',
    'remove=0;from os import remove; remove(p)',
    'import os\nprint("{.environ}".format(os))',
    'import os\nf(1,os)',
    'import uuid; uuid.os.system("x")',
    'from uuid import os; os.system("x")',
    'from uuid import *; os.system("x")',
    'import os.path as p; p.os.remove("x")',
    'class A:\n  def os(self): 1\n  def system(self): 1\nimport uuid; uuid.os.system("x")',
    'import json as a, math as a',
    'import timeit; timeit.timeit("x")',
    'import sys; sys.path.insert(0,"/tmp"); import json',
    'import sys as s; s.path[:0]=["/tmp"]',
    'import shutil; f=shutil.copy; f("a","b")',
    'from functools import partial; partial(open,"x")',
  ])

  neverUnderstood('is not judged by a member that means another thing on a path', 'python', [
    'from pathlib import Path\nPath("x").replace("/tmp/y")',
    'from pathlib import Path\nm=map(Path.replace,[Path("x")],["y"])',
    'from pathlib import Path\na=["/y"]\nPath("x").replace(*a)',
    'from pathlib import Path\nPath("x").replace(target="/y")',
    'from pathlib import Path\nf=Path("x").replace\nf("y")',
    'from pathlib import Path\nfor p in Path(".").glob("*"): print(p.read_text())',
    'from pathlib import Path\nprint(Path(".").joinpath("a").open().read())',
    'class A:\n  def f(self): self.unlink=1\nfrom pathlib import Path\nlist(Path("x").glob("*"))[0].unlink()',
    'import configparser; c=configparser.ConfigParser(); c.read(name)',
  ])

  does('names the files it reads and changes', 'python', [
    ['from pathlib import Path; Path("a").open("w").write("x")', 'read a', 'overwrite a'],
    ['from pathlib import Path; Path("a").write_text("x")', 'read a', 'overwrite a'],
    ['from pathlib import Path; Path("a").write_text("")', 'read a', 'truncate a'],
    ['from pathlib import Path; Path("a").unlink()', 'read a', 'delete a'],
    ['import os as o; o.remove("a")', 'delete a'],
    ['import configparser; c=configparser.ConfigParser(); c.read("a")', 'read a'],
    [
      'import pandas as pd; pd.read_csv("a", dtype={"x": str}, usecols=["x"]).to_csv("b", index=False)',
      'read a',
      'overwrite b',
    ],
    ['from PIL import Image; Image.open("a").resize((1, 2)).save("b", quality=90)', 'read a', 'overwrite b'],
    ['import filecmp; filecmp.cmp("a", "b")', 'read a', 'read b'],
    ['import os; os.environ["A"] = "b"; print("C" in os.environ)'],
    ['import subprocess, os; os.environ["PATH"] = "."; subprocess.run(["ls"])', 'unknown'],
    ['from os import rename; rename("a", "b")', 'move a', 'overwrite b'],
    ['from shutil import copy as c; c("a", "b")', 'read a', 'overwrite b'],
    ['open("a")', 'read a'],
    ['open("a", "w").write("x")', 'overwrite a'],
    ['open("a", "w").write("")', 'truncate a'],
    ['open("a", "w")', 'truncate a'],
    ['open("a", "w").close()', 'truncate a'],
    ['open("a", mode="a", encoding="utf-8").write("x")', 'append a'],
    ['import csv; w=csv.writer(open("a","w",newline="")); w.writerow([1])', 'overwrite a'],
    ['open("a", "r+")', 'modify a'],
    ['open("https://x")', 'network'],
    ['import sqlite3; sqlite3.connect("a.db").execute("select 1")', 'modify a.db'],
    ['import sqlite3; sqlite3.connect(":memory:").execute("select 1")'],
  ])

  neverUnderstood('has no files with names or modes that are made', 'python', [
    'open("vne."[::-1])',
    'open("xx.env"[2:])',
    'open(x or "a")',
    'open("a", "r" if 1 else "w")',
    'open("a", opener=print)',
    'import os; os.remove("a", dir_fd=3)',
    'import sqlite3; sqlite3.connect("file:/srv/x?mode=rw", uri=True)',
    'import sqlite3; sqlite3.connect("a").execute("attach \'/srv/x\' as y")',
    'import sqlite3; sqlite3.connect("a").execute("at"+s)',
  ])

  does('uses a literal where its only name stands', 'python', [
    ['p = "a"\nwith open(p) as f:\n    print(f.read())', 'read a'],
    ['p = "a"\ns = open(p).read()\nopen(p, "w").write(s)', 'read a', 'overwrite a'],
    ['from pathlib import Path\np = Path("a")\np.write_text(p.read_text())', 'read a', 'overwrite a', 'read a'],
  ])

  neverUnderstood('does not use it where the name may be given another value', 'python', [
    'p="a"\np+="b"\nopen(p)',
    'p="a"\n(lambda p: open(p,"w"))("/etc/x")',
    'p="a"\nprint(f"{(p:=1)}")\nopen(p)',
    'p="a"\nwith x as (q, p): open(p)',
    'def f(p="a"): open(p)',
  ])
})
