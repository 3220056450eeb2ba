import { describe } from 'node:test'
import { does, harmless, neverUnderstood } from './reader.ts'

const load = 'def load(path):\n    return open(path).read()\n'
const write = (target: string): string => `open(${target}, "w").write("x")`

describe('names of Python that stand for paths', () => {
  does('are what a loop, a call or several assignments give them', 'python', [
    ['files = ["a", "b"]\nfor f in files:\n    print(open(f).read())', 'read a', 'read b'],
    [`${load}load("a"); print(load(path="b"))`, 'read a', 'read b'],
    [`${load}for path in ("a", "b"):\n    load(path)`, 'read a', 'read b'],
    [`p = "a"\np = "b"\n${write('p')}`, 'overwrite a', 'overwrite b'],
    ['p="a"\nfor p in ["/x"]: pass\nopen(p)', 'read a', 'read /x'],
    ['p="a"\ndef f(p): open(p)\nf("/x")', 'read a', 'read /x'],
    ['p="a"\nprint([open(p) for a, p, q in [(1,"/x",2)]])', 'read a', 'read /x'],
    [`def f(p="a"):\n    ${write('p')}\nf()\nf("b")`, 'overwrite a', 'overwrite b'],
    [`def g():\n    global p\n    p = "/x"\np = "a"\ng()\n${write('p')}`, 'overwrite /x', 'overwrite a'],
    [`for i, (a, b) in enumerate([("x", "y")]):\n    ${write('b')}`, 'overwrite y'],
    [`for name in sorted({"a", "b"}):\n    ${write('f"{name}.txt"')}`, 'overwrite a.txt', 'overwrite b.txt'],
  ])

  does('are put together', 'python', [
    [`for i in range(3):\n    ${write('f"out/{i:02d}.txt"')}`, 'overwrite out/‹n›.txt'],
    [`for i in range(3):\n    n = i + 1\n    ${write('f"{n}.txt"')}`, 'overwrite ‹n›.txt'],
    ['import os\nd = "out"\nd = "in"\nos.makedirs(os.path.join(d, "x"))', 'create out/x', 'create in/x'],
    ['import os\nd = "out"\nd = "in"\nos.mkdir(os.path.join(d, "/x"))', 'create /x'],
    [`from pathlib import Path\nd = Path("out")\n${write('d / "a"')}`, 'read out', 'overwrite out/a'],
    [`a = "x"\na = "y"\n${write('"p/" + a + ".txt"')}`, 'overwrite p/x.txt', 'overwrite p/y.txt'],
  ])

  neverUnderstood('are not known where anything else may give them a value', 'python', [
    `p = "a"\np += "/../../x"\n${write('p')}`,
    `p = "a"\n(p) = g\n${write('p')}`,
    `p = "a"\nif 1: p = "/x"\n${write('p')}`,
    `p = "a"\nelse_ = 1\nfor q in []: pass\nelse: p = "/x"\n${write('p')}`,
    `p, q = "/x", 1\np = "a"\n${write('p')}`,
    `x = p = "/x"\np = "a"\n${write('p')}`,
    `p: str = "/x"\np = "a"\n${write('p')}`,
    `p = "a"\nprint([p := "/x"])\n${write('p')}`,
    `p = "a"\nprint(f"{(p:=1)}")\n${write('p')}`,
    `with open("a") as (p): pass\np = "b"\n${write('p')}`,
    `f = lambda p: ${write('p')}\np = "a"\nf("/x")`,
    `def f(*p):\n    ${write('p')}\nf("a")`,
    `p = "a"\n\uff50 = "/x"\n${write('p')}`,
    `p = "a"\ndef f[T](p):\n    ${write('p')}\nf("/x")`,
    `q = ("..",)\nq = ("a",)\n${write('f"{q}"')}`,
    `q = "os.path".join("ab")\nq = "a"\n${write('q')}`,
    `match "/x":\n    case p: pass\np = "a"\n${write('p')}`,
    `p = 10 / 2\n${write('f"{p}"')}`,
    `for p in ("/x"):\n    ${write('p')}`,
    `for p in "/x", "a":\n    ${write('p')}`,
    `for i in range(-5, 5):\n    ${write('f"{i}"')}`,
    `p = p + "x"\np = "a"\n${write('p')}`,
  ])

  neverUnderstood('are not known where a list is changed, or a function is more than called', 'python', [
    `l = ["a"]\nl.append("/x")\nfor p in l: ${write('p')}`,
    `l = ["a"]\nm = l\nm.append("/x")\nfor p in l: ${write('p')}`,
    `l = ["a"]\nl[0] = "/x"\nfor p in l: ${write('p')}`,
    `l = ["a"]\nprint(f"{l.append(1)}")\nfor p in l: ${write('p')}`,
    `def len(l): l[0] = "/x"\nl = ["a"]\nlen(l)\nfor p in l: ${write('p')}`,
    `list = str\nfor p in list(["a"]): ${write('p')}`,
    `${load}load("a")\nprint(list(map(load, [".env"])))`,
    `${load}load("a")\nprint(f"{load('.env')}")`,
    `${load}load("a")\nload(*[".env"])`,
    `import sys\n${load}load("a")\nload(sys.argv[1])`,
    `def d(f): return f(".env")\n@d\n${load}load("a")`,
    `def d(f): return f(".env")\n@d\nasync ${load}load("a")`,
    'class A:\n    def f(p):\n        return open(p).read()\nA.f(".env")\ndef g(): pass\nf("a")',
    `${load}def load(path): pass\nload("a")`,
  ])
})

