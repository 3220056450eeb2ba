// policy replay: judges the commands of past loops again and lists the decisions that would change.
import { existsSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { evolve } from '../core/evolve.ts'
import { exitCodes, misconfigured } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import { initialState, type Judgement } from '../core/state.ts'
import { journalStart, readJournal } from '../files/journal-reader.ts'
import { readTosSettings } from '../files/settings.ts'
import { compilePolicy } from '../policy/policy.ts'
import { flag, report, text, type Invocation, type Terminal } from './command.ts'
import { surroundingsOf } from './policy-open.ts'
import { openProject } from './project.ts'

interface Change {
  readonly journal: string
  readonly job: number
  readonly step: number
  readonly index: number
  readonly code: string
  readonly was: string
  readonly now: Judgement
}

export function replayPolicy(invocation: Invocation, terminal: Terminal, named: readonly string[]): number {
  const opened = openProject(invocation, terminal)
  if (!opened.ok) return report(opened.failure, terminal)
  const { settings, layout, configFile, tosFile } = opened.value
  const other = text(invocation, 'policy')
  const read = other === null ? null : readTosSettings(resolve(terminal.folder, other))
  if (read && !read.ok) return report(read.failure, terminal)
  const file = read ? read.value.file : tosFile
  const compiled = compilePolicy({
    config: settings.config,
    policy: (read ? read.value.value : settings.tos).policy,
    placeOf: (keys) => relative(layout.root, configFile.place(keys)),
    placeOfRule: (keys) => file?.place(keys) ?? '',
    around: surroundingsOf(layout.root, terminal.environment),
  })
  if (!compiled.ok) return report(compiled.failure, terminal)
  const journals = named.length > 0 ? named.map((path) => resolve(terminal.folder, path)) : [layout.journal]
  const changes: Change[] = []
  let decisions = 0
  for (const journal of journals) {
    if (!existsSync(journal))
      return report(misconfigured('there is no journal', journal, 'name one, or run something first'), terminal)
    let state = initialState
    const done = readJournal(journal, journalStart, (event) => {
      state = evolve(state, event)
      if (event.type !== 'command.judged') return
      const command = state.step?.commands[event.index]?.command
      if (!command) return
      decisions += 1
      const now = compiled.value.judge(command)
      if (now.verdict !== event.verdict)
        changes.push({
          journal,
          job: event.job,
          step: event.step,
          index: event.index,
          code: command.code,
          was: event.verdict,
          now,
        })
    })
    if (!done.ok) return report(done.failure, terminal)
  }
  const lines = changes.map((change) => (flag(invocation, 'json') ? JSON.stringify(change) : changeLine(change)))
  terminal.out(lines.map((line) => `${line}\n`).join(''))
  terminal.error(`tos: ${changes.length} of ${decisions} decisions would change\n`)
  return exitCodes.well
}

const changeLine = ({ job, step, index, was, now, code }: Change): string =>
  printableLine(
    `job ${job} step ${step} command ${index + 1}: ${was} -> ${now.verdict}  ${now.rule}${now.place ? ` (${now.place})` : ''}  ${code}`,
  )
