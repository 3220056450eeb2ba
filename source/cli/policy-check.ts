// policy check: one command explained, or many judged line by line.
import { resolve } from 'node:path'
import type { Command as JudgedCommand } from '../core/event.ts'
import { printableLine } from '../core/printable.ts'
import type { Action, SimpleCommand } from '../policy/model/action.ts'
import type { Judge } from '../policy/judge.ts'
import { partOf } from '../policy/judgement.ts'
import type { Explanation } from '../policy/policy.ts'
import type { Hit } from '../policy/rules/evaluate.ts'
import { show } from '../policy/model/value.ts'
import type { Surroundings } from '../policy/model/place.ts'
import type { Terminal } from './command.ts'

const codes = { allow: 0, ask: 10, deny: 1 } as const

export interface CheckWish {
  readonly policy: Judge
  readonly around: Surroundings
  readonly isJson: boolean
}

export async function checkOne(
  { policy, around, isJson }: CheckWish,
  command: JudgedCommand,
  terminal: Terminal,
): Promise<number> {
  const explanation = await policy.explain(command)
  terminal.out(isJson ? `${JSON.stringify(facts(command, explanation), null, 2)}\n` : explained(explanation))
  if (!isJson) terminal.out(scratchNotes(explanation, around).join(''))
  return codes[explanation.judgement.verdict]
}

/** Kinds of actions that change what they name. */
const changing: ReadonlySet<string> = new Set(['modify', 'overwrite', 'truncate', 'delete', 'move', 'metadata'])

/** An allow is no surprise when it says that what is touched is scratch. */
function scratchNotes({ judgement, parsed }: Explanation, { root, temporary }: Surroundings): string[] {
  if (judgement.verdict !== 'allow') return []
  const folders = [...new Set(['/tmp', '/var/tmp', temporary])]
  const paths = parsed.commands.flatMap(({ actions }) =>
    actions.flatMap(({ kind, path }) => (path && changing.has(kind) ? [resolve(root, show(path))] : [])),
  )
  return [...new Set(paths)].flatMap((path) => {
    const folder = folders.find((each) => path.startsWith(`${each}/`))
    const isOwn = path === root || path.startsWith(`${root}/`)
    return folder && !isOwn
      ? [`note: ${path} lies in ${folder}, which is scratch: no rule protects what is there\n`]
      : []
  })
}

/** One line out for each line in; a line that cannot be read is asked, like every other doubt. */
export async function checkStdin(policy: Judge, terminal: Terminal): Promise<number> {
  let rest = ''
  const judge = async (line: string) => {
    if (line.trim() !== '') terminal.out(`${JSON.stringify(await judged(policy, line))}\n`)
  }
  for await (const piece of terminal.input()) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) await judge(line)
  }
  await judge(rest)
  return 0
}

async function judged(policy: Judge, line: string) {
  const row = commandRow(line)
  if (row === null) return { id: null, verdict: 'ask', rule: 'policy.input', part: line.slice(0, 80) }
  const { verdict, rule, part, reason } = await policy.judge({ type: row.type, code: row.code })
  return { id: row.id, verdict, rule, part, reason }
}

/** `{"id":…,"type":"bash","code":"ls"}`; null: it cannot be read. */
export function commandRow(line: string): { id: unknown; type: string; code: string } | null {
  try {
    const row = JSON.parse(line) as { id?: unknown; type?: unknown; code?: unknown } | null
    if (typeof row?.code !== 'string') return null
    return { id: row.id ?? null, type: typeof row.type === 'string' ? row.type : 'bash', code: row.code }
  } catch {
    return null
  }
}

function facts(command: JudgedCommand, { judgement, parsed, hits, held, without, near }: Explanation) {
  return {
    type: command.type,
    code: command.code,
    ...judgement,
    commands: parsed.commands.map((each) => ({
      program: each.program,
      args: each.args.map(show),
      assignments: each.assignments,
      redirections: each.redirections.map(({ operator, target }) => ({ operator, target: target && show(target) })),
      wrappers: each.wrappers,
      folders: each.folders.map(show),
      source: each.source,
      start: each.span.start,
      end: each.span.end,
      actions: each.actions
        .filter(({ kind }) => kind !== 'run')
        .map((action) => ({
          kind: action.kind,
          path: action.path && show(action.path),
          tree: action.isTree === true,
          doubt: action.doubt ?? null,
          detail: action.detail ?? null,
          unsure: action.isUnsure === true,
        })),
    })),
    held: held.map(({ rule, reason, subject }) => ({ rule, reason, action: subject.action.kind })),
    hits: hits.map((hit) => ({
      effect: hit.effect,
      rule: hit.rule,
      place: hit.place,
      reason: hit.reason,
      certainty: hit.certainty,
      action: hit.subject.action.kind,
      part: partOf(hit),
    })),
    without,
    near: near && { rule: near.rule.id, place: near.place },
  }
}

function explained({ judgement, text, parsed, hits, held, without, near }: Explanation): string {
  const lines: string[] = []
  for (const [i, each] of parsed.commands.entries()) lines.push(...commandLines(i + 1, each))
  if (lines.length > 0) lines.push('')
  if (text.verdict === 'deny')
    lines.push(hitLine('deny', text.rule, text.place), `      ${text.reason}`, `      part: ${text.part}`)
  lines.push(...hits.flatMap(hitLines))
  for (const hit of held)
    lines.push(hitLine('held', hit.rule, hit.place), `      ${hit.reason}`, `      part: ${partOf(hit)}`)
  if (held.length > 0) lines.push('held: the sandbox keeps it inside, and the snapshot before the step brings it back')
  lines.push(`verdict: ${judgement.verdict}${judgement.reason === 'contained' ? ' (contained)' : ''}`)
  if (without !== null && without !== judgement.verdict) lines.push(`without ${judgement.rule}: ${without}`)
  if (near)
    lines.push(`nearest rule: ${near.rule.id} (${near.place})${near.rule.reason ? `: ${near.rule.reason}` : ''}`)
  return `${lines.map(printableLine).join('\n')}\n`
}

function commandLines(number: number, { program, args, wrappers, actions, source }: SimpleCommand): string[] {
  const name = program === null ? '‹?›' : program === '' ? '(no program)' : program
  const around = wrappers.length > 0 ? `  [in ${wrappers.join(' > ')}]` : ''
  const head = `${String(number).padStart(3)}  ${[name, ...args.map(show)].join(' ')}${around}`
  const written =
    source.trim() === [name, ...args.map(show)].join(' ') ? [] : [`     written: ${source.trim().slice(0, 120)}`]
  return [
    head,
    ...written,
    ...actions.filter(({ kind }) => kind !== 'run').map((action) => `     ${described(action)}`),
  ]
}

function described({ kind, path, isTree, doubt, detail, isUnsure }: Action): string {
  const where = path ? ` ${show(path)}${isTree ? ' and all below' : ''}` : ''
  const what = kind === 'unknown' ? `not known: ${doubt ?? ''}` : kind
  return `${isUnsure ? 'maybe ' : ''}${what}${where}${detail ? ` (${detail})` : ''}`
}

const hitLine = (effect: string, rule: string, place: string): string =>
  `${effect.padEnd(4)}  ${rule}${place ? `  ${place}` : ''}`
const hitLines = (hit: Hit): string[] => [
  hitLine(hit.effect, hit.rule, hit.place),
  `      ${hit.reason}`,
  `      part: ${partOf(hit)}`,
]
