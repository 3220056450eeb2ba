// The report of a loop of 10,000 steps: how long it takes and how big it is, against reading its journal as JSON.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Fact } from '../source/core/event.ts'
import * as f from '../test/helpers/facts.ts'
import { inTemporaryFolder, megabytes, milliseconds, program, times, type Row } from './measure.ts'

const jobs = 2500
const stepsOfJob = 4
const prompt = 'What was done so far, and what is to be done next. '.repeat(40)

function stepFacts(job: number, step: number): Fact[] {
  const code = `awk -F, '$2 == "tokyo" { s += $3 } END { print s }' data/sales.csv > reports/${job}-${step}.md`
  const reply = JSON.stringify({ thought: prompt.slice(0, 300), commands: [{ type: 'bash', code }] })
  const isDenied = (job + step) % 50 === 0
  const facts: Fact[] = [
    f.stepStarted(step),
    ...(['draft', 'review', 'final'] as const).flatMap((role): Fact[] => [
      { ...f.asked(role), prompt } as Fact,
      f.answered(role, reply),
    ]),
    ...f.agreed(f.bash(code)),
    ...(isDenied
      ? [f.judged(0, 'deny', 'deletes outside of the project'), f.stepFinished('deny')]
      : [
          f.judged(0, 'allow'),
          f.snapshotSkipped,
          f.commandStarted(0),
          f.commandFinished(0),
          f.stepFinished('execute'),
        ]),
  ]
  return facts.map((fact) => Object.assign({}, fact, 'job' in fact && { job }, 'step' in fact && { step }))
}

function journalText(): string {
  const facts: Fact[] = [f.loopStarted(), f.runStarted(f.looping(jobs), {}, { until: 'loop' })]
  for (let job = 1; job <= jobs; job++) {
    facts.push({ ...f.jobStarted({ index: job }), job } as Fact)
    for (let step = 1; step <= stepsOfJob; step++) facts.push(...stepFacts(job, step))
    facts.push({ type: 'job.finished', job, index: job, step: stepsOfJob })
  }
  const start = Date.parse('2026-01-02T03:04:05.000Z')
  return facts
    .map((fact, i) => `${JSON.stringify({ v: 1, seq: i + 1, ts: new Date(start + i * 500).toISOString(), ...fact })}\n`)
    .join('')
}

export function reportRows(): Row[] {
  return inTemporaryFolder((folder) => {
    for (const name of ['config', 'logs']) mkdirSync(join(folder, name))
    writeFileSync(join(folder, 'config', 'config_v0_3.json'), '{"workspace_dir":"workspace","logs_dir":"logs"}')
    const journal = join(folder, 'logs', 'journal.ndjson')
    writeFileSync(journal, journalText())
    const parse = `for (const line of require('fs').readFileSync(${JSON.stringify(journal)}, 'utf8').split('\\n')) if (line) JSON.parse(line)`
    const spent = (args: readonly string[]): number => {
      const began = performance.now()
      const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
      if (status !== 0) throw new Error(stderr)
      return performance.now() - began
    }
    const bare = Math.min(spent(['-e', parse]), spent(['-e', parse]))
    return ['html', 'json', 'md'].map((form) => {
      const path = join(folder, `report.${form}`)
      const took = spent([program, 'report', '--root', folder, '-o', path])
      const kilobytes = (statSync(path).size / 1e6).toFixed(2)
      return {
        what: `report of ${jobs * stepsOfJob} steps as ${form}, ${kilobytes} MB (journal ${megabytes(readFileSync(journal).length)})`,
        value: milliseconds(took),
        against: `reading the journal as JSON ${milliseconds(bare)}`,
        ratio: times(took, bare),
      }
    })
  })
}
