// git lfs: large files beside git. What it changes of git's own, by sub-command.
import { knownStart, literal, textValue } from '../../model/value.ts'
import { act, doubt, onPath } from '../../grammar/analysis.ts'
import { loss, mayLose, unsure, verb } from './call.ts'

const looks = new Set('env ls-files status version pointer logs ext help'.split(' '))
const settings = new Set(['install', 'uninstall', 'update'])
const remote = new Set('fetch pull push clone lock unlock locks fsck'.split(' '))

export const lfs = verb(
  '-I/--include: -X/--exclude: --to: -o:',
  ({ call, operands, has, at, store, tree, replaced }) => {
    const name = operands[0] === undefined ? 'help' : literal(operands[0])
    const detail = `git lfs ${name ?? ''}`
    if (name === null) return [mayLose('git lfs'), doubt('unknown-option', 'git lfs')]
    if (looks.has(name)) return []
    if (settings.has(name)) {
      const isOwn = call.args.some((arg) => /^--(?:local|worktree)/.test(knownStart(arg)))
      return [act('git-config', detail), !isOwn && onPath('modify', textValue('~/.gitconfig'))]
    }
    if (name === 'migrate') return [loss(detail), replaced]
    if (name === 'track' || name === 'untrack')
      return operands.length > 1 && onPath('modify', at(textValue('.gitattributes')))
    if (name === 'checkout') return has('to') ? replaced : tree
    if (name === 'prune' || name === 'dedup') return mayLose(detail)
    return [remote.has(name) ? unsure(act('network', detail)) : doubt('unknown-option', detail), store, tree]
  },
  true,
)
