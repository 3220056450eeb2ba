import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { makeProject, program, temporaryFolder, writeResult } from '../helpers/project.ts'
import { initRepository } from '../helpers/worktree.ts'

const own = ['--user', '--map-root-user', '--mount']
const hasDisks = spawnSync('unshare', [...own, 'true']).status === 0

/** The project on a disk of 4 MB: a run that fills it, what is told of it then, room made, and the run after it. */
const script = `
mount -t tmpfs -o size=4m none "$1" && cp -a "$2/." "$1" && cd "$1" || exit 99
"$3" "$4" run >&2; echo "$?"
"$3" "$4" status --json | tr -d '\n'; echo
rm big; "$3" "$4" resume >&2; echo "$?"
cat logs/journal.ndjson
`

test(
  'a run that a full disk ends says so in the journal and in status, and goes on when there is room',
  { skip: !hasDisks && 'no file system of its own here' },
  (t) => {
    const project = makeProject(t, {
      tos: { exec: { sandbox: 'off' } },
      steps: [{ commands: ['head -c 64m /dev/zero > big; true'] }, { commands: [writeResult] }],
    })
    const call = ['sh', '-c', script, 'sh', temporaryFolder(t), project.root, process.execPath, program]
    const { stdout, stderr } = spawnSync('unshare', [...own, ...call], {
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        LANG: 'C.UTF-8',
        XDG_DATA_HOME: temporaryFolder(t),
        TMPDIR: temporaryFolder(t),
      },
    })
    const [first, status, second, ...lines] = stdout.split('\n')
    assert.equal(first, '1', stderr)
    const { state, end_reason: reason } = JSON.parse(status ?? '')
    assert.equal(state, 'ended', stderr)
    assert.match(reason, /^failed: .*ENOSPC.*free some space/)
    assert.equal(second, '0', stderr)
    const types = lines.filter(Boolean).map((line): string => JSON.parse(line).type)
    assert.equal(types.filter((type) => type === 'run.ended').length, 2)
    assert.ok(!types.includes('run.recovered'))
  },
)

/** A rollback on a disk of 16 MB, then undos while a file outside of the project leaves so many kB of it, then one with room. */
const undoScript = `
mount -t tmpfs -o size=16m none "$1" && mkdir "$1/p" "$1/state" && cp -a "$2/." "$1/p" && cd "$1/p" || exit 99
export XDG_STATE_HOME="$1/state"
files() { find . -path ./logs -prune -o -path ./.git -prune -o -type f -print0 | sort -z | xargs -0 sha1sum | sha1sum; git rev-parse HEAD; }
tos() { "$NODE" "$TOS" "$@"; }
tos checkpoint base >&2 || exit 98
head -c 1m /dev/urandom > big; echo 2 > a.txt; rm gone.txt; mkdir new; head -c 300k /dev/urandom > new/file; chmod 600 a.txt
files
tos rollback base --save --yes --no-test >&2 || exit 97
back=$(files)
for room in 0 40 400 1000; do
  rm -f "$1/filler"; free=$(df -k --output=avail "$1" | tail -1)
  head -c "$((free - room))k" /dev/zero > "$1/filler"
  tos undo --yes > "$3" 2>&1; code=$?
  rm "$1/filler"
  [ "$(files)" = "$back" ] && same=same || same=other
  echo "$room $code $same $(grep -c -i -E 'no space|ENOSPC' "$3" )"; cat "$3" >&2
  [ "$code" = 0 ] && break
done
[ "$code" = 0 ] || tos undo --yes >&2; echo "$?"
files
`

test(
  'an undo that a full disk ends says so, and is done by the next call when there is room',
  { skip: !hasDisks && 'no file system of its own here' },
  (t) => {
    const project = makeProject(t, { files: { 'a.txt': '1\n', 'gone.txt': 'g\n', '.gitignore': 'logs/\n' } })
    initRepository(project.root)
    const { stdout, stderr } = spawnSync(
      'unshare',
      [...own, 'bash', '-c', undoScript, 'bash', temporaryFolder(t), project.root, join(temporaryFolder(t), 'said')],
      {
        encoding: 'utf8',
        env: {
          PATH: process.env['PATH'],
          LANG: 'C.UTF-8',
          NODE: process.execPath,
          TOS: program,
          TMPDIR: temporaryFolder(t),
        },
      },
    )
    const lines = stdout.split('\n').filter(Boolean)
    const tries = lines.slice(2, -3)
    assert.ok(tries.length > 1, stderr)
    // In the middle it may be half done: it says so, and the next call finishes it.
    for (const line of tries) assert.match(line, /^\d+ (?:1 \w+ \d+|0 other 0)$/, `${line}\n${stderr}`)
    assert.match(tries[0] ?? '', /^0 1 same 1$/, stderr)
    assert.equal(lines.at(-3), '0', stderr)
    assert.deepEqual(lines.slice(-2), lines.slice(0, 2), stderr)
  },
)
