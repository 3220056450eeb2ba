// Which calls of git write what git keeps: they get a repository they can write, all other commands read one.
import type { ParsedCommand, SimpleCommand } from '../model/action.ts'
import { literal } from '../model/value.ts'

/** What git only looks with; all its other words may write. */
const looking = new Set(
  (
    'status log diff show blame annotate ls-files ls-tree ls-remote rev-parse rev-list cat-file grep describe shortlog ' +
    'name-rev merge-base for-each-ref show-ref show-branch cherry count-objects check-ignore check-attr check-mailmap ' +
    'diff-tree diff-files diff-index whatchanged range-diff version help var verify-commit verify-tag archive'
  ).split(' '),
)
const valued = new Set(['-C', '-c', '--git-dir', '--work-tree', '--namespace', '--exec-path', '--config-env'])
const asksOnly = /^(?:--version|--help|-h|-v|--html-path|--man-path|--info-path)$/

/** May this call change what git keeps? */
export function gitWrites({ name, args }: SimpleCommand): boolean {
  if (name !== 'git') return false
  const texts = args.map((arg) => literal(arg))
  const verb = texts.find((text, i) => text === null || (!text.startsWith('-') && !valued.has(texts[i - 1] ?? '')))
  if (verb === undefined) return !texts.every((text) => text !== null && asksOnly.test(text))
  return verb === null || !looking.has(verb)
}

/** What it writes is a repository of its own. */
const elsewhere = new Set(['clone', 'init'])

/** Does the text of a command say that git writes the repository it is called in? */
export const writesGit = ({ commands }: ParsedCommand): boolean =>
  commands.some((command) => gitWrites(command) && !command.args.some((arg) => elsewhere.has(literal(arg) ?? '')))
