// git config and git remote: what changes the repository's settings.
import { literal, show, textValue, type Value } from '../../model/value.ts'
import { act, nothing, onPath, only } from '../../grammar/analysis.ts'
import { mayLose, optionsBy, refs, result, unsure, type GitCall, type GitOptions, type Verb } from './call.ts'
import { writtenSetting } from './code.ts'

const configOptions = optionsBy(
  '--global --system --local --worktree -f/--file: --blob: --get --get-all --get-regexp --get-urlmatch --get-color --get-colorbool --replace-all --add --unset --unset-all --rename-section --remove-section -l/--list --fixed-value -e/--edit -t/--type: --no-type --bool --int --bool-or-int --bool-or-str --path --expiry-date -z/--null --name-only --includes --no-includes --show-origin --show-scope --show-names --default: --comment: --value: --url: --all --regexp --append',
)
const changes = ['replace-all', 'add', 'unset', 'unset-all', 'rename-section', 'remove-section', 'e']
const shows = 'get get-all get-regexp get-urlmatch get-color get-colorbool l show-origin show-scope name-only'.split(
  ' ',
)
const verbs = /^(?:set|unset|edit|remove-section|rename-section)$/

export const configVerb: Verb = (call) => {
  const options = configOptions(call)
  const { has, operands } = options
  const [first] = operands
  const verb = first === undefined ? '' : literal(first)
  const file = options.valueOf('f')
  if (!has(...changes) && isLook(options, verb)) return file ? only(onPath('read', call.inFolder(file))) : nothing
  const [name, value] = verb !== null && verbs.test(verb) ? operands.slice(1) : operands
  const later = name === undefined || value === undefined ? [] : writtenSetting(name, value)
  const config = act('git-config', `git config ${show(first ?? [])}`)
  const own = file ? [] : [config]
  return result([...own, onPath('modify', target(call, options)), ...later])
}

const isLook = ({ has, operands }: GitOptions, verb: string | null): boolean =>
  has(...shows) || verb === 'get' || verb === 'list' || (operands.length <= 1 && verb !== null && !verbs.test(verb))

function target(call: GitCall, { has, valueOf }: GitOptions): Value {
  const file = valueOf('f')
  if (file) return call.inFolder(file)
  if (has('global')) return textValue('~/.gitconfig')
  return has('system') ? textValue('/etc/gitconfig') : call.inFolder(textValue('.git/config'))
}

const remoteOptions = optionsBy(
  '-v/--verbose -n/--dry-run -f/--fetch -t: -m: --mirror? --tags --no-tags -a/--auto -d/--delete -p/--prune --add --push --all',
)

export const remoteVerb: Verb = (call) => {
  const { has, operands } = remoteOptions(call)
  const verb = operands[0] === undefined ? '' : literal(operands[0])
  const detail = `git remote ${verb ?? ''}`
  const mayReach = unsure(act('network', detail))
  if (verb === '' || verb === 'get-url') return nothing
  if (verb === 'show') return has('n') || operands.length === 1 ? nothing : only(mayReach)
  if (verb === 'update' || verb === 'prune') {
    const isPruning = verb === 'prune' || has('p')
    return result([mayReach, ...(has('n') ? [] : [refs(call), ...(isPruning ? [mayLose(detail)] : [])])])
  }
  return result([
    act('git-config', detail),
    onPath('modify', call.inFolder(textValue('.git/config'))),
    ...(verb === 'add' && has('f') ? [act('network', `${detail} -f`)] : []),
    ...(verb === 'set-head' && has('a') ? [mayReach] : []),
  ])
}
