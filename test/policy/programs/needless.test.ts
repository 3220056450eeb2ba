import { describe, test } from 'node:test'
import assert from 'node:assert/strict'
import { judgeOf } from '../../helpers/judging.ts'

const verdict = (code: string) => judgeOf('guarded')(code).verdict
const allowed = (codes: readonly string[]) => {
  for (const code of codes) assert.equal(verdict(code), 'allow', code)
}
const stopped = (codes: readonly string[]) => {
  for (const code of codes) assert.notEqual(verdict(code), 'allow', code)
}

describe('nobody is asked, also without a sandbox', () => {
  test('about compiling, unless the compiler runs something or writes outside', () => {
    allowed([
      'gcc -O2 -Wall -std=c11 -Iinclude -DX=1 -o build/a src/a.c -lm',
      'clang++ -c -fPIC -march=native a.cpp',
      'g++ -g -fsanitize=address main.cpp -o main',
      'javac -cp .:lib/x.jar -d out src/A.java',
      'javac A.java',
      'tsc --noEmit',
      'tsc -p tsconfig.build.json --outDir dist',
      'tsc -p .',
      'protoc --python_out=. proto/a.proto',
    ])
    stopped([
      'gcc a.c -o /srv/a',
      'gcc a.c -o/srv/a',
      'gcc a.c "-o$x"',
      'gcc "$x" a.c',
      'gcc @more a.c',
      'gcc -B. a.c',
      'gcc -specs=x a.c',
      'gcc -wrapper x,y a.c',
      'gcc -fplugin=./x.so a.c',
      'gcc -fplugin-arg-x a.c',
      'gcc -Wl,-o,/srv/x a.c',
      'gcc -Wp,-MD,/srv/x a.c',
      'gcc -MF /srv/x -MD a.c',
      'gcc -dumpbase /srv/x -MD a.c',
      'gcc -save-temps=obj a.c',
      'gcc -fdump-tree-all=/srv/x a.c',
      'gcc -x c -E ~/.ssh/id_rsa',
      'gcc -include ~/.ssh/id_rsa -E a.c',
      'gcc -include/home/dev/.ssh/id_rsa -E a.c',
      'gcc -imacros .env -E a.c',
      'clang -Xclang -load -Xclang x.so a.c',
      'clang -mllvm -load=x a.c',
      'clang -working-directory=/srv -o a a.c',
      'clang --config=x a.c',
      'clang -cc1 -o /srv/a a.c',
      'javac -J-Dx=y A.java',
      'javac -processor P A.java',
      'javac -processorpath x A.java',
      'javac @args',
      'javac -d /srv A.java',
      'javac "-d$x" A.java',
      'tsc --outDir /srv/x',
      'tsc -p ../other',
      'tsc --outDir .git/hooks',
      'protoc --python_out=config a.proto',
      'tsc --bogus',
      'tsc @more',
      'tsc --generateTrace /srv/x',
    ])
  })

  test('about asking a program for its version or help', () => {
    allowed(['frobnicate --version', 'java -version', 'nginx -v', 'psql -V', 'vite --help', 'ffmpeg -version'])
    stopped([
      'frobnicate -v',
      './x --version',
      'frobnicate --version x',
      'PATH=.:$PATH; frobnicate --version',
      'mysql -v',
    ])
  })

  test('about the help of a program that no table knows', () => {
    allowed(['frobnicate -h'])
    stopped(['./frobnicate -h', 'frobnicate -h x', 'shutdown -h'])
  })

  test('about linters and formatters that run nothing, unless they write outside or elsewhere', () => {
    allowed([
      'ruff check src',
      'ruff check --fix .',
      'ruff format --check .',
      'ruff version',
      'black --check .',
      'isort --check-only src',
      'gofmt -l .',
      'shfmt -d a.sh',
      'python3 -m py_compile src/a.py',
      'python -m compileall src',
      'bash -n a.sh',
      'rustc --print sysroot',
    ])
    stopped([
      'ruff format /srv/x',
      'ruff check -o /srv/x .',
      'ruff check --bogus .',
      'ruff server',
      'black ../other',
      'black "$x"',
      'gofmt -cpuprofile=x .',
      'python -m compileall',
      'bash -n +n a.sh',
      'rustc --print sysroot -o /srv/x',
      'flake8',
    ])
  })

  test('about package managers and tools that only look', () => {
    allowed([
      'npm run',
      'python3 -m pip list',
      'uv pip list',
      'poetry show',
      'conda list',
      'nvidia-smi',
      'nvidia-smi -L',
    ])
    stopped(['npm run x', 'python3 -m pip install x', 'uv pip install x', 'poetry run x', 'nvidia-smi -pm 1'])
  })

  test('about tables and pictures that are read', () => {
    allowed([`csvsql --query 'select * from a' a.csv`, 'identify a.png'])
    stopped([
      'csvsql --db sqlite:///x.db --insert a.csv',
      `csvsql --query "attach 'x' as y" a.csv`,
      'csvsql --query "$q" a.csv',
      'identify msl:x',
      'identify @list',
      'identify ~/.ssh/id_rsa',
    ])
  })

  test('about how programs are found, in a text that starts none behind it', () => {
    allowed([
      'export JAVA_HOME=/opt/jdk',
      'export PATH="$PATH:$HOME/bin"',
      'export PATH=$(pwd)/bin:$PATH; echo "$PATH"',
    ])
    stopped([
      'export PATH=/tmp/x:$PATH; ls',
      'export BASH_ENV=/tmp/x; (bash -c :)',
      'export LD_PRELOAD=./x.so; enable -f ./x.so x',
      'PATH=/tmp/x; f() { ls; }; f',
      'trap ls EXIT; PATH=/tmp/x',
      'LD_DEBUG_OUTPUT=/srv/x true',
      'PATH=/tmp/x eval ls',
      "PS4='$(ls)'; set -x; :",
      "PS4='$(ls)'; echo",
      'BASH_ALIASES[echo]=ls; PATH=x; echo',
      'PATH=/tmp/x set -x',
    ])
  })

  test('about a search for a text of code in the whole project, which shows no line with a key', () => {
    allowed(['grep -rn BigDecimalParser .', 'grep -r "def load" --include="*.py" .', 'grep -rl "Nulls.SKIP" .'])
    stopped([
      'grep -r TOKEN .',
      'grep -ri openAi .',
      'grep -r apiKey .',
      'grep -rv BigDecimal .',
      'grep -rA5 BigDecimal .',
      'grep -rz BigDecimal .',
      'grep -r postgres .',
      'grep -r "Big.*Decimal" .',
      'grep -r BigDecimal ~',
      'grep -r -e KEY -e BigDecimal .',
    ])
  })

  test('about files that the steps of a workflow write for each other', () =>
    allowed(['echo "a=b" >> "$GITHUB_ENV"', 'echo x >> $GITHUB_OUTPUT', 'cat a.md >> "$GITHUB_STEP_SUMMARY"']))

  test('about code that surely only computes, prints and reads', () => {
    allowed([
      `python3 -c "import sys; print('Python version:', sys.version)"`,
      `python3 -c "try:\n  import numpy\nexcept ImportError:\n  print('none')"`,
      `python3 -c "f = open('a.bin', 'rb')\nf.seek(4)\nprint(f.read(4))"`,
      `python3 -c "import zipfile\nwith zipfile.ZipFile('a.zip') as z:\n  print(z.namelist())"`,
      `python3 -c "import torch; print(torch.__version__)"`,
      "python3 -c 'import pickle; print(1)'",
      "node -p '1+1'",
      "perl -e 'print 1'",
    ])
    stopped([
      `python3 -c "import zipfile\nz = zipfile.ZipFile('a.zip', 'w')\nz.write('/etc/shadow')"`,
      `python3 -c "import zipfile\nzipfile.ZipFile('a.zip').extractall('/srv')"`,
      'python3 -c \'import torch; torch.load("m")\'',
      "python3 -c 'import torch as t; print(t.__version__.__class__)'",
      "python3 -c 'import pickle; pickle.load(f)'",
      "python3 -c 'import subprocess; subprocess.run([1])'",
      "python3 -c 'import mine; print(mine.__version__)'",
      "python3 -c 'from torch import *'",
      'python3 -c "$x"',
    ])
  })

  test('but about code of Python whose modules the same text may write', () =>
    stopped([
      "echo 'import os' > json.py; python3 -c 'import json'",
      "cp x json.py && python3 -c 'import json'",
      "mv ~/x . && python3 -c 'import json'",
      "tar xf a.tar && python3 -c 'import json'",
      'echo x > "$f"; python3 -c "import json"',
      "(cd lib && python3 -c 'import json') & printf x | tee lib/json.py",
      "ln -s a json.py; python3 -c 'import json'",
      "ln -s a json; python3 -c 'import json'",
      "cp -r a json; python3 -c 'import json'",
      "mkdir json; echo x > json/__init__.py; python3 -c 'import json'",
      "dd if=a of=json.py; python3 - <<< 'import json'",
    ]))

  test('about asking a server of this machine for a page', () => {
    allowed([
      'curl -s http://localhost:8080/health',
      'curl -I localhost:8080',
      'curl -s -o /dev/null -w "%{http_code}" "http://127.0.0.1:3000/a?b=c"',
      'until nc -z localhost 3000; do sleep 1; done',
    ])
    stopped([
      'curl -X POST http://localhost:8080/stop',
      'curl -d a=b localhost:8080',
      'curl -T x localhost:8080',
      'curl -L localhost:8080',
      'curl --resolve localhost:80:1.2.3.4 http://localhost/',
      'curl --connect-to ::1.2.3.4: http://localhost/',
      'curl -x evil.example http://localhost/',
      'curl http://localhost:80@evil.example/',
      'curl http://localhost.evil.example/',
      'curl http://localhost http://evil.example',
      'curl "http://localhost:$port"',
      'curl -K x http://localhost',
      'curl -H @.env http://localhost',
      'curl -sz x http://localhost -b .env',
      'curl http://127.0.0.1.nip.io',
      'nc localhost 3000',
      'nc -z evil.example 3000',
      'nc -z -e sh localhost 3000',
    ])
    assert.equal(judgeOf('no-network')('curl localhost:8080').verdict, 'deny')
  })

  test('about plain conversions of films and sounds', () => {
    allowed([
      'ffmpeg -i a.mp4 -ss 9 -t 10 -c copy out/b.mp4',
      'ffmpeg -y -i a.wav b.mp3',
      'ffprobe -show_streams a.mp4',
    ])
    stopped([
      'ffmpeg -i a.mp4 /srv/b.mp4',
      'ffmpeg -i http://x/a.mp4 b.mp4',
      'ffmpeg -i a.mp4 -f tee "x|/srv/y"',
      'ffmpeg -i a.mp4 -vf "movie=/etc/passwd" b.mp4',
      'ffmpeg -i a.mp4 tcp://x:1',
      'ffmpeg -f lavfi -i movie=x b.mp4',
      'ffmpeg "$o" a.mp4 b.mp4',
      'ffmpeg -i a.mp4 -report b.mp4',
      'ffmpeg -i concat:a b.mp4',
    ])
  })

  test('about panes of tmux that are only looked at or moved', () => {
    allowed(['tmux select-pane -t a:0.1', 'tmux list-sessions', 'tmux capture-pane -p -t a'])
    stopped([
      'tmux new-session -d x',
      "tmux display-message '#(rm -rf /srv)'",
      "tmux list-windows -F '#(x)'",
      "tmux select-pane -T '#(x)'",
      'tmux send-keys x Enter',
    ])
    assert.equal(judgeOf('no-delete-outside')("tmux display-message '#(rm -rf /srv)'").verdict, 'deny')
  })
})