describe('Python that starts a program by a list', () => {
  harmless('is followed by what the list was made of', 'python', [
    'import subprocess\ncmd = ["git", "status"]\nsubprocess.run(cmd, capture_output=True, input="x")',
    'import subprocess\nf = "a"\nsubprocess.run(["cat", f], check=True)',
  ])
  neverUnderstood('unless the list changes', 'python', [
    'import subprocess\ncmd = ["ls"]\ncmd += ["x"]\nsubprocess.run(cmd)',
    'import subprocess\ncmd = ["ls"]\ncmd[0] = "rm"\nsubprocess.run(cmd)',
    'import subprocess\ncmd = ["ls"]\ndef f(): cmd.append("/x")\nsubprocess.run(cmd)',
    'import subprocess\ncmd = ["ls"] + x\nsubprocess.run(cmd)',
    'import subprocess\nf = "a"\nf = "b"\nsubprocess.run(["cat", f])',
    'input = 5\nprint(input("x"))',
  ])
})

describe('libraries that draw, learn and describe themselves', () => {
  harmless('are understood', 'python', [
    'import torch; print(hasattr(torch, "cuda"), dir(torch), getattr(torch, "__version__", 0))',
    'from solana.rpc.api import Client\nprint("there")',
    'import sys; print("numpy" in sys.modules, "\\n".join(sys.modules.keys()))',
    'import pkgutil; print([m.name for m in pkgutil.iter_modules()])',
    'import matplotlib\nmatplotlib.use("Agg")\nimport matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([1], [2]); ax.set_title("t")',
    'from sklearn.linear_model import LinearRegression\nm = LinearRegression().fit([[1]], [2])\nprint(m.score([[1]], [2]), m.coef_)',
    'import mteb; print(mteb.get_tasks(tasks=["STS12"])[0].metadata.name)',
    'import pandas as pd; df = pd.read_csv("a"); print(df.agg(["mean"]), df.groupby("x").agg(m=("a", "mean")))',
    'import sys\nif len(sys.argv) < 2: exit(1)',
  ])
  does('and draw into the file that is named', 'python', [
    ['import matplotlib.pyplot as plt\nplt.savefig("a.png", dpi=150)', 'overwrite a.png'],
  ])
  neverUnderstood('unless they load, keep, reach out or call by name', 'python', [
    'import sys; sys.modules["os"].system("id")',
    'import sys; m = sys.modules; m["os"].remove("x")',
    'import sys; [m.remove("x") for m in sys.modules.values()]',
    'import os; getattr(os, "system")("id")',
    'import os; f = getattr(os, "remove"); f("x")',
    'def dir(x): x.remove("a")\nimport os; dir(os)',
    'from requests.api import get\nget("http://x")',
    'import requests.api; requests.api.get("http://x")',
    'from pytest.__main__ import x',
    'import matplotlib; matplotlib.use("module://x")',
    'import matplotlib.pyplot as plt; plt.imread("http://x")',
    'import pandas as pd; pd.read_csv("a").plot(backend="x")',
    'import pandas as pd; pd.read_csv("a").agg("to_csv", path_or_buf="/x")',
    'import pandas as pd; pd.read_csv("a").transform("to_csv", 0, "/x")',
    'from sklearn.feature_extraction.text import CountVectorizer\nCountVectorizer(input="filename").fit([".env"])',
    'from sklearn.feature_extraction.text import CountVectorizer\nCountVectorizer(**{}).fit([".env"])',
    'from sklearn.pipeline import make_pipeline\nmake_pipeline(memory="/x")',
    'from sklearn.datasets import fetch_openml\nfetch_openml("x")',
    'import mteb; mteb.MTEB(tasks=["x"]).run(None)',
  ])
})
