// policy replay: judges the commands of past loops again and lists the decisions that would change.
import { existsSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import type { Containment } from '../core/containment.ts'
import type { Command } from '../core/event.ts'
import { evolve } from '../core/evolve.ts'
import { exitCodes, misconfigured } from '../core/failure.ts'
import { printableLine } from '../core/printable.ts'
import { initialState, type Judgement } from '../core/state.ts'
import { journalStart, readJournal } from '../files/journal-reader.ts'
import { readTosSettings } from '../files/settings.ts'
import type { TosSettings } from '../core/settings.ts'
import { compilePolicy, type PolicyInput } from '../policy/policy.ts'
import { flag, report, text, type Invocation, type Terminal } from './command.ts'
import { assumed, containmentHere, wishOf } from './policy-sandbox.ts'
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

export async function replayPolicy(
  invocation: Invocation,
  terminal: Terminal,
  named: readonly string[],
): Promise<number> {
  const opened = openProject(invocation, terminal)
  if (!opened.ok) return report(opened.failure, terminal)
  const { settings, layout, configFile, tosFile } = opened.value
  const other = text(invocation, 'policy')
  const read = other === null ? null : readTosSettings(resolve(terminal.folder, other))
  if (read && !read.ok) return report(read.failure, terminal)
  const file = read ? read.value.file : tosFile
  const wish = wishOf(invocation)
  if (!wish.ok) return report(wish.failure, terminal)
  const tos = read ? read.value.value : settings.tos
  const here = { ...opened.value, settings: { ...settings, tos } }
  const containment =
    wish.value === 'auto'
      ? await containmentHere(here, terminal.environment)
      : assumed(wish.value, layout.root, tos.exec.network)
  const input = {
    config: settings.config,
    policy: tos.policy,
    placeOf: (keys: readonly PropertyKey[]) => relative(layout.root, configFile.place(keys)),
    placeOfRule: (keys: readonly PropertyKey[]) => file?.place(keys) ?? '',
    around: surroundingsOf(layout.root, terminal.environment),
  } satisfies PolicyInput
  const compiled = compilePolicy({ ...input, containment })
  if (!compiled.ok) return report(compiled.failure, terminal)
  const journals = named.length > 0 ? named.map((path) => resolve(terminal.folder, path)) : [layout.journal]
  const changes: Change[] = []
  const commands: Command[] = []
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
      commands.push(command)
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
  const questions = (held: Containment): number => {
    const other = compilePolicy({ ...input, containment: held })
    return other.ok ? commands.filter((command) => other.value.judge(command).verdict === 'ask').length : 0
  }
  terminal.error(`tos: ${questionsLine(questions(containment), settingsToCompare(layout.root, tos, questions))}\n`)
  return exitCodes.well
}

const changeLine = ({ job, step, index, was, now, code }: Change): string =>
  printableLine(
    `job ${job} step ${step} command ${index + 1}: ${was} -> ${now.verdict}  ${now.rule}${now.place ? ` (${now.place})` : ''}  ${code}`,
  )

type Compared = readonly { readonly name: string; readonly asks: number }[]

function settingsToCompare(root: string, { exec }: TosSettings, questions: (held: Containment) => number): Compared {
  return [
    { name: '--sandbox off', asks: questions(assumed('off', root, exec.network)) },
    { name: '--sandbox on', asks: questions(assumed('on', root, exec.network)) },
    { name: 'a sandbox and exec.network "packages"', asks: questions(assumed('on', root, 'packages')) },
  ]
}

/** What each other setting would have saved, or cost. */
function questionsLine(asks: number, compared: Compared): string {
  const rows = compared
    .filter((other) => other.asks !== asks)
    .map(
      (other) => `${other.name} ${other.asks < asks ? `saves ${asks - other.asks}` : `asks ${other.asks - asks} more`}`,
    )
  return [`${asks} commands would be asked about`, ...rows].join('; ')
}
