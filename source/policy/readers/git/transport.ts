// git with another repository: network or not, and what it overwrites here and there.
import type { Action } from '../../model/action.ts'
import { concat, isHole, knownStart, literal, show, textValue, type Value } from '../../model/value.ts'
import { act, doubt, lastName, onPath, shell, type Run } from '../../grammar/analysis.ts'
import { settingOfCall } from './code.ts'
import { behind, loss, mayLose, optionsBy, refs, result, store, unsure, type Verb } from './call.ts'

/** A path is no network; a name of the configuration may be. */
function reaching(repository: Value | undefined, detail: string): { actions: Action[]; runs: Run[] } {
  if (repository === undefined) return { actions: [{ ...act('network', detail), isUnsure: true }], runs: [] }
  const start = knownStart(repository)
  const text = literal(repository)
  if (/^ext::/i.test(start)) {
    const code =
      text === null
        ? [{ hole: 'any' } as const]
        : textValue(
            text
              .slice(5)
              .replaceAll('% ', ' ')
              .replace(/%([sS%])/g, (_, c: string) => (c === '%' ? '%' : '')),
          )
    return { actions: [act('network', detail)], runs: [{ kind: 'shell', source: code }] }
  }
  if (/^file:|^[./~]|^fd::/i.test(start)) return { actions: [], runs: [] }
  if (text !== null && !/[:/]/.test(text))
    return { actions: [{ ...act('network', `${detail} ${text}`), isUnsure: true }], runs: [] }
  return { actions: [act('network', `${detail} ${show(repository)}`)], runs: [] }
}

const isUpdate = (spec: Value): boolean => show(spec).includes(':')
const isForced = (spec: Value): boolean => knownStart(spec).startsWith('+') || isHole(spec[0])

const fetchOptions = optionsBy(
  '-f/--force -p/--prune -P/--prune-tags -a/--append --all --multiple -t/--tags -n/--no-tags -q/--quiet -v/--verbose -j/--jobs: --depth: --deepen: --shallow-since: --shallow-exclude: --unshallow --update-shallow --upload-pack:code -u/--update-head-ok -o/--server-option: -k/--keep --dry-run --refmap: --recurse-submodules? --no-recurse-submodules --progress --filter: -4/--ipv4 -6/--ipv6 --atomic --set-upstream --refetch --negotiation-tip: --no-auto-gc --no-auto-maintenance --write-fetch-head --no-write-fetch-head --stdin --show-forced-updates --no-show-forced-updates --porcelain',
)

export const fetch: Verb = (call) => {
  const { has, operands, mayHideOption, runs } = fetchOptions(call)
  const [repository, ...specs] = operands
  const reached = reaching(has('all') ? undefined : repository, 'git fetch')
  const updates = specs.filter(isUpdate)
  const isLosing = updates.length > 0 && (has('f') || updates.some((spec) => knownStart(spec).startsWith('+')))
  return result(
    [
      ...reached.actions,
      ...(isLosing ? [loss('git fetch --force')] : has('p', 'P') ? [mayLose('git fetch --prune')] : []),
      ...(mayHideOption || updates.some(isForced) ? [mayLose('git fetch')] : []),
      store(call),
    ],
    [...reached.runs, ...runs],
  )
}

const pullOptions = optionsBy(
  '-v/--verbose -q/--quiet --progress --recurse-submodules? -r/--rebase? --no-rebase -n --stat --no-stat --log? --signoff? --squash --commit --no-commit -e/--edit --no-edit --cleanup: --ff --no-ff --ff-only --verify --no-verify --verify-signatures --autostash --no-autostash -s/--strategy: -X/--strategy-option: -S/--gpg-sign? --allow-unrelated-histories --all -a/--append --upload-pack:code -f/--force -t/--tags -p/--prune -j/--jobs? --dry-run -k/--keep --depth: --shallow-since: --shallow-exclude: --deepen: --unshallow --update-shallow --refmap: -o/--server-option: -4/--ipv4 -6/--ipv6 --negotiation-tip: --show-forced-updates --set-upstream',
)

