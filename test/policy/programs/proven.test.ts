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
const denied = (codes: readonly string[]) => {
  for (const code of codes) assert.equal(verdict(code), 'deny', code)
}

// What a text proves harmless needs nobody, also without a sandbox; its hostile neighbours stay stopped.

describe('a text that shows nothing of what it reads', () => {
  test('is not asked what it reads: sums, sizes, names of files with a line', () => {
    allowed([
      'md5sum "$x"',
      'wc -l "$x"',
      'wc -l < "$x"',
      'find . -type f -exec sha256sum {} +',
      'find . -type f -print0 | xargs -0 wc -l',
      'find . -type f | xargs file',
      'find . -type f -exec grep -l password {} +',
      'find /usr/share -type f | xargs grep -c x',
    ])
    stopped([
      'cat "$x"',
      'cat < "$x"',
      'wc() { cat; }; wc < "$x"',
      'wc --files0-from="$x"',
      'file -m "$x" a',
      'file -f "$x"',
      'xargs cat < list',
      'find . -type f -exec strings {} +',
      'find . -type f | xargs grep password',
      'find . -type f | xargs grep -l -f "$x"',
      'find . -type f -exec grep -l "$x" {} +',
    ])
  })

  test('is asked about a secret that is named', () => {
    denied(['md5sum .env', 'wc -c < .env', 'file ~/.ssh/id_rsa', 'find . -name .env -exec wc -c {} +'])
  })
})

describe('names that find looks for', () => {
  test('are whole names where they begin with a letter, and ends that no secret has', () => {
    allowed([
      "find . -name Makefile -exec grep '^X' {} +",
      "find . -name '*.gz' -exec zcat {} +",
      "find . -name '*.coffee' | xargs head",
      "find . -iname 'readme*' -exec cat {} +",
      "find . -iname '*.TXT' -exec cat {} +",
    ])
    stopped([
      "find . -name '*.bak' -exec cat {} +",
      "find . -name '*.local' -exec cat {} +",
      "find . -name '*' -exec cat {} +",
      "find . -name '?env' -exec cat {} +",
      "find . -iname '.ENV' -exec cat {} +",
      "find . -iname '.E*' -exec cat {} +",
      "find ~ -name 'id_*' -exec cat {} +",
      "find ~ -name '*.json' -exec cat {} +",
      "find . -name 'cache*' -exec rm {} +",
      'find . -name HEAD -delete',
    ])
  })

  test('are looked through for code as a tree is', () => {
    allowed(['find . -type f -exec grep -n "class Foo" {} +', 'find src | xargs grep -n buildTree'])
    stopped(['find / -type f -exec grep -n "class Foo" {} +', 'find . -type f -exec grep -n API_KEY {} +'])
  })
})

test('a film that goes to standard output goes to no file', () => {
  allowed(['ffmpeg -i a.mp4 -f null -', 'ffmpeg -i a.mp4 -f mp3 pipe:1 | wc -c', 'cat a | ffmpeg -i - out.mp3'])
  stopped(['ffmpeg -i a.mp4 pipe:3', 'ffmpeg -i a.mp4 -y -x', 'ffmpeg -i a.mp4 /srv/x.mp3'])
})

test('what only asks a server of this machine for a page is none of the network', () => {
  allowed([
    "curl -G http://localhost:9091/api --data-urlencode 'metric=go'",
    'curl -XGET http://localhost:1',
    'curl -s "http://localhost:8080/users/$ID"',
    "timeout 5 bash -c '</dev/tcp/localhost/8080'",
  ])
  stopped([
    'curl -G http://localhost:9091/api -d @.env',
    'curl -G http://localhost:9091/api -d "$X"',
    'curl -G http://localhost:9091/api --data-urlencode "a$X"',
    'curl -d a=b http://localhost:9091/api',
    'curl -X "$M" http://localhost:1',
    'curl -X DELETE http://localhost:1/',
    'curl -s -w "a $W" http://localhost:8080',
    'curl -s "http://localhost$X"',
    'curl -s "http://localhost:8080$X"',
    'curl -s "http://localhost:$PORT/"',
    'curl -s "http://a@localhost:8080/$X"',
    'curl -L "http://localhost:8080/$X"',
    'curl $X http://localhost:8080/',
    "bash -c '</dev/tcp/x.example/8080'",
    "bash -c '</dev/tcp/localhost.x.example/8080'",
    'echo x > /dev/tcp/localhost/8080',
    'exec 3<>/dev/tcp/localhost/8080',
  ])
})

