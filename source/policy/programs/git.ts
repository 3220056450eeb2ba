// git: which of its calls lose commits, refs or work, change its configuration, reach a network or run other programs.
import type { Action, ActionKind } from '../action.ts'
import { isKnown, knownStart, literal, show, textValue, unknown, type Value } from '../value.ts'
import { act, below, doubt, onPath, shell, type Analyser, type Analysis, type Run } from './analysis.ts'
import { gitVerbs } from './git-verbs.ts'
import { type GitCall } from './git-call.ts'
import { compileGrammar, parseOptions } from './options.ts'

const globalGrammar = compileGrammar(
  '-C:folder -c:config --config-env: --exec-path? --git-dir: --work-tree: --namespace: --super-prefix: --attr-source: -p/--paginate -P/--no-pager --no-replace-objects --no-lazy-fetch --bare --literal-pathspecs --glob-pathspecs --noglob-pathspecs --icase-pathspecs --no-optional-locks --no-advice --version -v --help -h --html-path --man-path --info-path --list-cmds:',
)

/** Settings whose value git runs, asks or loads code by. */
const runsCode =
  /^(?:alias\.|core\.(?:fsmonitor|pager|editor|sshcommand|askpass|hookspath|gitproxy|alternaterefscommand)$|pager\.|diff\..*(?:command|textconv)$|diff\.external$|difftool\.|mergetool\.|merge\..*\.driver$|filter\.|credential\.|gpg\.|sequence\.editor$|uploadpack\.|receive\.|remote\.|push\.|branch\.|clean\.|gc\.|receive\.|url\.|include\.|includeif\.|protocol\.|man\.|browser\.|web\.browser$|help\.browser|instaweb\.|interactive\.difffilter$|trailer\.|sendemail\.|submodule\..*\.update$|http\..*(?:sslcert|cookiefile)|ssh\.variant|init\.templatedir|tar\..*\.command|guitool\.)/i

/** A setting given on the command line: `name=value`. */
function settingActions(setting: Value): { actions: Action[]; runs: Run[] } {
  const start = knownStart(setting)
  const at = start.indexOf('=')
  const name = at < 0 ? start : start.slice(0, at)
  if (at < 0 && !isKnown(setting)) return { actions: [doubt('dynamic-code', `git -c ${show(setting)}`)], runs: [] }
  if (!runsCode.test(name)) return { actions: [], runs: [] }
  const value: Value = at < 0 ? [] : [...textValue(start.slice(at + 1)), ...setting.slice(1)]
  const text = literal(value)
  if (
    text !== null &&
    /^(?:|true|false|cat|less|always|never|user|\/dev\/null|store|cache|default|simple|openssh)$/.test(text)
  ) {
    return /^protocol\./i.test(name)
      ? { actions: [doubt('dynamic-code', `git -c ${name}`)], runs: [] }
      : { actions: [], runs: [] }
  }
  const code = /^alias\./i.test(name) ? (text?.startsWith('!') ? textValue(text.slice(1)) : null) : value
  if (code === null) return { actions: [doubt('dynamic-code', `git -c ${name}`)], runs: [] }
  return { actions: [doubt('dynamic-code', `git -c ${name}`)], runs: [shell(code)] }
}

/** Variables of the environment that git runs as code. */
const codeVariable = /^GIT_(?:SSH_COMMAND|SSH|EDITOR|SEQUENCE_EDITOR|PAGER|EXTERNAL_DIFF|ASKPASS|PROXY_COMMAND)$/
export function gitVariable(name: string, value: Value): Analysis {
  if (codeVariable.test(name)) {
    const text = literal(value)
    if (text !== null && /^(?:|cat|less|more|true|:|false)$/.test(text)) return { actions: [], runs: [] }
    return { actions: [], runs: [shell(value)] }
  }
  if (
    /^GIT_(?:TEMPLATE_DIR|EXEC_PATH|CONFIG|CONFIG_GLOBAL|CONFIG_SYSTEM|CONFIG_COUNT|CONFIG_KEY_.*|CONFIG_VALUE_.*|CONFIG_PARAMETERS|ALLOW_PROTOCOL|PROXY_SSL.*)$/.test(
      name,
    )
  ) {
    return literal(value) === '/dev/null'
      ? { actions: [], runs: [] }
      : { actions: [doubt('changed-lookup', name)], runs: [] }
  }
  return { actions: [], runs: [] }
}

const has = (names: string): RegExp => new RegExp(`^(?:${names})$`)
const looks = has(
  'status|log|show|diff|blame|annotate|shortlog|describe|ls-files|ls-tree|cat-file|rev-parse|rev-list|name-rev|grep|whatchanged|count-objects|check-ignore|check-attr|check-ref-format|check-mailmap|cherry|diff-files|diff-index|diff-tree|for-each-ref|fsck|get-tar-commit-id|merge-base|patch-id|range-diff|show-branch|show-index|show-ref|stripspace|var|verify-commit|verify-pack|verify-tag|version|help|interpret-trailers|column|fmt-merge-msg|merge-tree|diagnose|bugreport|unpack-file|mktag|',
)
const createsObjects = has(
  'hash-object|write-tree|commit-tree|mktree|update-server-info|pack-objects|multi-pack-index|commit-graph|rerere|maintenance|pack-refs',
)

