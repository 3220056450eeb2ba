// git's sub-commands that write or read files beside the repository.
import type { Action } from '../../model/action.ts'
import { concat, hole, isKnown, literal, textValue, unknown, type Value } from '../../model/value.ts'
import { act, below, doubt, onPath } from '../../grammar/analysis.ts'
import { loss, mayLose, onTracked, optionsBy, result, store, unsure, type GitCall, type Verb } from './call.ts'

const patchOptions = optionsBy(
  '--stdout -o/--output-directory: --output:overwrite -n -N -s -k -q -p -v/--reroll-count: --suffix: --start-number: --filename-max-length: --subject-prefix: --add-header: --to: --cc: --in-reply-to: --signature: --signature-file:read --base: --interdiff: --range-diff: --creation-factor: --description-file:read -S: -G: -U: -O: --max-count: -1 -2 -3 -4 -5 -6 -7 -8 -9',
  true,
)

export const formatPatch: Verb = (call) => {
  const { has, valueOf, actions } = patchOptions(call)
  const folder = valueOf('o')
  const name = concat(folder ?? [], folder === null ? [] : ['/'], hole('glob'), ['.patch'])
  return result([...actions, ...(has('stdout', 'output') ? [] : [onPath('overwrite', call.inFolder(name))])])
}

const archiveOptions = optionsBy(
  '--format: --prefix: --add-file:read --add-virtual-file: -o/--output:overwrite --worktree-attributes -v/--verbose -l/--list --remote: --exec:code --mtime:',
)

export const archive: Verb = (call) => {
  const { has, actions, runs, operands } = archiveOptions(call)
  const taken = operands.slice(1).map((path) => onPath('read', call.inFolder(path)))
  return result(
    [...actions, ...taken, ...(has('remote') ? [unsure(act('network', 'git archive --remote'))] : [])],
    runs,
  )
}

const difftoolOptions = optionsBy('-x/--extcmd: -t/--tool: -g/--gui -y/--no-prompt --prompt -d/--dir-diff --tool-help')

export const difftool: Verb = (call) => {
  const { has, valueOf } = difftoolOptions(call)
  const code = valueOf('x')
  return result(
    code || has('t', 'tool-help') ? [] : [doubt('dynamic-code', 'git difftool')],
    code ? [onTracked(code)] : [],
  )
}

const bundleOptions = optionsBy(
  '-q/--quiet --progress --all-progress --all-progress-implied --version: --output:overwrite',
  true,
)

export const bundle: Verb = (call) => {
  const { operands, actions } = bundleOptions(call)
  const [verb, file = unknown] = operands
  const name = literal(verb ?? [])
  if (name === 'create') return result([...actions, onPath('overwrite', call.inFolder(file))])
  return result([onPath('read', call.inFolder(file)), ...(name === 'unbundle' ? [store(call)] : [])])
}

const initOptions = optionsBy(
  '--template: --bare --shared? -q/--quiet --separate-git-dir: -b/--initial-branch: --object-format: --ref-format:',
)

export const init: Verb = (call) => {
  const { valueOf, operands } = initOptions(call)
  const moved = valueOf('separate-git-dir')
  return result([
    onPath('create', call.inFolder(operands[0] ?? textValue('.git'))),
    ...(valueOf('template')
      ? [act('git-config', 'git init --template'), doubt('dynamic-code', 'git init --template')]
      : []),
    ...(moved ? [act('git-config', 'git init --separate-git-dir'), onPath('create', call.inFolder(moved), true)] : []),
  ])
}

const addOptions = optionsBy(
  '-n/--dry-run -v/--verbose -i/--interactive -p/--patch -e/--edit -f/--force -u/--update --renormalize -N/--intent-to-add -A/--all --no-all --ignore-removal --refresh --ignore-errors --ignore-missing --sparse --chmod: --pathspec-from-file:read --pathspec-file-nul',
)

export const add: Verb = (call) => {
  const { has, operands, mayHideOption, actions } = addOptions(call)
  if (has('n') && !mayHideOption) return result([])
  return result([
    ...actions,
    store(call),
    ...(has('f') ? forced(call, operands, has('pathspec-from-file')) : named(call, operands)),
  ])
}

