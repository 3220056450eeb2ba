// git config and git remote: what changes the repository's settings.
import { literal, show, textValue, type Value } from '../../model/value.ts'
import { act, onPath } from '../../grammar/analysis.ts'
import { mayLose, unsure, verb, type Given, type Verbs } from './call.ts'
import { writtenSetting } from './code.ts'

const changes = ['replace-all', 'add', 'unset', 'unset-all', 'rename-section', 'remove-section', 'e']
const shows = 'get get-all get-regexp get-urlmatch get-color get-colorbool l show-origin show-scope name-only'.split(
  ' ',
)
const verbs = /^(?:set|unset|edit|remove-section|rename-section)$/

const isLook = ({ has, operands }: Given, name: string | null): boolean =>
  has(...shows) || name === 'get' || name === 'list' || (operands.length <= 1 && name !== null && !verbs.test(name))

function target({ has, at }: Given, file: Value | null): Value {
  if (file) return at(file)
  if (has('global')) return textValue('~/.gitconfig')
  return has('system') ? textValue('/etc/gitconfig') : at(textValue('.git/config'))
}

export const settingVerbs: Verbs = {
  config: verb(
    '--global --system --local --worktree -f/--file: --blob: --get --get-all --get-regexp --get-urlmatch --get-color --get-colorbool --replace-all --add --unset --unset-all --rename-section --remove-section -l/--list --fixed-value -e/--edit -t/--type: --no-type --bool --int --bool-or-int --bool-or-str --path --expiry-date -z/--null --name-only --includes --no-includes --show-origin --show-scope --show-names --default: --comment: --value: --url: --all --regexp --append',
    (given) => {
      const { has, operands, valueOf } = given
      const [first] = operands
      const name = first === undefined ? '' : literal(first)
      const file = valueOf('f')
      if (!has(...changes) && isLook(given, name)) return file && onPath('read', given.at(file))
      const [key, value] = name !== null && verbs.test(name) ? operands.slice(1) : operands
      return [
        !file && act('git-config', `git config ${show(first ?? [])}`),
        onPath('modify', target(given, file)),
        key && value && writtenSetting(key, value),
      ]
    },
  ),
  remote: verb(
    '-v/--verbose -n/--dry-run -f/--fetch -t: -m: --mirror? --tags --no-tags -a/--auto -d/--delete -p/--prune --add --push --all',
    ({ has, operands, at, refs }) => {
      const name = operands[0] === undefined ? '' : literal(operands[0])
      const detail = `git remote ${name ?? ''}`
      const mayReach = unsure(act('network', detail))
      if (name === '' || name === 'get-url') return []
      if (name === 'show') return !has('n') && operands.length > 1 && mayReach
      if (name === 'update' || name === 'prune')
        return [mayReach, !has('n') && [refs, (name === 'prune' || has('p')) && mayLose(detail)]]
      return [
        act('git-config', detail),
        onPath('modify', at(textValue('.git/config'))),
        name === 'add' && has('f') && act('network', `${detail} -f`),
        name === 'set-head' && has('a') && mayReach,
      ]
    },
  ),
}
