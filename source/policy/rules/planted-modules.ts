// Inline code of Python loads its modules from the working folder first: a text that also writes one there says more than it seems.
import type { Action, ParsedCommand, SimpleCommand } from '../model/action.ts'
import { doubt } from '../grammar/analysis.ts'
import { isHole, type Value } from '../model/value.ts'

const writes = new Set(['create', 'append', 'modify', 'overwrite', 'move'])
const modules = /\.(?:py[cdow]?|so|pth|zip|egg|whl)$/i

/** Does the path end in a name that Python loads, or in one that is not known? */
function mayBeModule(path: Value, kind: string): boolean {
  const last = path.at(-1)
  if (last === undefined || isHole(last) || modules.test(last)) return true
  // A folder that is brought is a package; a new one is empty.
  return kind !== 'create' && !/\.[^./]*$/.test(last)
}

const plants = ({ kind, path }: Action): boolean => writes.has(kind) && path !== undefined && mayBeModule(path, kind)
const isPython = ({ actions }: SimpleCommand): boolean =>
  actions.some(({ kind, detail }) => kind === 'inline-code' && detail === 'python')

/** Doubts code of Python in a text that also makes files which it may load. */
export function doubtPlantedModules(parsed: ParsedCommand): ParsedCommand {
  if (!parsed.commands.some(isPython)) return parsed
  const planting = parsed.commands.some(({ actions }) => actions.some((action) => plants(action) && !isScratch(action)))
  if (!planting) return parsed
  const planted = doubt('inline-code', 'python: a module that the same text may write')
  return {
    commands: parsed.commands.map((command) =>
      isPython(command) ? { ...command, actions: [...command.actions, planted] } : command,
    ),
  }
}

/** Where nothing is kept. */
const isScratch = ({ path = [] }: Action): boolean => typeof path[0] === 'string' && /^\/dev\/[a-z]+$/.test(path[0])
