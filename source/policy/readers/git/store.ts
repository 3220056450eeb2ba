// git's sub-commands that pack, prune and look after a repository.
import { alike } from '../../among.ts'
import { literal, show, starts, textValue, type Value } from '../../model/value.ts'
import { act, doubt, onEach, onPath } from '../../grammar/analysis.ts'
import { type Given, loss, mayLose, said, unsure, verb, type Verbs } from './call.ts'
import { writtenSetting } from './code.ts'
import { inRevision } from './looks.ts'
import { harmless } from './long-options.ts'

export const storeVerbs: Verbs = {
  gc: verb(
    '--prune? --no-prune --aggressive --cruft --no-cruft --auto -q/--quiet --force --keep-largest-pack --expire-to: --detach',
    ({ has, store }) => [has('prune', 'aggressive', 'cruft') ? loss('git gc --prune') : mayLose('git gc'), store],
  ),
  repack: verb(
    '-a -A -d -f -F -l -q/--quiet -n -i/--delta-islands -k/--keep-unreachable -b/--write-bitmap-index --cruft --cruft-expiration: --unpack-unreachable: --window: --depth: --window-memory: --max-pack-size: --threads: --pack-kept-objects --keep-pack: -g/--geometric: -m/--write-midx --expire-to: --filter: --filter-to:overwrite',
    ({ has, store }) => (has('a', 'A', 'd', 'cruft', 'unpack-unreachable') ? mayLose('git repack -d') : store),
  ),
  // `start` and `register` write the user's own configuration and timers.
  maintenance: verb(
    '--auto --no-auto --schedule? --quiet --task: --scheduler:',
    ({ operands, valuesOf, has, store }) => {
      const name = literal(operands[0] ?? [])
      if (name === 'run') {
        const chosen = valuesOf('task').map(literal)
        const isCollecting = chosen.length === 0 || chosen.some((task) => task === null || task === 'gc')
        const isFetching = has('schedule') || chosen.some((task) => task === null || task === 'prefetch')
        return [
          isCollecting && mayLose('git maintenance run'),
          isFetching && unsure(act('network', 'git maintenance run')),
          store,
        ]
      }
      const detail = `git maintenance ${name ?? ''}`
      return [
        act('git-config', detail),
        onPath('modify', textValue('~/.gitconfig')),
        (name === 'start' || name === 'stop' || name === null) && [act('privilege', detail), act('detach', detail)],
      ]
    },
  ),
  ...alike(
    'merge-tree write-tree mktree mktag update-server-info multi-pack-index commit-graph rerere pack-refs',
    verb('--object-dir:create', ({ store }) => store, harmless),
  ),
  ...alike(
    'prune-packed unpack-objects',
    said(({ store, tree }) => [store, tree]),
  ),
  ...alike(
    'update-ref pack-redundant prune replace',
    said(({ call, replaced }) => [loss(call.name), replaced]),
  ),
  'filter-repo': said(({ call, replaced }) => [
    loss('git filter-repo'),
    replaced,
    call.args.some((arg) => /^--\S*callback/.test(literal(arg) ?? '--callback')) &&
      doubt('inline-code', 'git filter-repo'),
  ]),
}

// git config and git remote: what changes the repository's settings.

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
      if (!has(...changes) && isLook(given, name))
        return [file && onPath('read', given.at(file)), onEach('read', inRevision(valueOf('blob') ?? []) ?? [])]
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

// git lfs: large files beside git. What it changes of git's own, by sub-command.

const looks = new Set('env ls-files status version pointer logs ext help'.split(' '))
const settings = new Set(['install', 'uninstall', 'update'])
const remote = new Set('fetch pull push clone lock unlock locks fsck'.split(' '))

export const lfs = verb(
  '-I/--include: -X/--exclude: --to: -o: --local --worktree --system -f/--force --ours --theirs --base --skip-repo --skip-smudge --manual --recent --debug --fixup --everything --above: --lockable --not-lockable --filename --json --verify-remote --no-verify-remote',
  ({ call, operands, has, at, store, tree, replaced }) => {
    const name = operands[0] === undefined ? 'help' : literal(operands[0])
    const detail = `git lfs ${name ?? ''}`
    if (name === null) return [mayLose('git lfs'), doubt('unknown-option', 'git lfs')]
    if (looks.has(name)) return []
    if (settings.has(name)) {
      const isOwn = call.args.some(starts(/^--(?:local|worktree)/))
      return [act('git-config', detail), !isOwn && onPath('modify', textValue('~/.gitconfig'))]
    }
    if (name === 'migrate') return [loss(detail), replaced]
    if (name === 'track' || name === 'untrack')
      return operands.length > 1 && onPath('modify', at(textValue('.gitattributes')))
    if (name === 'checkout') return has('to') ? replaced : tree
    if (name === 'prune' || name === 'dedup') return mayLose(detail)
    return [remote.has(name) ? unsure(act('network', detail)) : doubt('unknown-option', detail), store, tree]
  },
  harmless,
)