export const git: Analyser = (call) => {
  const parsed = parseOptions(globalGrammar, call.args, false)
  const actions: Action[] = []
  const runs: Run[] = []
  let folder: Value | null = null
  for (const { option, value } of parsed.options) {
    if (value === null) continue
    if (option.role === 'folder') folder = below(folder, value)
    if (option.name === 'work-tree') folder = below(folder, value)
    if (
      option.name === 'git-dir' &&
      !parsed.options.some((each) => each.option.name === 'work-tree') &&
      literal(value) !== '.git'
    )
      folder = below(folder, textValue((literal(value) ?? '/unknown').replace(/\/?\.git\/?$/, '') || '.'))
    if (option.role === 'config') {
      const found = settingActions(value)
      actions.push(...found.actions)
      runs.push(...found.runs)
    }
    if (option.name === 'exec-path') actions.push(doubt('changed-lookup', 'git --exec-path'))
    if (option.name === 'config-env') actions.push(doubt('dynamic-code', 'git --config-env'))
  }
  const isAliased = parsed.options.some(
    ({ option, value }) => option.role === 'config' && /^alias\./i.test(knownStart(value ?? [])),
  )
  const [word = [], ...args] = parsed.operands
  const verb = literal(word)
  if (verb === null)
    return {
      actions: [
        ...actions,
        { ...act('git-loss', 'sub-command not known'), isUnsure: true },
        { ...act('network', 'git'), isUnsure: true },
        doubt('unknown-option', `git ${show(word)}`),
        ...anyWrite(folder),
      ],
      runs,
    }
  const found = analyseVerb(verb, { ...call, verb, args, inFolder: (path) => below(folder, path) }, isAliased)
  return {
    actions: [...actions, ...found.actions],
    runs: [...runs, ...found.runs],
    ...(found.output ? { output: found.output } : {}),
  }
}

const anyWrite = (folder: Value | null): Action[] => [
  { ...onPath('overwrite', below(folder, unknown)), isUnsure: true },
]

function analyseVerb(verb: string, call: GitCall, isAliased: boolean): Analysis {
  const table = Object.hasOwn(gitVerbs, verb) ? gitVerbs[verb] : undefined
  if (table) return table(call)
  if (verb === 'ls-files') return { ...lookedAt(call), output: [{ hole: 'path' }] }
  if (looks.test(verb)) return lookedAt(call)
  if (createsObjects.test(verb))
    return {
      actions: [
        ...(verb === 'hash-object'
          ? call.args.filter((arg) => !knownStart(arg).startsWith('-')).map((arg) => onPath('read', call.inFolder(arg)))
          : []),
        onPath('create', call.inFolder(textValue('.git/objects'))),
      ],
      runs: [],
    }
  // An alias of the repository's own configuration, or a sub-command from PATH: not part of the text.
  return { actions: [...(isAliased ? [] : [doubt('unknown-program', `git ${verb}`)]), ...sure(['git-loss'])], runs: [] }
}

const sure = (kinds: readonly ActionKind[]): Action[] => kinds.map((kind) => ({ ...act(kind), isUnsure: true }))

const lookGrammar = compileGrammar(
  '--output:overwrite -O/--open-files-in-pager?code --ext-diff --textconv -o: -S: -G: -f:read --no-index -L: -n: -U: -e: -A: -B: -C? --format: --pretty? --exclude-from:read --filters',
)
/** Calls that only look; a few options write, run a pager or read files outside of git. */
function lookedAt({ verb, args, inFolder }: GitCall): Analysis {
  const { options, operands } = parseOptions(lookGrammar, args)
  const actions: Action[] = []
  const runs: Run[] = []
  for (const { option, value } of options) {
    if (option.role === 'overwrite' && value) actions.push(onPath('overwrite', inFolder(value)))
    else if (option.role === 'code' && verb === 'grep') {
      runs.push(value ? shell(value) : shell(textValue('less')))
    } else if (option.name === 'no-index') actions.push(...operands.map((path) => onPath('read', inFolder(path), true)))
  }
  if (verb === 'log' || verb === 'show' || verb === 'diff') actions.push(...outputOption(args, inFolder))
  if (verb === 'diff' || verb === 'blame') {
    // Files outside of a repository are compared as plain files.
    actions.push(
      ...operands
        .filter((path) => /^[/~]|^\.|\.\./.test(knownStart(path)))
        .map((path) => onPath('read', inFolder(path))),
    )
  }
  return { actions, runs }
}

function outputOption(args: readonly Value[], inFolder: (path: Value) => Value): Action[] {
  return args.flatMap((arg) => {
    const start = knownStart(arg)
    return start.startsWith('--output=')
      ? [onPath('overwrite', inFolder([...textValue(start.slice(9)), ...arg.slice(1)]))]
      : []
  })
}
