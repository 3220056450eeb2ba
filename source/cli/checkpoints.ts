// checkpoints: the history of checkpoints and snapshots; show one, compare two, pin one, write one out.
import { resolve } from 'node:path'
import type { Saved } from '../checkpoints/record.ts'
import { setPin } from '../checkpoints/prune.ts'
import { listStore, type Store } from '../checkpoints/store.ts'
import { exportSnapshot } from '../checkpoints/export-snapshot.ts'
import { exitCodes, fail, succeed, type Result } from '../core/failure.ts'
import { counted } from '../core/text.ts'
import { printable, printableLine } from '../core/printable.ts'
import {
  compareTrees,
  currentTree,
  listHistory,
  lookInto,
  patchLines,
  type HistoryEntry,
} from '../orchestrator/checkpoints.ts'
import { ageText, historyLines } from '../views/history.ts'
import { all } from '../views/recent.ts'
import { usageFailure } from './arguments.ts'
import { flag, report, type Command, type Invocation, type Terminal } from './command.ts'
import { openProject, type OpenedProject } from './project.ts'

export const checkpoints: Command = {
  async run(invocation, terminal) {
    const opened = openProject(invocation, terminal)
    if (!opened.ok) return report(opened.failure, terminal)
    const place = { ...opened.value, environment: terminal.environment, folder: terminal.folder }
    const listed = await listHistory(place, all(opened.value.overview.checkpoints))
    if (!listed.ok) return report(listed.failure, terminal)
    const [action, ...ids] = invocation.operands
    if (action === undefined) return list(listed.value, invocation, terminal)
    if (flag(invocation, 'patch') && action !== 'diff')
      return report(usageFailure("'--patch' is for diff", "see 'tos checkpoints --help'"), terminal)
    const done = await act(action, ids, place, listed.value, flag(invocation, 'patch'))
    if (!done.ok) return report(done.failure, terminal)
    terminal.out(
      flag(invocation, 'json')
        ? `${JSON.stringify(done.value.data, null, 2)}\n`
        : done.value.lines.map((line) => `${printable(line)}\n`).join(''),
    )
    return exitCodes.well
  },
}

function list(entries: readonly HistoryEntry[], invocation: Invocation, terminal: Terminal): number {
  const now = Date.now()
  if (flag(invocation, 'json'))
    terminal.out(
      `${JSON.stringify(
        entries.map((entry) => ({ ...entry, age: ageText(entry.ts, now) })),
        null,
        2,
      )}\n`,
    )
  else if (entries.length === 0) terminal.out("no checkpoint yet; make one with 'tos checkpoint NAME'\n")
  else
    terminal.out(
      historyLines(entries, now)
        .map((line, i) => `${line}${entries[i]?.isPinned ? '  pinned' : ''}\n`)
        .join(''),
    )
  return exitCodes.well
}

interface Answer {
  readonly data: unknown
  readonly lines: readonly string[]
}

type Place = OpenedProject & { readonly environment: NodeJS.ProcessEnv; readonly folder: string }

async function act(
  action: string,
  ids: readonly string[],
  place: Place,
  entries: readonly HistoryEntry[],
  hasPatch: boolean,
): Promise<Result<Answer>> {
  if (action === 'export') return exportTo(ids, place, entries)
  const wanted = { show: [1, 1], diff: [1, 2], pin: [1, 1], unpin: [1, 1] }[action]
  if (!wanted) return fail(usageFailure(`'${action}' is not known here`, 'use show, diff, pin, unpin or export'))
  if (ids.length < (wanted[0] ?? 1) || ids.length > (wanted[1] ?? 1))
    return fail(
      usageFailure(
        `'${action}' takes ${wanted[0] === wanted[1] ? 'one id' : 'one or two ids'}`,
        "see 'tos checkpoints'",
      ),
    )
  const found: HistoryEntry[] = []
  for (const id of ids) {
    const entry = findEntry(entries, id)
    if (!entry.ok) return entry
    found.push(entry.value)
  }
  const [first, second] = found
  if (!first) return fail(usageFailure('no id is named', "see 'tos checkpoints'"))
  return lookInto(place, (store) => {
    if (action === 'show') return show(store, first, entries)
    return action === 'diff' ? differ(store, first, second, hasPatch) : pin(store, first, action === 'pin')
  })
}