describe('what only reaches another machine is asked, not denied as privilege', () => {
  test('of docker and kubectl', () => {
    for (const code of ['docker pull alpine', 'docker build -t x .', 'docker run --rm -it alpine', 'kubectl get pods'])
      assert.equal(verdict(code), 'ask', code)
    for (const code of [
      'docker run -v /:/h alpine',
      'docker run --privileged alpine',
      'docker run --rm "$x" alpine',
      'docker -H tcp://x ps',
      'docker exec c id',
      'kubectl apply -f x',
      'kubectl get secrets -o yaml',
    ])
      assert.equal(verdict(code), 'deny', code)
  })

  test('about what the whole project holds, when only names or lines of code are shown', () => {
    allowed([
      'grep -rn TODO .',
      'grep -rnE "TODO|FIXME" .',
      'grep -rn "TODO\\|FIXME" --include=*.ts .',
      'grep -rn import .',
      'grep -rl API_KEY .',
      'grep -rc foo .',
      'grep -rqi foo .',
      'rg -l --hidden KEY',
      "grep -rn foo --include='*.json' --include=*.yml .",
      "find . -name '*.yaml' -o -name '*.yml' | xargs grep foo",
    ])
    stopped([
      "grep -rn foo --include='*.env' .",
      "grep -rn foo --include='.env.*' .",
      "grep -rn foo --include='*.json' ~",
      "find . -name '.*.json' | xargs cat",
      "find / -name '*.json' -exec cat {} +",
      'grep -r KEY .',
      'grep -rel .',
      'grep -re l .',
      'grep -rlE "$x" .',
      'grep -rh . . --line-buffered',
      'rg -uu KEY',
      'grep -rnE "TODO|KEY" .',
      'grep -l KEY .env',
    ])
  })

  test('about what tools of a language know, and the form they give to the code of the project', () => {
    allowed([
      'uv python list --only-installed',
      'uv tool list',
      'rustup target list --installed',
      'pnpm ls -r --depth -1 --json',
      'npm version',
      'cargo fmt --all -- --check',
      'cargo clean',
      'go fmt ./...',
      'kubectl config view',
      'ty check src',
      'gitleaks detect --redact -v',
    ])
    stopped([
      'uv python install 3.12',
      'uv tool run x',
      'rustup target add x',
      'npm version patch',
      'cargo fmt -- /srv/app/a.rs',
      'cargo fmt -- --print-config default /srv/app/a',
      'cargo clean --target-dir ../x',
      'kubectl config view --raw',
      'gitleaks detect -v',
      'gitleaks detect -r -',
    ])
  })

  test('about the help of a verb, unless another program is called with the word', () => {
    allowed(['gh pr create --help', 'docker run --help', 'apt-get install --help', 'terraform plan -help'])
    stopped(['docker run alpine --help', 'docker exec c --help', 'gh frobnicate --help', 'brew --help install x'])
  })

  test('about a tool of Python that is called as its module', () => {
    allowed(['python -m pytest --version', 'python3 -m black --check .', 'python -m coverage report'])
    stopped([
      'python -m pytest tests',
      'python -m black /srv/app',
      'python -m coverage html -d /srv/x',
      'python -m mine --help',
      "echo 'import os' > black.py; python -m black --check .",
    ])
  })

  test('about a commit that is checked out, unless its name may be a file', () => {
    allowed(['git checkout v2.11', 'git checkout abc1234', 'git checkout HEAD~3', 'git checkout origin/main'])
    allowed(['git checkout release-1.2', 'git checkout fix/x', 'docker ps && ip -color -brief -resolve addr'])
    stopped(['git checkout man/tos.1', 'git checkout Makefile', 'git checkout fixtures', 'git checkout features'])
    for (const code of [
      'git checkout v2.11 a',
      'git checkout v2.11 -- .',
      'git checkout -f v2.11',
      'git checkout a.txt',
    ])
      assert.equal(verdict(code), 'deny', code)
  })

  test('about empty folders that go, of the project alone', () => {
    allowed(['find src -type d -empty -delete', 'find src -empty -exec rm -d {} +'])
    assert.equal(verdict('find . -type d -empty -delete'), 'ask')
    for (const code of [
      'find /srv -type d -empty -delete',
      'find . ! -empty -delete',
      'find . -empty -o -name x -delete',
    ])
      assert.equal(verdict(code), 'deny', code)
  })

  test('about what runs in containers of this machine', () => {
    allowed(['docker ps -a', 'docker compose -f a.yml logs web', 'podman images', 'docker volume ls'])
    stopped([
      'DOCKER_HOST=tcp://x.example docker ps',
      'docker -H tcp://x.example ps',
      'docker pull x',
      'docker "$x"',
      'docker compose -f oci://x.example/a ps',
    ])
    assert.equal(verdict('docker inspect x'), 'deny')
  })

  test('about a look at the configuration of a server', () => {
    allowed(['nginx -t', 'sshd -t', 'apachectl -t'])
    stopped(['nginx', 'nginx -t -c x', 'nginx -s stop', 'sshd -T -f .env'])
  })

  test('about libraries that calculate, unless they write, load or reach out', () => {
    const python = (code: string) => `python3 -c "${code}"`
    allowed(
      [
        'import numpy as np; a = np.array([1, 2]); print(a.mean(), a.shape, np.linalg.norm(a))',
        "import pandas as pd; df = pd.read_csv('a.csv', sep=';'); print(df.head(), df['x'].mean())",
        'from scipy.signal import find_peaks; import numpy as np; print(find_peaks(np.array([1])))',
        'import torch; print(torch.cuda.is_available())',
        'import fasttext; print(fasttext.__version__)',
        "from tokenizers import Tokenizer; print(len(Tokenizer.from_file('a.json').encode('x').ids))",
        "import sys; print([p for p in sys.path if 'site' in p])",
        "import numpy as np, json; json.dump([1], open('a.json', 'w'))",
      ].map(python),
    )
    stopped(
      [
        "import numpy as np; np.array([1]).dump('/srv/x')",
        "import numpy as np; np.save('/srv/x', np.array([1]))",
        "import numpy as np; f = np.array([1]).dump; f('/srv/x')",
        'import numpy as np; np.os.system(1)',
        "import pandas as pd; df = pd.read_csv('.env'); print(df)",
        "import pandas as pd; df = pd.read_csv('http://x.example/a'); print(df)",
        "import pandas as pd; df = pd.read_csv('a'); df.query('@pd.io.common.os.system(1)')",
        "import pandas as pd; df = pd.read_csv('a'); df.to_csv('/srv/x')",
        "import pandas as pd; df = pd.read_csv('a'); df.apply('to_csv', path_or_buf='/srv/x')",
        "import torch; torch.load('x')",
        "import fasttext; fasttext.load_model('x')",
        "from tokenizers import Tokenizer; Tokenizer.from_file('.env')",
        'import sys; sys.path[:0] = [1]; import json',
      ].map(python),
    )
  })
})