/** What is added can be shown; with force also what is ignored. */
const forced = (call: GitCall, paths: readonly Value[], isListed: boolean) => {
  if (isListed) return [onPath('read', unknown)]
  return (paths.length > 0 ? paths : [textValue('.')]).map((path) => onPath('read', call.inFolder(path), true))
}
const named = (call: GitCall, paths: readonly Value[]) =>
  paths.filter(isKnown).map((path) => onPath('read', call.inFolder(path)))

const updateOptions = optionsBy(
  '-q --ignore-submodules --add --replace --remove --unmerged --refresh --really-refresh --cacheinfo: --chmod: --assume-unchanged --no-assume-unchanged --skip-worktree --no-skip-worktree --info-only --force-remove -z --stdin --index-info --unresolve -g/--again --ignore-missing --verbose --index-version:',
)

export const updateIndex: Verb = (call) => {
  const { has, operands } = updateOptions(call)
  return result([
    store(call),
    ...(has('force-remove', 'remove', 'index-info') ? [mayLose('git update-index')] : []),
    ...named(call, operands),
    ...(has('stdin') ? [onPath('read', unknown)] : []),
  ])
}

const hashOptions = optionsBy('-t: -w --stdin --stdin-paths --path: --no-filters --literally')

export const hashObject: Verb = (call) => {
  const { has, operands } = hashOptions(call)
  return result([
    ...operands.map((path) => onPath('read', call.inFolder(path))),
    ...(has('stdin-paths') ? [onPath('read', unknown)] : []),
    ...(has('w') ? [store(call)] : []),
  ])
}

const treeOptions = optionsBy('-p: -m: -F:read -S/--gpg-sign?')

export const commitTree: Verb = (call) => result([...treeOptions(call).actions, store(call)])

const packOptions = optionsBy(
  '--stdout -q --revs --all --window: --depth: --threads: --max-pack-size: --window-memory: --index-version: --keep-pack: --missing: --filter: --uri-protocol: --cruft-expiration: --unpack-unreachable? --name-hash-version:',
)

export const packObjects: Verb = (call) => {
  const { has, operands } = packOptions(call)
  const [base = []] = operands
  return result(has('stdout') ? [] : [onPath('overwrite', call.inFolder(concat(base, ['-'], hole('name'))))])
}

const exportOptions = optionsBy(
  '--export-marks:overwrite --import-marks:read --import-marks-if-exists:read --output:overwrite --progress: --signed-tags: --tag-of-filtered-object: --reencode: --refspec: --anonymize-map:',
)

export const fastExport: Verb = (call) => result(exportOptions(call).actions)

const reportOptions = optionsBy('--diagnose? -o/--output-directory: -s/--suffix: --mode:')

/** bugreport and diagnose. */
export const report: Verb = (call) => {
  const folder = reportOptions(call).valueOf('o') ?? textValue('.')
  return result([onPath('create', call.inFolder(concat(folder, ['/git-'], hole('name'))))])
}

const trailerOptions = optionsBy(
  '--in-place --trim-empty --where: --if-exists: --if-missing: --only-trailers --only-input --unfold --parse --no-divider --trailer:',
)

export const trailers: Verb = (call) => {
  const { has, operands } = trailerOptions(call)
  const kinds = has('in-place') ? (['read', 'modify'] as const) : (['read'] as const)
  return result(operands.flatMap((path) => kinds.map((kind) => onPath(kind, call.inFolder(path)))))
}

/** `git show COMMIT:file > file` restores the file as checkout does. */
export const restored = ({ args, outputs = [], folder }: GitCall): Action[] =>
  args.flatMap((arg) => {
    const path = literal(arg)?.split(':')[1]?.replace(/^\.\//, '')
    if (path === undefined || path === '') return []
    const whole = literal(below(folder, textValue(path)))
    const targets = outputs.map((output) => (literal(output) ?? '').replace(/^\.\//, ''))
    if (targets.some((target) => target === path || target === whole)) return [loss('git show COMMIT:FILE > FILE')]
    // From a folder below the root the target is shorter.
    return targets.some((target) => target !== '' && path.endsWith(`/${target}`)) ? [mayLose('git show')] : []
  })
