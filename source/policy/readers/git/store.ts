// git's sub-commands that pack, prune and look after a repository.
import { alike } from '../../among.ts'
import { literal, textValue } from '../../model/value.ts'
import { act, doubt, onPath } from '../../grammar/analysis.ts'
import { loss, mayLose, said, unsure, verb, type Verbs } from './call.ts'

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
    verb('--object-dir:create', ({ store }) => store, true),
  ),
  ...alike(
    'prune-packed unpack-objects',
    said(({ store, tree }) => [store, tree]),
  ),
  ...alike(
    'update-ref pack-redundant prune replace',
    said(({ call, replaced }) => [loss(`git ${call.verb}`), replaced]),
  ),
  'filter-repo': said(({ call, replaced }) => [
    loss('git filter-repo'),
    replaced,
    call.args.some((arg) => /^--\S*callback/.test(literal(arg) ?? '--callback')) &&
      doubt('inline-code', 'git filter-repo'),
  ]),
}
