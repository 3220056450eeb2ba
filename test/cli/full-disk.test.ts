import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { makeProject, program, temporaryFolder, writeResult } from '../helpers/project.ts'

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