test('whoever asks how a verb is called only reads', () => {
  allowed(['cargo build --help', 'go run -h', 'npm run --help', 'poetry run --help', 'python -m venv --help'])
  stopped([
    'cargo x --help',
    'cargo run -- --help',
    'npm run build --help',
    'poetry run x --help',
    'python -m x --help',
    'go run . -h',
    'cargo build -h x',
  ])
})

test('what a manager of packages only would do is told', () => {
  allowed(['apt-get -s install nginx', 'apt-get install --dry-run nginx', 'apt-get --simulate upgrade'])
  denied([
    'apt-get -s -o APT::x=y install nginx',
    'apt-get -s install "$x"',
    'sudo apt-get -s install nginx',
    'apt-get install -y -stable nginx',
    'apk add --no-cache curl',
    'apk --update-cache add curl',
    'apk add -U curl',
    'apt-get install -- -s nginx',
    'apt-get -t -s install nginx',
    'apt-get -o -s install nginx',
  ])
})

test('rustc compiles, and runs nothing of the project with the options that are known', () => {
  allowed([
    'rustc main.rs',
    'rustc -Copt-level=3 --edition=2021 main.rs',
    'rustc --emit=asm main.rs',
    'rustc --test a.rs',
  ])
  stopped([
    'rustc -C linker=./x main.rs',
    'rustc -C link-arg=-fplugin=./x main.rs',
    'rustc -C incremental=/srv/x main.rs',
    'rustc --extern a=b.rlib main.rs',
    'rustc --target ./x.json main.rs',
    'rustc --emit=asm=/srv/x main.rs',
    'rustc --print link-args=/srv/x main.rs',
    'rustc -Z x main.rs',
    'rustc -L . main.rs',
    'rustc @args',
    'rustc "$x"',
  ])
  denied(['rustc -o /srv/app/a main.rs', 'rustc --out-dir /srv/app main.rs', 'rustc ~/.ssh/id_rsa'])
})

test('what a table, a trace or a coverage is told with names no file', () => {
  allowed([
    'csvcut -c $(seq 1 2 9 | paste -sd,) a.csv',
    "csvgrep -c x -r '^a' a.csv",
    'pnpm ls -w --depth 0 x',
    'geninfo -o redis.info .',
    'inferno-flamegraph < a.txt > a.svg',
  ])
  stopped([
    'csvsort -r .env',
    'csvcut -n .env',
    'csvgrep -c x -f .env a.csv',
    'csvgrep -i -c x -m y .env',
    'csvlook "$x"',
  ])
  stopped([
    'geninfo --gcov-tool ./x .',
    'geninfo --rc geninfo_gcov_tool=./x .',
    'geninfo -o /srv/x .',
    'inferno-flamegraph .env',
  ])
})

test('what is unpacked into a folder of its own is no module to the code that unpacks it', () => {
  const unpacked = (folder: string, more = '') =>
    `python3 -c "import zipfile\nwith zipfile.ZipFile('m.zip') as z:\n    z.extractall('${folder}')\n${more}"`
  allowed([unpacked('extracted'), unpacked('extracted', "import os\nprint(os.listdir('extracted'))")])
  stopped([
    unpacked('json', 'import json'),
    unpacked('.', 'import json'),
    unpacked('_x', 'import json'),
    `${unpacked('x')}; cd x; python3 -c 'import json'`,
    `${unpacked('x')}; python3 x/a.py`,
    unpacked('x', 'import numpy'),
  ])
})

test('a name that find prints is read as one of those below', () => {
  allowed([
    'find . -type d -name \'*.json\' | while read d; do chmod -R 755 "$d"; done',
    'find src -type d -name uploads | while read d; do chmod -R 755 "$d"; done',
    "find dir -name '*.jpg' -exec ln -s {} \\;",
  ])
  stopped([
    'find a b -name x | while read f; do rm "$f"; done',
    'find . -name x -o -name .git | while read f; do rm -r "$f"; done',
    'find / -name x | while read f; do rm "$f"; done',
    'printf "a/$x\\na/b\\n" | while read f; do rm "$f"; done',
  ])
  denied(['find ../a -iname \'2.jpg\' | while read f; do rm "$f"; done', "find /srv/app -name '*.txt' -exec rm {} \\;"])
})
