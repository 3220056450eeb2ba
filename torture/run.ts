// `npm run torture [-- --seed N --minutes M --only NAME --at INJECTION --lanes N --record FILE --mutants]`: one line for each promise,
// exit code 1 when one is broken.
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { catchMutants } from './harness/mutants.ts'
import { openRecord } from './harness/record.ts'
import { tryPromise } from './harness/try.ts'
import { promises } from './promises/all.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string' },
    only: { type: 'string', multiple: true, default: [] },
    mutants: { type: 'boolean', default: false },
    /** One injection alone, by the number that a fault is printed with. */
    at: { type: 'string' },
    /** Injections at once: most of their time is waiting. */
    lanes: { type: 'string', default: '1' },
    /** What is done is written down there, and not done again. */
    record: { type: 'string' },
  },
})
const { seed, only } = values
const wanted = promises.filter(({ name }) => only.length === 0 || only.includes(name))
if (wanted.length === 0) {
  process.stderr.write(`no such promise; there are ${promises.map(({ name }) => name).join(', ')}\n`)
  process.exit(2)
}
const minutes = values.minutes === undefined ? Infinity : Number(values.minutes)
if (!(minutes > 0)) {
  process.stderr.write('--minutes wants a number above 0\n')
  process.exit(2)
}
const lanes = Number(values.lanes)
if (!(Number.isInteger(lanes) && lanes > 0)) {
  process.stderr.write('--lanes wants a number from 1\n')
  process.exit(2)
}
const record = openRecord(values.record)

// Everything of a run lies in one folder, that of the stores of snapshots too.
const place = mkdtempSync(join(realpathSync(tmpdir()), 'tos-torture-'))
chmodSync(place, 0o755)
process.once('exit', () => rmSync(place, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))
process.env['TMPDIR'] = place
process.env['XDG_STATE_HOME'] = join(place, 'state')

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const counts = { held: 0, broken: 0, skipped: 0 }
const began = performance.now()
for (const [i, promised] of wanted.entries()) {
  // What an earlier one left over is there for the later ones.
  const left = began + minutes * 60_000 - performance.now()
  const share = Math.max(1, left / (wanted.length - i))
  const told = values.mutants
    ? await catchMutants(promised, { seed, say })
    : await tryPromise(
        promised,
        { seed, say },
        { ms: share, lanes, record, ...(values.at === undefined ? {} : { at: Number(values.at) }) },
      )
  counts[told]++
}
const what = values.mutants ? 'mutants caught for' : 'held'
say(
  `torture: ${what} ${counts.held} of ${wanted.length} promises, ${counts.broken} failed, ${counts.skipped} skipped ` +
    `(seed ${seed}, ${Math.round((performance.now() - began) / 1000)} s)`,
)
process.exit(counts.broken > 0 ? 1 : 0)
