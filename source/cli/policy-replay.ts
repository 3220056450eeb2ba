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
import { ownPlaces } from '../files/own-places.ts'
import { readTosSettings } from '../files/settings.ts'
import type { TosSettings } from '../core/settings.ts'
import { openJudge } from '../policy/judge.ts'
import type { PolicyInput } from '../policy/policy.ts'
import { flag, report, text, type Invocation, type Terminal } from './command.ts'
import { assumed, containmentHere, wishOf } from './policy-sandbox.ts'
import { surroundingsOf } from './policy-open.ts'
import { openProject } from './project.ts'

interface Decision {
  readonly journal: string
  readonly job: number
  readonly step: number
  readonly index: number
  readonly command: Command
  readonly was: string
}

interface Change extends Omit<Decision, 'command'> {
  readonly code: string
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
    around: {
      ...surroundingsOf(layout.root, terminal.environment),
      own: ownPlaces(layout, settings.tos.checkpoints.store, terminal.environment),
    },
  } satisfies PolicyInput
  const compiled = await openJudge({ ...input, containment })
  if (!compiled.ok) return report(compiled.failure, terminal)
  const journals = named.length > 0 ? named.map((path) => resolve(terminal.folder, path)) : [layout.journal]
  const changes: Change[] = []
  const decisions: Decision[] = []
  for (const journal of journals) {
    if (!existsSync(journal))
      return report(misconfigured('there is no journal', journal, 'name one, or run something first'), terminal)
    let state = initialState
    const done = readJournal(journal, journalStart, (event) => {
      state = evolve(state, event)
      if (event.type !== 'command.judged') return
      const command = state.step?.commands[event.index]?.command
      if (!command) return
      const { job, step, index, verdict: was } = event
      decisions.push({ journal, job, step, index, command, was })
    })
    if (!done.ok) return report(done.failure, terminal)
  }
  for (const { command, ...decision } of decisions) {
    const now = await compiled.value.judge(command)
    if (now.verdict !== decision.was) changes.push({ ...decision, code: command.code, now })
  }
  const lines = changes.map((change) => (flag(invocation, 'json') ? JSON.stringify(change) : changeLine(change)))
  terminal.out(lines.map((line) => `${line}\n`).join(''))
  terminal.error(`tos: ${changes.length} of ${decisions.length} decisions would change\n`)
  const questions = async (held: Containment): Promise<number> => {
    const other = await openJudge({ ...input, containment: held })
    if (!other.ok) return 0
    let asked = 0
    for (const { command } of decisions) if ((await other.value.judge(command)).verdict === 'ask') asked += 1
    return asked
  }
  const compared = await settingsToCompare(layout.root, tos, questions)
  terminal.error(`tos: ${questionsLine(await questions(containment), compared)}\n`)
  return exitCodes.well
}

const changeLine = ({ job, step, index, was, now, code }: Change): string =>
  printableLine(
    `job ${job} step ${step} command ${index + 1}: ${was} -> ${now.verdict}  ${now.rule}${now.place ? ` (${now.place})` : ''}  ${code}`,
  )

type Compared = readonly { readonly name: string; readonly asks: number }[]

async function settingsToCompare(
  root: string,
  { exec }: TosSettings,
  questions: (held: Containment) => Promise<number>,
): Promise<Compared> {
  return [
    { name: '--sandbox off', asks: await questions(assumed('off', root, exec.network)) },
    { name: '--sandbox on', asks: await questions(assumed('on', root, exec.network)) },
    { name: 'a sandbox and exec.network "packages"', asks: await questions(assumed('on', root, 'packages')) },
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
