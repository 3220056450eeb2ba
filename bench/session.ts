// The session: how soon a viewer is live that joins at event 1,000,000, against one that joins at event 1,000.
import { spawn } from '@lydell/node-pty'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Fact } from '../source/core/event.ts'
import { layOutProject, newConfig } from '../source/cli/new-project.ts'
import { version } from '../source/cli/version.ts'
import { Journal } from '../source/files/journal.ts'
import { createMasker } from '../source/files/mask.ts'
import { overviewFold } from '../source/views/overview.ts'
import { median, milliseconds, program, times, type Row } from './measure.ts'

const many = 1_000_000
const few = 1_000
const runs = 5

/** A project whose journal has so many events, with the fold its runner stores. */
function makeLoop(root: string, events: number): string {
  mkdirSync(root)
  layOutProject(root, { 'config/config_v0_3.json': newConfig(), 'config/tos.json': {} })
  const files = { journal: join(root, 'logs/journal.ndjson'), storedFold: join(root, 'logs/journal.fold.json') }
  const opened = Journal.open(files, { foldOf: overviewFold(version), masker: createMasker([]), now: () => new Date() })
  if (!opened.ok) throw new Error(opened.failure.what)
  const { journal } = opened.value
  journal.append([{ type: 'loop.started', loop: 'bench', version, origin: 'new', takeover: null }])
  const batch: Fact[] = Array.from({ length: 1000 }, (_, i) => ({ type: 'run.pauseRequested', by: `p${i}` }))
  for (let left = events - 1; left > 0; left -= batch.length) {
    journal.append(batch.slice(0, left))
    journal.storeFoldIfDue()
  }
  journal.close()
  return root
}

/** Milliseconds from the start of the program until the number of the last event stands on the screen. */
function liveAfter(root: string, events: number): Promise<number> {
  const began = performance.now()
  const { CI: _ci, ...inherited } = process.env
  const pty = spawn(process.execPath, [program, 'watch', '--root', root], {
    cols: 120,
    rows: 40,
    name: 'xterm-256color',
    env: { ...inherited, XDG_CONFIG_HOME: join(root, 'config-home') },
  })
  return new Promise((resolve) => {
    let seen = ''
    pty.onData((data) => {
      seen += data
      if (!seen.includes(`#${events}`)) return
      resolve(performance.now() - began)
      pty.kill('SIGKILL')
    })
  })
}

export async function sessionRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tos-bench-'))
  try {
    const short = makeLoop(join(folder, 'short'), few)
    const long = makeLoop(join(folder, 'long'), many)
    const ours: number[] = []
    const base: number[] = []
    for (let i = 0; i < runs; i++) {
      base.push(await liveAfter(short, few))
      ours.push(await liveAfter(long, many))
    }
    const what = `a viewer that joins at event ${many.toLocaleString('en')} is live after`
    const against = `one that joins at event ${few.toLocaleString('en')}, ${milliseconds(median(base))}`
    return [{ what, value: milliseconds(median(ours)), against, ratio: times(median(ours), median(base)) }]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
