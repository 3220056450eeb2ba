// curl: where it reaches, what it writes, sends and reads.
import { nameSet } from '../among.ts'
import type { Action } from '../model/action.ts'
import { isSecretName } from '../model/secret-names.ts'
import { concat, isHole, knownStart, literal, show, textValue, unknown, type Part, type Value } from '../model/value.ts'
import { only, act, doubt, isLoopbackAddress, lastName, onPath, type Analyser, type Call } from '../grammar/analysis.ts'
import { curlGrammar } from './curl-options.ts'
import { socketActions } from './sockets.ts'
import { cut, parseOptions } from '../grammar/options.ts'
import { readBy, type Read } from '../grammar/reader.ts'
import { inRole } from '../grammar/spec.ts'

const fileScheme = /^\s*file:(?:\/\/[^/]*)?(?=\/)/i

/** `{a,b}` and `[1-3]` in an address stand for several. */
const globs = /(\{[^{}]{0,500}\}|\[[^[\]]{0,500}\])/

export const curl: Analyser = (call) => {
  const told = configured(call)
  return told ? curlOf(told) : curlOf(call)
}

/** `-K -`: what stands on standard input are options, read as well as they can be. */
function configured(call: Call): Call | null {
  const { valuesOf } = readBy(parseOptions(curlGrammar, plainWords(call.args)), call)
  const isTold = valuesOf('K').some((value) => literal(value) === '-')
  const text = isTold ? literal(call.stdin) : null
  if (text === null) return null
  const words = text.split(/\r?\n/).flatMap((line): Value[] => {
    const [, name = '', value = ''] = /^(-\w|[\w-]+)(.*)$/s.exec(line.trim()) ?? []
    const bare = value.replace(/^\s{0,9}[=:]?\s{0,9}/, '').replace(/^"(.*)"$/s, '$1')
    const option = name.startsWith('-') ? name : `--${name}`
    return name === '' ? [] : bare === '' ? [textValue(option)] : [textValue(option), textValue(bare)]
  })
  const rest = call.args.filter(
    (arg, i) => !/^(?:-K|--config)$/.test(literal(call.args[i - 1] ?? []) ?? '') || literal(arg) !== '-',
  )
  return {
    ...call,
    args: [...rest.filter((arg) => !/^--config=-$|^-K-$/.test(literal(arg) ?? '')), ...words],
    stdin: [],
  }
}

const curlOf: Analyser = (call) => {
  const { args, stdin } = call
  const read = readBy(parseOptions(curlGrammar, plainWords(args)), call)
  const { options, operands, strange, mayHideOption, has, valuesOf, inRole: inRoleOf } = read
  const urls = [...operands, ...inRoleOf('url')]
  const files = urls.filter((url) => fileScheme.test(knownStart(url)))
  const uploads = inRoleOf('upload').map(withGlobs)
  const isSocket = has('unix-socket', 'abstract-unix-socket') && !has('next')
  const reachesOut = (urls.length > files.length && !isSocket) || has('K')
  const doubted = strange.filter((option) => !option.startsWith('--no-'))
  return only(
    reachesOut && reach(urls, options, args),
    [...valuesOf('unix-socket'), ...valuesOf('abstract-unix-socket')].map(socketActions),
    files.map((url) => fileTransfer(fileOf(url), uploads)),
    uploads.map((path) => onPath('read', path)),
    outputs(read, urls).map((path) => onPath('overwrite', path)),
    doubted.map((option) => doubt('unknown-option', `curl ${option}`)),
    mayHideOption && doubt('unknown-option', 'curl'),
    has('n', 'netrc-optional') && onPath('read', textValue('~/.netrc')),
    valuesOf('K').some((value) => literal(value) === '-' && literal(stdin) !== '') &&
      doubt('dynamic-code', 'curl -K -'),
    options.map(
      ({ option: { role }, value }) =>
        value !== null && literal(value) !== '-' && (sent[role]?.(value) ?? inRole(role, value)),
    ),
  )
}

type Options = ReturnType<typeof parseOptions>['options']

/** By what they do to a request: nothing but how it is shown, how long it takes, and words in its head. */
const asking = nameSet(
  's S v i I f g k m w o H A q compressed connect-timeout fail-with-body no-progress-meter progress-bar retry retry-delay retry-max-time retry-connrefused retry-all-errors silent 4 6 N',
)

function reach(urls: readonly Value[], options: Options, args: readonly Value[]): Action {
  const action = act('network', `curl ${show(urls[0] ?? [])}`.trim())
  // `-q` or not: a configuration of its own may say more, as it may for every other call.
  const isPlain = args.every((arg) => literal(arg) !== null) && options.every(({ option }) => asking.has(option.name))
  return isPlain && urls.every(isLoopbackAddress) ? { ...action, isLoopback: true } : action
}

