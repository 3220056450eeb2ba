// What bash text would do, in a form that tests compare: `rm -rf a`, `delete(a/**)`, `unknown[syntax]`.
import type { Action, SimpleCommand } from '../../../source/policy/model/action.ts'
import { parseBash } from '../../../source/policy/bash/parse.ts'
import { show } from '../../../source/policy/model/value.ts'
import { around } from '../../helpers/judging.ts'

const folders = new Set(['/', '/home', around.home, around.root, '/srv'])

export const commandsOf = (source: string): readonly SimpleCommand[] =>
  parseBash(source, { ...around, isFolder: (path) => folders.has(path) }).commands

/** Program and words of each command that has one, one text each. */
export const callsOf = (source: string): string[] =>
  commandsOf(source)
    .filter(({ program }) => program !== '')
    .map(({ program, args }) => [program ?? '‹?›', ...args.map(show)].join(' '))

const said = ({ kind, path, isTree, doubt, isUnsure }: Action): string =>
  `${isUnsure === true ? 'maybe ' : ''}${kind}${path === undefined ? '' : `(${show(path)}${isTree === true ? '/**' : ''})`}${doubt === undefined ? '' : `[${doubt}]`}`

/** All actions but `run`, each once, sorted. */
export const actionsOf = (source: string): string[] =>
  [
    ...new Set(
      commandsOf(source)
        .flatMap(({ actions }) => actions)
        .filter(({ kind }) => kind !== 'run')
        .map(said),
    ),
  ].toSorted()
