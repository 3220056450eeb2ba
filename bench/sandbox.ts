// The sandbox: what a command costs in it, against the same command without one, in turn in the same run.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tosSchema } from '../source/core/tos-schema.ts'
import { execute } from '../source/executor/execute.ts'
import { noSandbox, openSandbox, type Sandbox } from '../source/executor/sandbox.ts'
import { outputFile } from '../source/files/output-file.ts'
import { median, milliseconds, times, type Row } from './measure.ts'

const runs = 60

/** Milliseconds of one `true`, from the request to the end of everything it started. */
async function timed(folder: string, sandbox: Sandbox): Promise<number> {
  const began = performance.now()
  await execute(
    {
      type: 'bash',
      code: 'true',
      folder,
      timeoutMs: 60_000,
      marker: 'bench',
      environment: process.env,
      allowedVariables: [],
      sandbox,
      output: {
        file: outputFile(join(folder, 'output.log')),
        maxBytes: 1e6,
        maskStream: () => ({ push: (text) => text, end: () => '' }),
      },
      onSpawn: () => undefined,
    },
    new AbortController().signal,
  )
  return performance.now() - began
}

export async function sandboxRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tos-bench-'))
  try {
    return await rowsIn(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function rowsIn(folder: string): Promise<Row[]> {
  for (const name of ['logs', 'config', 'workspace']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, 'config', 'tos.json'), '{}')
  const { exec } = tosSchema.parse({ exec: { sandbox: 'required' } })
  const places = {
    root: folder,
    readOnlyFolders: [join(folder, 'logs'), join(folder, 'config')],
    readOnlyFiles: [],
    pinned: [join(folder, 'workspace')],
  }
  const opening = performance.now()
  const opened = await openSandbox({ places, exec, environment: process.env, writable: [] })
  const openMs = performance.now() - opening
  if (typeof opened === 'string') return [{ what: 'sandbox', value: 'none', against: opened, ratio: '-' }]
  const bare = noSandbox({ exec }, 'bench')
  const [inside, outside]: [number[], number[]] = [[], []]
  for (let i = -5; i < runs; i++) {
    const spans = [await timed(folder, opened), await timed(folder, bare)] as const
    if (i < 0) continue
    inside.push(spans[0])
    outside.push(spans[1])
  }
  const [cost, base] = [median(inside), median(outside)]
  const against = `${milliseconds(base)} without`
  return [
    { what: 'a command in the sandbox', value: milliseconds(cost), against, ratio: times(cost, base) },
    {
      what: 'what the sandbox adds',
      value: milliseconds(cost - base),
      against: 'target 30 ms',
      ratio: times(cost - base, 30),
    },
    { what: 'choosing and trying it, once per run', value: milliseconds(openMs), against, ratio: times(openMs, base) },
  ]
}