/** Files that get what comes: each may lie in each of the folders. */
function outputs({ has, valuesOf }: Read, urls: readonly Value[]): Value[] {
  const hasGlobs = urls.some((url) => literal(url) === null || globs.test(literal(url) ?? ''))
  const toFiles = valuesOf('o').filter((path) => literal(path) !== '-')
  const named = toFiles.map((path) => (hasGlobs ? numbered(path, urls) : path))
  const remote = has('O', 'remote-name-all') ? urls.map(lastPart) : []
  const fromServer: Value[] = has('J') ? [[{ hole: 'name' }]] : []
  const paths = [...named, ...remote, ...fromServer]
  const folders = valuesOf('output-dir').filter((path) => literal(path) !== '-')
  return [
    ...(folders.length === 0 || has('next') ? paths : []),
    ...folders.flatMap((folder) => paths.map((path) => concat(folder, ['/'], path))),
  ]
}

/** `#1` in a name is what the first glob of the address stands for. */
function numbered(path: Value, urls: readonly Value[]): Value {
  const isPlain = urls.every((url) => !/[{[][^{}[\]]*[/.]/.test(literal(url) ?? '/{/'))
  return replaced(path, /(#\d)/, { hole: isPlain ? 'name' : 'any' })
}

const replaced = (value: Value, pattern: RegExp, by: Part): Value =>
  value.flatMap((part) =>
    typeof part === 'string' ? part.split(pattern).map((text): Part => (pattern.test(text) ? by : text)) : [part],
  )

const withGlobs = (path: Value): Value => replaced(path, globs, { hole: 'any' })

/** The path of a `file:` address. */
function fileOf(url: Value): Value {
  const [first = '', ...rest] = url
  const start = typeof first === 'string' ? first.replace(fileScheme, '') : first
  const decoded = [start, ...rest].map((part) =>
    typeof part === 'string'
      ? part
          .replace(/[?#].*$/s, '')
          .replace(/%([0-9a-f]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
      : part,
  )
  return withGlobs(decoded)
}

const fileTransfer = (path: Value, uploads: readonly Value[]): Action[] =>
  uploads.length === 0
    ? [onPath('read', path)]
    : uploads.map((upload) => onPath('overwrite', show(path).endsWith('/') ? concat(path, lastName(upload)) : path))

/** What is sent may be the text of a file. */
const sent: Readonly<Record<string, (value: Value) => Action[]>> = {
  upload: () => [],
  output: () => [],
  url: (value) => named(value, /^@/),
  data: (value) => named(value, /^@/),
  header: (value) => named(value, /^@/),
  named: (value) => named(value, /^[^=@]*@/),
  cookie: (value) => (show(value).includes('=') ? [] : [onPath('read', value)]),
  form: (value) => {
    const found = named(value, /^[^=]*=[@<]/)
    const text = literal(value)
    const parts = text === null || found.length === 0 ? [] : text.replace(/^[^=]*=[@<]/, '').split(/[;,]/)
    return [...found, ...parts.map((part) => onPath('read', textValue(part.replace(/^headers=[@<]/, ''))))]
  },
  variable: (value) => {
    const name = /^%([A-Za-z_]\w*)/.exec(knownStart(value))?.[1]
    return [...(name !== undefined && isSecretName(name) ? [act('secret', name)] : []), ...named(value, /^[^=@]*@/)]
  },
  format: (value) => [
    ...named(value, /^@/),
    ...[...show(value).matchAll(/%output\{(?:>>)?([^}]*)/g)].map(([, path = '']) =>
      onPath('overwrite', literal(value) === null ? unknown : textValue(path)),
    ),
  ],
  doubtful: (value) => [doubt('unknown-option', `curl ${show(value)}`)],
}

function named(value: Value, mark: RegExp): Action[] {
  const [found] = mark.exec(knownStart(value)) ?? []
  if (found === undefined) return isHole(value[0]) ? [{ ...onPath('read', unknown), isUnsure: true }] : []
  return [onPath('read', cut(value, found.length))]
}

/** The name that `-O` makes of an address. */
export const lastPart = (url: Value): Value => {
  const text = literal(url)
  return text === null || globs.test(text)
    ? [{ hole: 'name' }]
    : textValue((text.split(/[?#]/, 1)[0] ?? '').split('/').at(-1) ?? '')
}

/** Without what the grammar has no letters for: `-#`, `-:`, `--expand-data` whose value is a template. */
function plainWords(args: readonly Value[]): Value[] {
  return args.map((arg, i) => {
    const start = knownStart(arg)
    const isTemplate = knownStart(args[i - 1] ?? []).startsWith('--expand-')
    if (isTemplate) return replaced(arg, /(\{\{[^}]*(?:\}\})?)/, { hole: 'any' })
    if (start === '-:') return textValue('--next')
    if (start.startsWith('--expand-')) return concat(['--'], cut(arg, '--expand-'.length))
    if (start === '-#') return textValue('--progress-bar')
    return start.startsWith('-#') ? concat(['-'], cut(arg, 2)) : arg
  })
}