export const pull: Verb = (call) => {
  const { has, operands, valuesOf, mayHideOption, runs } = pullOptions(call)
  const [repository, ...specs] = operands
  const reached = reaching(repository, 'git pull')
  const isRebase = has('r') && !valuesOf('r').some((value) => literal(value) === 'false')
  const isLosing = isRebase || has('f', 's', 'X') || specs.some((spec) => isUpdate(spec) && isForced(spec))
  return result(
    [
      ...reached.actions,
      ...(isLosing ? [loss('git pull --rebase')] : has('p') || mayHideOption ? [mayLose('git pull')] : []),
      onPath('create', call.inFolder(textValue('.'))),
    ],
    [...reached.runs, ...runs],
  )
}

const pushOptions = optionsBy(
  '--all/--branches --mirror --tags --follow-tags -n/--dry-run --porcelain -d/--delete --prune -f/--force --force-with-lease? --force-if-includes --no-force-with-lease --receive-pack/--exec:code -u/--set-upstream -q/--quiet -v/--verbose --progress --no-verify --verify --signed? --atomic --no-atomic -o/--push-option: --recurse-submodules? --thin --no-thin -4/--ipv4 -6/--ipv6 --repo:',
)

export const push: Verb = (call) => {
  const { has, operands, mayHideOption, strange, runs } = pushOptions(call)
  const [repository, ...specs] = operands
  const reached = reaching(repository, 'git push')
  const isLosing =
    has('mirror', 'd', 'prune', 'f', 'force-with-lease') || specs.some((spec) => /^[+:]/.test(knownStart(spec)))
  // What is not known may begin with a plus.
  const isUnclear = mayHideOption || strange.length > 0 || specs.some((spec) => isHole(spec[0]))
  return result(
    [
      ...reached.actions,
      ...(isLosing ? [loss('git push --force')] : isUnclear ? [mayLose('git push')] : []),
      ...(has('u') ? [unsure(act('git-config', 'git push -u'))] : []),
      ...(has('n') ? [] : [refs(call)]),
    ],
    [...reached.runs, ...runs],
  )
}

const cloneOptions = optionsBy(
  '-l/--local --no-hardlinks -s/--shared -q/--quiet -v/--verbose --progress -n/--no-checkout --reject-shallow --bare --mirror --sparse --filter: -o/--origin: -b/--branch: -u/--upload-pack:code --template: -c/--config: --depth: --shallow-since: --shallow-exclude: --single-branch --no-single-branch --no-tags --recurse-submodules? --separate-git-dir:create -j/--jobs: --reference: --dissociate --server-option: --bundle-uri: --shallow-submodules --also-filter-submodules',
)

export const clone: Verb = (call) => {
  const { has, operands, valuesOf, actions, runs } = cloneOptions(call)
  const [repository, target] = operands
  const reached = reaching(repository, 'git clone')
  const settings = valuesOf('c').map(settingOfCall)
  const path =
    target ??
    (repository ? textValue((literal(lastName(repository)) ?? 'clone').replace(/\.git$/, '')) : textValue('.'))
  return result(
    [
      ...reached.actions,
      ...actions,
      ...(has('template') ? [doubt('dynamic-code', 'git clone --template')] : []),
      ...settings.flatMap((each) => each.actions),
      onPath('create', call.inFolder(path), true),
    ],
    [...reached.runs, ...runs, ...settings.flatMap((each) => each.runs)],
  )
}

const listOptions = optionsBy(
  '-h/--heads/--branches -t/--tags --refs -q/--quiet --upload-pack/--exec:code --exit-code --get-url --sort: --symref -o/--server-option:',
)

export const lsRemote: Verb = (call) => {
  const { has, operands, runs } = listOptions(call)
  if (has('get-url')) return result([])
  const reached = reaching(operands[0], 'git ls-remote')
  return result(reached.actions, [...reached.runs, ...runs])
}

export const submodule: Verb = (call) => {
  const words = call.args.filter((arg) => !knownStart(arg).startsWith('-'))
  const verb = literal(words[0] ?? [])
  if (words.length === 0 || verb === 'status' || verb === 'summary') return result([])
  if (verb === 'foreach')
    return result([], [shell(concat(...behind(call, 'foreach').flatMap((word) => [word, textValue(' ')])))])
  const isLosing = verb === 'deinit' || verb === 'update' || verb === null
  return result([
    { ...act('network', 'git submodule'), isUnsure: verb !== 'add' },
    act('git-config', 'git submodule'),
    ...(isLosing ? [mayLose('git submodule')] : []),
  ])
}
