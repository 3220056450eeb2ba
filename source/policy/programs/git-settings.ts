// git config and git remote: what changes the repository's settings.
import { literal, show } from '../value.ts'
import { knownStart, type Value } from '../value.ts'
import { act, onPath, type Analysis } from './analysis.ts'
import type { GitCall } from './git-call.ts'

const none: Analysis = { actions: [], runs: [] }

const looksOld =
  /^--(?:get|get-all|get-regexp|get-urlmatch|get-color|get-colorbool|list|show-origin|show-scope|name-only)$|^-l$/
const changes = /^(?:--(?:add|replace-all|unset|unset-all|rename-section|remove-section|edit)|-e)$/
const takesValue = /^(?:-f|--file|--blob|--type|--default|--comment|--value)$/
const scope = /^--(?:global|system|local|worktree)$/

export function configVerb(call: GitCall): Analysis {
  const operands: Value[] = []
  const flags: string[] = []
  let file: Value | null = null
  for (let i = 0; i < call.args.length; i += 1) {
    const arg = call.args[i] ?? []
    const start = knownStart(arg)
    if (takesValue.test(start)) {
      i += 1
      if (/^(?:-f|--file)$/.test(start)) file = call.args[i] ?? null
    } else if (start.startsWith('--file=')) file = [start.slice(7), ...arg.slice(1)]
    else if (start.startsWith('-')) flags.push(start)
    else operands.push(arg)
  }
  const isChange = flags.some(
    (flag) =>
      changes.test(flag) ||
      (flag.startsWith('--') &&
        !looksOld.test(flag) &&
        ['--unset', '--add', '--remove-section', '--rename-section', '--replace-all', '--edit'].some((long) =>
          long.startsWith(flag),
        )),
  )
  const [first] = operands
  const verb = literal(first ?? [])
  const isLook =
    !isChange &&
    (flags.some((flag) => looksOld.test(flag)) ||
      verb === 'get' ||
      verb === 'list' ||
      (operands.length <= 1 && verb !== null && !/^(?:set|unset|edit|remove-section|rename-section)$/.test(verb)))
  if (isLook) return file ? { actions: [onPath('read', call.inFolder(file))], runs: [] } : none
  const detail = `git config ${show(first ?? [])}`
  if (file) return { actions: [onPath('modify', call.inFolder(file))], runs: [] }
  const where = flags.find((flag) => scope.test(flag))
  const home = where === '--global' ? '~/.gitconfig' : where === '--system' ? '/etc/gitconfig' : null
  if (home !== null) return { actions: [act('git-config', detail), onPath('modify', [home])], runs: [] }
  return { actions: [act('git-config', detail), onPath('modify', call.inFolder(['.git/config']))], runs: [] }
}

export function remoteVerb(call: GitCall): Analysis {
  const words = call.args.filter((arg) => !knownStart(arg).startsWith('-'))
  const verb = literal(words[0] ?? [])
  if (words.length === 0 || verb === 'get-url') return none
  if (verb === 'show' || verb === 'update' || verb === 'prune') {
    const isOffline = call.args.some((arg) => literal(arg) === '-n') || (verb === 'show' && words.length === 1)
    return {
      actions: isOffline
        ? []
        : [
            { ...act('network', `git remote ${verb}`), isUnsure: true },
            ...(verb === 'prune' ? [{ ...act('git-loss', 'git remote prune'), isUnsure: true }] : []),
          ],
      runs: [],
    }
  }
  const isFetching = call.args.some((arg) => /^(?:-f|--fetch)$/.test(literal(arg) ?? ''))
  return {
    actions: [
      act('git-config', `git remote ${verb ?? ''}`),
      onPath('modify', call.inFolder(['.git/config'])),
      ...(isFetching ? [act('network', 'git remote add -f')] : []),
    ],
    runs: [],
  }
}