function findEntry(entries: readonly HistoryEntry[], id: string): Result<HistoryEntry> {
  // A checkpoint may be called like a snapshot: then the id counts.
  const entry =
    entries.find((one) => one.id === id) ?? entries.find((one) => one.kind === 'checkpoint' && one.name === id)
  if (entry) return succeed(entry)
  const what = `there is no '${printableLine(id)}'`
  return fail({ what, remedy: "choose one of 'tos checkpoints'", exitCode: exitCodes.failed })
}

/** All it holds, as files. */
async function exportTo(
  ids: readonly string[],
  place: Place,
  entries: readonly HistoryEntry[],
): Promise<Result<Answer>> {
  const [id, path] = ids
  if (id === undefined || path === undefined)
    return fail(usageFailure("'export' takes an id and a path", "see 'tos checkpoints --help'"))
  const entry = findEntry(entries, id)
  if (!entry.ok) return entry
  const to = resolve(place.folder, path)
  return lookInto(place, async (store) => {
    const saved = (await listStore(store)).find((one) => one.id === entry.value.id)
    if (!saved) return fail(usageFailure(`${id} is gone`, "choose one of 'tos checkpoints'"))
    const written = await exportSnapshot(store, saved, to)
    if (!written.ok) return written
    const { value: files } = written
    return succeed({
      data: { id: saved.id, path: to, files },
      lines: [`${saved.id}: ${counted(files, 'file')} in ${to}`],
    })
  })
}

/** What it is, and what changed since the one before it. */
async function show(store: Store, entry: HistoryEntry, entries: readonly HistoryEntry[]): Promise<Result<Answer>> {
  const saved = (await listStore(store)).find(({ id }) => id === entry.id)
  const older = entries[entries.indexOf(entry) + 1]
  const changes = older ? await compareTrees(store, older.object, entry.object) : []
  const facts = saved ? factsOf(saved) : {}
  const rows = Object.entries({ ...entry, ...facts }).filter(([, value]) => value !== null && typeof value !== 'object')
  return succeed({
    data: { ...entry, ...facts, leftOut: saved?.leftOut ?? [], since: older?.id ?? null, changes },
    lines: [
      ...rows.map(([name, value]) => `${name.padEnd(10)}  ${String(value)}`),
      ...(saved?.leftOut ?? []).map(({ path, why }) => `left out    ${path} (${why})`),
      ...(older ? [`since ${older.id}:`, ...changes.map(({ path, change }) => `  ${change.padEnd(8)}  ${path}`)] : []),
    ],
  })
}

const factsOf = ({ branch, tree, target, commit }: Saved) => ({ branch, tree, target, head: commit })

async function differ(
  store: Store,
  first: HistoryEntry,
  second: HistoryEntry | undefined,
  hasPatch: boolean,
): Promise<Result<Answer>> {
  const to = second?.object ?? (await currentTree(store))
  if (hasPatch) {
    const lines = await patchLines(store, first.object, to)
    return succeed({ data: lines, lines })
  }
  const changes = await compareTrees(store, first.object, to)
  return succeed({ data: changes, lines: changes.map(({ path, change }) => `${change.padEnd(8)}  ${path}`) })
}

async function pin(store: Store, entry: HistoryEntry, isPinned: boolean): Promise<Result<Answer>> {
  const saved = (await listStore(store)).find(({ id }) => id === entry.id)
  if (saved && saved.isPinned !== isPinned) await setPin(store, saved, isPinned)
  return succeed({
    data: { id: entry.id, isPinned },
    lines: [`${entry.id} ${isPinned ? 'is pinned' : 'is not pinned any more'}`],
  })
}
