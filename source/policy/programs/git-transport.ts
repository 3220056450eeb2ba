// git with another repository: network or not, and what it overwrites here and there.
import type { Action } from '../action.ts'
import { concat, isHole, knownStart, literal, show, textValue, type Value } from '../value.ts'
import { act, doubt, lastName, onPath, shell, type Analysis } from './analysis.ts'
import type { GitCall } from './git-call.ts'
import { compileGrammar, parseOptions, type ParsedOptions } from './options.ts'

const loss = (detail: string): Action => act('git-loss', detail)
const mayLose = (detail: string): Action => ({ ...loss(detail), isUnsure: true })

/** A path is no network; a name of the configuration may be. */
function reaching(
  repository: Value | undefined,
  detail: string,
): { actions: Action[]; runs: { kind: 'shell'; source: Value }[] } {
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

const fetchGrammar = compileGrammar(
  '-f/--force -p/--prune -P/--prune-tags -a/--append --all --multiple -t/--tags -n/--no-tags -q/--quiet -v/--verbose -j/--jobs: --depth: --deepen: --shallow-since: --shallow-exclude: --unshallow --update-shallow --upload-pack:code -u/--update-head-ok -o/--server-option: -k/--keep --dry-run --refmap: --recurse-submodules? --no-recurse-submodules --progress --filter: -4/--ipv4 -6/--ipv6 --atomic --set-upstream --refetch --negotiation-tip: --no-auto-gc --no-auto-maintenance --write-fetch-head --no-write-fetch-head --stdin --show-forced-updates --no-show-forced-updates --porcelain',
)
const programs = ({ options }: ParsedOptions) =>
  options.flatMap(({ option, value }) => (option.role === 'code' && value ? [shell(value)] : []))
const has = ({ options }: ParsedOptions, name: string): boolean => options.some(({ option }) => option.name === name)
const isForcedSpec = (spec: Value): boolean => knownStart(spec).startsWith('+') || isHole(spec[0])

export function fetch(call: GitCall): Analysis {
  const parsed = parseOptions(fetchGrammar, call.args)
  const [repository, ...specs] = parsed.operands
  const reached = reaching(has(parsed, 'all') ? undefined : repository, 'git fetch')
  const updates = specs.filter((spec) => show(spec).includes(':'))
  const isForced = updates.length > 0 && (has(parsed, 'f') || updates.some(isForcedSpec))
  const actions = [
    ...reached.actions,
    ...(isForced
      ? [loss('git fetch --force')]
      : has(parsed, 'p') || has(parsed, 'P')
        ? [mayLose('git fetch --prune')]
        : []),
    ...(parsed.mayHideOption ? [mayLose('git fetch')] : []),
    onPath('create', call.inFolder(textValue('.git/objects'))),
  ]
  return { actions, runs: [...reached.runs, ...programs(parsed)] }
}

export function pull(call: GitCall): Analysis {
  const texts = call.args.map((arg) => knownStart(arg))
  const isRebase = texts.some((text) => /^(?:-r|--rebase)/.test(text) && text !== '--rebase=false')
  const isForced = texts.some((text) => /^(?:-f|--force|-X|--strategy)/.test(text))
  const repository = call.args.find((arg) => !knownStart(arg).startsWith('-'))
  const reached = reaching(repository, 'git pull')
  return {
    actions: [
      ...reached.actions,
      ...(isRebase || isForced ? [loss('git pull --rebase')] : []),
      onPath('create', call.inFolder(textValue('.'))),
    ],
    runs: reached.runs,
  }
}

const pushGrammar = compileGrammar(
  '--all/--branches --mirror --tags --follow-tags -n/--dry-run --porcelain -d/--delete --prune -f/--force --force-with-lease? --force-if-includes --no-force-with-lease --receive-pack/--exec:code -u/--set-upstream -q/--quiet -v/--verbose --progress --no-verify --verify --signed? --atomic --no-atomic -o/--push-option: --recurse-submodules? --thin --no-thin -4/--ipv4 -6/--ipv6 --repo:',
)
export function push(call: GitCall): Analysis {
  const parsed = parseOptions(pushGrammar, call.args)
  const [repository, ...specs] = parsed.operands
  const reached = reaching(repository, 'git push')
  const isLosing =
    ['mirror', 'd', 'prune', 'f', 'force-with-lease'].some((name) => has(parsed, name)) ||
    specs.some((spec) => /^[+:]/.test(knownStart(spec)) || isHole(spec[0]))
  const actions = [
    ...reached.actions,
    ...(isLosing
      ? [loss('git push --force')]
      : parsed.mayHideOption || parsed.strange.length > 0
        ? [mayLose('git push')]
        : []),
    ...(has(parsed, 'u') ? [{ ...act('git-config', 'git push -u'), isUnsure: true }] : []),
  ]
  return { actions, runs: [...reached.runs, ...programs(parsed)] }
}

const cloneGrammar = compileGrammar(
  '-l/--local --no-hardlinks -s/--shared -q/--quiet -v/--verbose --progress -n/--no-checkout --reject-shallow --bare --mirror --sparse --filter: -o/--origin: -b/--branch: -u/--upload-pack:code --template:template -c/--config:setting --depth: --shallow-since: --shallow-exclude: --single-branch --no-single-branch --no-tags --recurse-submodules? --separate-git-dir: -j/--jobs: --reference: --dissociate --server-option: --bundle-uri: --shallow-submodules --also-filter-submodules',
)
export function clone(call: GitCall): Analysis {
  const parsed = parseOptions(cloneGrammar, call.args)
  const [repository, target] = parsed.operands
  const reached = reaching(repository, 'git clone')
  const hasCode = parsed.options.some(
    ({ option, value }) =>
      option.role === 'template' ||
      (option.role === 'setting' &&
        /^(?:core\.|alias|filter|diff|merge|protocol|credential)/i.test(knownStart(value ?? []))),
  )
  const path =
    target ??
    (repository ? textValue((literal(lastName(repository)) ?? 'clone').replace(/\.git$/, '')) : textValue('.'))
  return {
    actions: [
      ...reached.actions,
      ...(hasCode ? [doubt('dynamic-code', 'git clone -c')] : []),
      onPath('create', call.inFolder(path), true),
    ],
    runs: [...reached.runs, ...programs(parsed)],
  }
}

export function lsRemote(call: GitCall): Analysis {
  const parsed = parseOptions(
    compileGrammar(
      '-h/--heads/--branches -t/--tags --refs -q/--quiet --upload-pack/--exec:code --exit-code --get-url --sort: --symref -o/--server-option:',
    ),
    call.args,
  )
  if (has(parsed, 'get-url')) return { actions: [], runs: [] }
  const reached = reaching(parsed.operands[0], 'git ls-remote')
  return { actions: reached.actions, runs: [...reached.runs, ...programs(parsed)] }
}

export function submodule(call: GitCall): Analysis {
  const words = call.args.filter((arg) => !knownStart(arg).startsWith('-'))
  const verb = literal(words[0] ?? [])
  if (words.length === 0 || verb === 'status' || verb === 'summary') return { actions: [], runs: [] }
  if (verb === 'foreach') return { actions: [], runs: [shell(words.slice(1).flatMap((word) => concat(word, [' '])))] }
  const isLosing = verb === 'deinit' || verb === 'update' || verb === null
  return {
    actions: [
      { ...act('network', 'git submodule'), isUnsure: verb !== 'add' },
      act('git-config', 'git submodule'),
      ...(isLosing ? [mayLose('git submodule')] : []),
    ],
    runs: [],
  }
}
