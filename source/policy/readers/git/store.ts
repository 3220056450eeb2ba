// git's sub-commands that pack, prune and look after a repository.
import { literal, textValue } from '../../model/value.ts'
import { act, onPath } from '../../grammar/analysis.ts'
import { loss, mayLose, optionsBy, result, store, unsure, type Verb } from './call.ts'

const collectOptions = optionsBy(
  '--prune? --no-prune --aggressive --cruft --no-cruft --auto -q/--quiet --force --keep-largest-pack --expire-to: --detach',
)

export const collect: Verb = (call) =>
  result([
    collectOptions(call).has('prune', 'aggressive', 'cruft') ? loss('git gc --prune') : mayLose('git gc'),
    store(call),
  ])

const repackOptions = optionsBy(
  '-a -A -d -f -F -l -q/--quiet -n -i/--delta-islands -k/--keep-unreachable -b/--write-bitmap-index --cruft --cruft-expiration: --unpack-unreachable: --window: --depth: --window-memory: --max-pack-size: --threads: --pack-kept-objects --keep-pack: -g/--geometric: -m/--write-midx --expire-to: --filter: --filter-to:overwrite',
)

export const repack: Verb = (call) => {
  const { has, actions } = repackOptions(call)
  return result([
    ...actions,
    has('a', 'A', 'd', 'cruft', 'unpack-unreachable') ? mayLose('git repack -d') : store(call),
  ])
}

const tasks = optionsBy('--auto --no-auto --schedule? --quiet --task: --scheduler:')

/** `start` and `register` write the user's own configuration and timers. */
export const maintenance: Verb = (call) => {
  const { operands, valuesOf, has } = tasks(call)
  const verb = literal(operands[0] ?? [])
  if (verb === 'run') {
    const chosen = valuesOf('task').map(literal)
    const isCollecting = chosen.length === 0 || chosen.some((task) => task === null || task === 'gc')
    const isFetching = has('schedule') || chosen.some((task) => task === null || task === 'prefetch')
    return result([
      ...(isCollecting ? [mayLose('git maintenance run')] : []),
      ...(isFetching ? [unsure(act('network', 'git maintenance run'))] : []),
      store(call),
    ])
  }
  const detail = `git maintenance ${verb ?? ''}`
  return result([
    act('git-config', detail),
    onPath('modify', textValue('~/.gitconfig')),
    ...(verb === 'start' || verb === 'stop' || verb === null ? [act('privilege', detail), act('detach', detail)] : []),
  ])
}
