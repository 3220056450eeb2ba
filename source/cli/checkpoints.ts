// checkpoints: the history of checkpoints and snapshots; show one, compare two, pin one, write one out.
import { resolve } from 'node:path'
import { exitCodes } from '../core/failure.ts'
import { printable } from '../core/printable.ts'
import { counted } from '../core/text.ts'
import type { Checkpoints, Difference, HistoryEntry } from '../library/api.ts'
import { ageText, historyLines } from '../views/history.ts'
import { usageFailure } from './arguments.ts'
import { flag, report, type Command, type Invocation, type Terminal } from './command.ts'
import { projectOf } from './project.ts'

export const checkpoints: Command = {
  async run(invocation, terminal) {
    const { checkpoints: all } = (await projectOf(invocation, terminal)).project
    const [action = 'list', id = '', second] = invocation.operands
    if (action === 'list') return list(await all.list(), invocation, terminal)
    if (flag(invocation, 'patch') && action !== 'diff')
      return report(usageFailure("'--patch' is for diff", "see 'tos checkpoints --help'"), terminal)
    const { data, lines } = await act(all, { action: action as Action, id, second }, invocation, terminal)
    terminal.out(
      flag(invocation, 'json')
        ? `${JSON.stringify(data, null, 2)}\n`
        : lines.map((line) => `${printable(line)}\n`).join(''),
    )
    return exitCodes.well
  },
}

function list(entries: readonly HistoryEntry[], invocation: Invocation, terminal: Terminal): number {
  const now = Date.now()
  if (flag(invocation, 'json')) {
    const rows = entries.map((entry) => ({ ...entry, age: ageText(entry.ts, now) }))
    terminal.out(`${JSON.stringify(rows, null, 2)}\n`)
  } else if (entries.length === 0) terminal.out("no checkpoint yet; make one with 'tos checkpoint NAME'\n")
  else
    terminal.out(
      historyLines(entries, now)
        .map((line, i) => `${line}${entries[i]?.isPinned ? '  pinned' : ''}\n`)
        .join(''),
    )
  return exitCodes.well
}

/** The forms that name an entry. */
type Action = 'show' | 'diff' | 'pin' | 'unpin' | 'export'

interface Call {
  readonly action: Action
  readonly id: string
  /** The other one of diff, the path of export. */
  readonly second: string | undefined
}

interface Answer {
  readonly data: unknown
  readonly lines: readonly string[]
}

async function act(all: Checkpoints, call: Call, invocation: Invocation, { folder }: Terminal): Promise<Answer> {
  const { action, id, second } = call
  switch (action) {
    case 'show':
      return show(all, id)
    case 'diff': {
      if (!flag(invocation, 'patch')) {
        const data = await all.compare(id, second)
        return { data, lines: data.map(changeLine) }
      }
      const lines = await all.patch(id, second)
      return { data: lines, lines }
    }
    case 'pin':
    case 'unpin': {
      const isPinned = action === 'pin'
      await all.pin(id, isPinned)
      return { data: { id, isPinned }, lines: [`${id} ${isPinned ? 'is pinned' : 'is not pinned any more'}`] }
    }
    case 'export': {
      const path = resolve(folder, second ?? '')
      const files = await all.export(id, path)
      return { data: { id, path, files }, lines: [`${id}: ${counted(files, 'file')} in ${path}`] }
    }
  }
}

const changeLine = ({ path, change }: Difference): string => `${change.padEnd(8)}  ${path}`

/** What it is, and what changed since the one before it. */
async function show(all: Checkpoints, called: string): Promise<Answer> {
  const { leftOut, ...facts } = await all.show(called)
  const entries = await all.list()
  const older = entries[entries.findIndex(({ id }) => id === facts.id) + 1]
  const changes = older ? await all.compare(older.id, facts.id) : []
  return {
    data: { ...facts, leftOut, since: older?.id ?? null, changes },
    lines: [
      ...Object.entries(facts).flatMap(([name, value]) => (value === null ? [] : [`${name.padEnd(10)}  ${value}`])),
      ...leftOut.map(({ path, why }) => `left out    ${path} (${why})`),
      ...(older ? [`since ${older.id}:`, ...changes.map((change) => `  ${changeLine(change)}`)] : []),
    ],
  }
}
