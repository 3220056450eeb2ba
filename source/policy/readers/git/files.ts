// git's sub-commands that write or read files beside the repository.
import type { Action } from '../../model/action.ts'
import { concat, hole, isKnown, literal, show, textValue, unknown } from '../../model/value.ts'
import { act, below, type Call, doubt, onEach, onPath } from '../../grammar/analysis.ts'
import { loss, mayLose, onTracked, said, served, unsure, verb, type Given, type Verbs } from './call.ts'
import { harmless } from './long-options.ts'

const read = ({ at }: Given, paths: Given['operands'], isTree = false): Action[] =>
  onEach('read', paths.map(at), isTree)

const add = verb(
  '-n/--dry-run -v/--verbose -i/--interactive -p/--patch -e/--edit -f/--force -u/--update --renormalize -N/--intent-to-add -A/--all --no-all --ignore-removal --refresh --ignore-errors --ignore-missing --sparse --chmod: --pathspec-from-file:read --pathspec-file-nul',
  (given) => {
    const { has, operands, mayHideOption, at, store } = given
    if (has('n') && !mayHideOption) return []
    // What is added can be shown; with force also what is ignored.
    if (!has('f')) return [store, read(given, operands.filter(isKnown))]
    if (has('pathspec-from-file')) return [store, onPath('read', unknown)]
    return [store, operands.length > 0 ? read(given, operands, true) : onPath('read', at(textValue('.')), true)]
  },
)

/** bugreport and diagnose. */
const report = verb('--diagnose? -o/--output-directory: -s/--suffix: --mode:', ({ valueOf, at }) =>
  onPath('create', at(concat(valueOf('o') ?? textValue('.'), ['/git-'], hole('name')))),
)

export const fileVerbs: Verbs = {
  archive: verb(
    '--format: --prefix: --add-file:read --add-virtual-file: -o/--output:overwrite --worktree-attributes -v/--verbose -l/--list --remote: --exec:served --mtime:',
    (given) => [
      read(given, given.operands.slice(1)),
      given.has('remote') && unsure(act('network', 'git archive --remote')),
      served(given, given.valueOf('remote') ?? unknown),
    ],
  ),
  difftool: verb(
    '-x/--extcmd: -t/--tool: -g/--gui -y/--no-prompt --prompt -d/--dir-diff --tool-help',
    ({ has, valueOf }) => {
      const code = valueOf('x')
      return code ? onTracked(code) : !has('t', 'tool-help') && doubt('dynamic-code', 'git difftool')
    },
  ),
  bundle: verb(
    '-q/--quiet --progress --all-progress --all-progress-implied --version: --output:overwrite',
    ({ operands: [word = [], file = unknown], at, store }) =>
      literal(word) === 'create'
        ? onPath('overwrite', at(file))
        : [onPath('read', at(file)), literal(word) === 'unbundle' && store],
    harmless,
  ),
  init: verb(
    '--template: --bare --shared? -q/--quiet --separate-git-dir: -b/--initial-branch: --object-format: --ref-format:',
    ({ has, valueOf, operands: [path = textValue('.git')], operands, at }) => {
      const moved = valueOf('separate-git-dir')
      // Of a repository that is there it says anew what kind it is.
      const isThere = /^(?:\.|(?:\.\/)?\.git)\/?$/.test(show(path))
      return [
        onPath('create', at(path)),
        isThere && (has('shared') || (has('bare') && operands.length > 0)) && unsure(act('git-config', 'git init')),
        valueOf('template') && [act('git-config', 'git init --template'), doubt('dynamic-code', 'git init --template')],
        moved && [act('git-config', 'git init --separate-git-dir'), onPath('create', at(moved), true)],
      ]
    },
  ),
  add,
  stage: add,
  'update-index': verb(
    '-q --ignore-submodules --add --replace --remove --unmerged --refresh --really-refresh --cacheinfo: --chmod: --assume-unchanged --no-assume-unchanged --skip-worktree --no-skip-worktree --info-only --force-remove -z --stdin --index-info --unresolve -g/--again --ignore-missing --verbose --index-version:',
    (given) => [
      given.store,
      given.has('force-remove', 'remove', 'index-info', 'cacheinfo') && mayLose('git update-index'),
      read(given, given.operands.filter(isKnown)),
      given.has('stdin') && onPath('read', unknown),
    ],
  ),
  'hash-object': verb('-t: -w --stdin --stdin-paths --path: --no-filters --literally', (given) => [
    read(given, given.operands),
    given.has('stdin-paths') && onPath('read', unknown),
    given.has('w') && given.store,
  ]),
  'commit-tree': verb('-p: -m: -F:read -S/--gpg-sign?', ({ store }) => store),
  'pack-objects': verb(
    '--stdout -q --revs --all --window: --depth: --threads: --max-pack-size: --window-memory: --index-version: --keep-pack: --missing: --filter: --uri-protocol: --cruft-expiration: --unpack-unreachable? --name-hash-version:',
    ({ has, operands: [base = []], at }) =>
      !has('stdout') && onPath('overwrite', at(concat(base, ['-'], hole('name')))),
  ),
  // Beside the pack it is given.
  'index-pack': verb(
    '-o:overwrite -v --stdin --fix-thin --keep? --index-version: --rev-index --no-rev-index --strict? --check-self-contained-and-connected --fsck-objects? --threads: --max-input-size: --object-format: --promisor?',
    (given) => [
      read(given, given.operands),
      !given.has('o', 'stdin') && given.operands.map((path) => onPath('overwrite', given.at(concat(path, ['.idx'])))),
      given.store,
    ],
  ),
  // With features that it calls unsafe itself the stream names files to write.
  'fast-import': verb(
    '--quiet --stats --allow-unsafe-features --date-format: --force --done --cat-blob-fd: --export-marks:overwrite --import-marks:read --import-marks-if-exists:read --relative-marks --no-relative-marks --rewrite-submodules-from:read --rewrite-submodules-to:read --export-pack-edges:append --active-branches: --big-file-threshold: --depth: --max-pack-size: --signed-commits: --signed-tags:',
    ({ has, replaced }) => [
      loss('git fast-import'),
      replaced,
      has('allow-unsafe-features') && onPath('overwrite', unknown),
    ],
  ),
  bugreport: report,
  diagnose: report,
  'interpret-trailers': verb(
    '--in-place --trim-empty --where: --if-exists: --if-missing: --only-trailers --only-input --unfold --parse --no-divider --trailer:',
    (given) => [read(given, given.operands), given.has('in-place') && onEach('modify', given.operands.map(given.at))],
  ),
  // It leaves a file with a name of its own making where it is called.
  'unpack-file': said(({ at }) => onPath('create', at(concat(['.merge_file_'], hole('name'))))),
}

/** `git show COMMIT:file > file` restores the file as checkout does. */
export const restored = ({ args, outputs = [], folder }: Pick<Call, 'args' | 'outputs' | 'folder'>): Action[] =>
  args.flatMap((arg) => {
    const path = literal(arg)?.split(':')[1]?.replace(/^\.\//, '')
    if (path === undefined || path === '') return []
    const whole = literal(below(folder, textValue(path)))
    const targets = outputs.map((output) => (literal(output) ?? '').replace(/^\.\//, ''))
    if (targets.some((target) => target === path || target === whole)) return [loss('git show COMMIT:FILE > FILE')]
    // From a folder below the root the target is shorter.
    return targets.some((target) => target !== '' && path.endsWith(`/${target}`)) ? [mayLose('git show')] : []
  })
