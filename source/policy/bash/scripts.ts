// Scripts that the text itself writes and then runs: their code stands in the command after all.
import { type Action, isChange, type SimpleCommand } from '../model/action.ts'
import { fits, literal, textValue, unknown, type Value } from '../model/value.ts'
import { normalise } from '../model/path.ts'
import { type Analysis, below, doubt, type Found, only } from '../grammar/analysis.ts'
import { judgeCode } from '../readers/code/judge.ts'
import { folderOf, type Shell } from './shell.ts'
import type { How } from './walk.ts'
import { among } from '../among.ts'

const placeOf = (path: Value, folder: Value): string | null => {
  const text = literal(below(folder, path))
  return text?.startsWith('/') === true ? normalise(text) : null
}

/** `> file`, and nothing else but what stands on standard input: what is printed is what the file holds. */
export function noteWritten(shell: Shell, { redirections }: How, printed: Value): void {
  const [file, ...more] = redirections.filter(({ operator }) => !/^<<[-<]?$/.test(operator))
  if (!file?.target || more.length > 0 || !/^>\|?$/.test(file.operator) || shell.options.has('noclobber')) return
  const path = placeOf(file.target, folderOf(shell))
  if (path !== null && literal(printed) !== null && !/^\/(?:dev|proc)\//.test(path)) shell.written.set(path, printed)
}

const writtenAt = (shell: Shell, path: Value): string | null =>
  literal(shell.written.get(placeOf(path, folderOf(shell)) ?? '') ?? unknown)

/** Of a program that is called by its path: the interpreter of what was written there. */
export function interpreterOf(shell: Shell, program: string): string | null {
  const text = writtenAt(shell, textValue(program))
  if (text === null) return null
  if (!text.startsWith('#!')) return 'sh'
  return /^#! ?(?:\/usr)?\/bin\/(?:env )?(bash|sh|python3?|node)[ \t]*\n/.exec(text)?.[1] ?? null
}

/** The code in the place of the doubt about its file, where the text wrote it. */
export function withWritten(shell: Shell, analysis: Analysis): Analysis {
  if (!analysis.actions.some(({ script }) => script)) return analysis
  const found = analysis.actions.map((action): Found => {
    const { path, language, args } = action.script ?? {}
    const text = path ? writtenAt(shell, path) : null
    if (path === undefined || text === null) return action
    const read: Action = { kind: 'read', path, ...(action.script && { script: action.script }) }
    if (language === 'shell')
      return [read, { kind: 'shell', source: textValue(text), args: [path, ...(args ?? [])], options: ['xpg_echo'] }]
    if (language !== 'python' && language !== 'javascript') return action
    return [read, judgeCode(language, text.replace(/^#![^\n]*/, ''))]
  })
  return only({ ...analysis, actions: [] }, ...found)
}

/** A script that another command of the text may change, before it runs or while it does, is doubted after all. */
export function doubtRewritten(commands: readonly SimpleCommand[]): readonly SimpleCommand[] {
  const isRewritten = ({ actions, folders, links }: SimpleCommand): boolean =>
    actions.some(({ kind, script }) => {
      if (kind !== 'read' || script === undefined) return false
      const place = folders.length === 1 ? placeOf(script.path, folders[0] ?? []) : null
      return links !== undefined || place === null || commands.filter((each) => mayChange(each, place)).length !== 1
    })
  return commands.map((command) =>
    isRewritten(command)
      ? {
          ...command,
          actions: [...command.actions, doubt('opaque-script', 'a script that is written twice')],
        }
      : command,
  )
}

/** The file itself, one of that name, which a link may lead to, a folder on its way, or whether it can be written. */
function mayChange({ name, args, actions, folders }: SimpleCommand, place: string): boolean {
  const last = place.slice(place.lastIndexOf('/')).toLowerCase()
  return actions.some(({ kind, path }) => {
    if (path === undefined || !isChange(kind) || (kind === 'metadata' && name === 'chmod' && opens(args[0])))
      return false
    return folders.some((folder) => {
      const other = placeOf(path, folder)?.toLowerCase()
      return other === undefined || other.endsWith(last) || (kind !== 'create' && place.startsWith(`${other}/`))
    })
  })
}

/** A mode with which its owner can write and run it. */
const opens = fits(/^(?:[uga]*\+r?w?x|0?7[0-7]{2})$/)

// The name a program is known by.

const standard = among(
  String.raw`
    ^\/(?:usr\/(?:local\/)?)?s?bin\/ ^\/usr\/games\/(?=[^/]+$) ^\/usr\/libexec\/(?=[^/]+$)
    ^\/usr\/lib\/git-core\/(?=[^/]+$) ^\/opt\/homebrew\/bin\/(?=[^/]+$) ^\/snap\/bin\/(?=[^/]+$) ^\/opt\/(?=[^/]+$)`,
  { before: '', after: '' },
)

/** The name a program is known by, null when it is a file of somebody's own. */
export function plainName(program: string, folder: Value): string | null {
  const path = program.includes('/') ? literal(below(folder, textValue(program))) : null
  const text = path === null ? program : normalise(path)
  const name = text.replace(standard, '')
  return name.includes('/') ? null : name
}

export const startScript = /^\/etc\/(?:rc\.d\/)?init\.d\/[^/]+$/
