// `npm run bench`: prints every figure with what it was measured against in the same run. Never fails on a figure.
// `npm run bench -- policy FILE.jsonl` judges the commands of that file.
import { bytesRows } from './bytes.ts'
import { firstFrameRows } from './first-frame.ts'
import { checkpointRows } from './checkpoints.ts'
import { fleetRows } from './fleet.ts'
import { longRows } from './long.ts'
import { journalRows } from './journal.ts'
import { memoryRow, stepRow } from './loop.ts'
import type { Row } from './measure.ts'
import { modelRows } from './models.ts'
import { policyRows } from './policy.ts'
import { reportRows } from './report.ts'
import { sandboxRows } from './sandbox.ts'
import { sessionRows } from './session.ts'
import { startRows } from './start.ts'

const given = process.argv.slice(2)
const files = given.filter((name) => name.endsWith('.jsonl'))

const measurements: Record<string, () => Row[] | Promise<Row[]>> = {
  start: startRows,
  'first-frame': firstFrameRows,
  bytes: bytesRows,
  step: async () => [await stepRow()],
  models: modelRows,
  journal: journalRows,
  report: reportRows,
  sandbox: sandboxRows,
  session: sessionRows,
  policy: () => policyRows(files[0]),
  checkpoints: checkpointRows,
  memory: () => [memoryRow()],
  long: longRows,
  fleet: fleetRows,
}

const wanted = given.filter((name) => !files.includes(name))
for (const [name, measure] of Object.entries(measurements)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  for (const { what, value, against, ratio } of await measure())
    console.log(`${ratio.padStart(8)}  ${what}: ${value} (against ${against})`)
}
