// git's sub-commands that touch the working tree.
import { literal, show, textValue, unknown } from '../value.ts'
import { onPath } from './analysis.ts'
import {
  cluster,
  flagOf,
  isOpen,
  loss,
  mayLose,
  operandsOf,
  replaced,
  result,
  store,
  texts,
  tree,
  type Verb,
} from './git-call.ts'

export const reset: Verb = (call) => {
  const isHard = flagOf(call, /^--(?:h|ha|har|hard|k\w*|me\w*)$/)
  const targets = operandsOf(call).filter((arg) => literal(arg) !== 'HEAD')
  const dashes = call.args.findIndex((arg) => literal(arg) === '--')
  const paths = dashes >= 0 && call.args.slice(0, dashes).every((arg) => /^(?:HEAD|-.*)$/.test(literal(arg) ?? ''))
  if (isHard) return result([loss('git reset --hard'), onPath('overwrite', call.inFolder(textValue('.')), true)])
  if (isOpen(call)) return result([mayLose('git reset')])
  if (paths || targets.length === 0) return result([store(call)])
  // `git reset file` only unstages; a commit moves the branch.
  const isPath = targets.length > 1 || /[./]/.test(show(targets[0] ?? []).replace(/^(?:HEAD|@)[~^0-9@{}]*$/, ''))
  return result([
    isPath && !/^[@~^]|^HEAD|~|\^/.test(show(targets[0] ?? [])) ? mayLose('git reset NAME') : loss('git reset COMMIT'),
  ])
}

export const checkout: Verb = (call) => {
  const list = texts(call)
  const operands = operandsOf(call)
  const isBranching = flagOf(call, /^(?:-b|--orphan|-t|--track)$/)
  if (
    flagOf(
      call,
      /^(?:-B|-f|--force|--forc|-m|--merge|-fq|-qf|--ours|--theirs|--overwrite-ignore|--discard-changes)$/,
    ) ||
    flagOf(call, cluster('fBm'))
  )
    return result([loss(`git ${call.verb} ${show(call.args[0] ?? [])}`), replaced(call)])
  if (isOpen(call)) return result([mayLose('git checkout'), tree(call)])
  if (isBranching || flagOf(call, cluster('bt'))) return result([tree(call)])
  if (list.includes('--') || flagOf(call, /^(?:-p|--patch|--pathspec-from-file)$/))
    return result([loss('git checkout -- PATH'), replaced(call)])
  if (operands.length > 1 || operands.some((arg) => /^\.{1,2}(?:$|\/)|[*/]$|\.[a-z0-9]{1,5}$/i.test(show(arg))))
    return result([loss('git checkout PATH'), replaced(call)])
  if (operands.length === 0) return result([])
  return result([
    ...(/^(?:-|@\{-1\}|main|master|develop|feature.*|topic.*)$/.test(show(operands[0] ?? []))
      ? []
      : [mayLose('git checkout NAME')]),
    tree(call),
  ])
}

export const switchTo: Verb = (call) => {
  const isLosing =
    flagOf(call, /^(?:-C|--force-create|-f|--force|--discard-changes|--discard\S*|-m|--merge)$/) ||
    flagOf(call, cluster('Cfm'))
  return result([...(isLosing ? [loss('git switch -f')] : isOpen(call) ? [mayLose('git switch')] : []), tree(call)])
}

export const restore: Verb = (call) => {
  const isIndexOnly = flagOf(call, /^(?:-S|--staged)$/) && !flagOf(call, /^(?:-W|--worktree|-SW|-WS)$/)
  return isIndexOnly && !isOpen(call)
    ? result([store(call)])
    : result([loss('git restore'), onPath('overwrite', call.inFolder(textValue('.')), true)])
}

export const clean: Verb = (call) => {
  const isDry = flagOf(call, /^(?:-n|--dry-run|--dry\S*)$/) || flagOf(call, cluster('n'))
  if (isDry && !isOpen(call)) return result([])
  const isForced = flagOf(call, /^--f\S*$/) || flagOf(call, cluster('fi')) || isOpen(call)
  return isForced
    ? result([loss('git clean'), onPath('delete', call.inFolder([{ hole: 'path' }]))])
    : result([mayLose('git clean')])
}

export const remove: Verb = (call) => {
  if (flagOf(call, /^(?:-n|--dry-run)$/)) return result([])
  const paths = operandsOf(call).map((path) => call.inFolder(path))
  const isCached = flagOf(call, /^--cached$/)
  const isForced = flagOf(call, /^--force$/) || flagOf(call, cluster('f'))
  // Without force git refuses to remove what is not committed.
  return result([
    store(call),
    ...(isForced && !isCached ? [loss('git rm -f')] : isOpen(call) ? [mayLose('git rm')] : []),
    ...(isCached ? [] : paths.map((path) => onPath('delete', path, true))),
  ])
}

export const apply: Verb = (call) => {
  if (flagOf(call, /^--(?:stat|numstat|summary|check)$/) && !flagOf(call, /^--(?:apply|index)$/)) return result([])
  const inputs = operandsOf(call).map((path) => onPath('read', call.inFolder(path)))
  return result([
    ...inputs,
    onPath('modify', flagOf(call, /^--unsafe-paths$/) ? unknown : call.inFolder([{ hole: 'path' }])),
  ])
}

export const losing =
  (detail: string): Verb =>
  (call) =>
    result([loss(detail), replaced(call)])
