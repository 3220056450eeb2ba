// What PowerShell text would do, in a form that tests compare: `delete(a.txt)`, `unknown[syntax]`.
import type { Action } from '../../../source/policy/model/action.ts'
import { parsePowershell, type PowershellContext } from '../../../source/policy/powershell/parse.ts'
import { show } from '../../../source/policy/model/value.ts'

export const context: PowershellContext = { root: '/home/dev/ws', home: '/home/dev' }

const said = ({ kind, path, isTree, doubt }: Action): string =>
  `${kind}${path === undefined ? '' : `(${show(path)}${isTree === true ? '/**' : ''})`}${doubt === undefined ? '' : `[${doubt}]`}`

/** All actions but `run`, each once, sorted. */
export const actionsOf = (source: string, more: Partial<PowershellContext> = {}): string[] =>
  [
    ...new Set(
      parsePowershell(source, { ...context, ...more })
        .commands.flatMap(({ actions }) => actions)
        .filter(({ kind }) => kind !== 'run')
        .map(said),
    ),
  ].toSorted()
