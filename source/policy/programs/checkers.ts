// Linters, formatters and readers of data that run none of the project's code; in a closed table, so that the rest is doubted.
import type { Action } from '../action.ts'
import { concat, hole, literal, show, textValue, type Value } from '../value.ts'
import { doubt, only, onPath, type Analyser } from './analysis.ts'
import { compileGrammar, parseOptions } from './options.ts'
import { inRole } from './spec.ts'

interface Checker {
  /** See Grammar; an option that is not named is doubted. */
  readonly options: string
  /** Names of what it looks for below a folder end so. */
  readonly end: string
  /** With one of these options it writes nothing into what it reads; null: it never does but with one of `writes`. */
  readonly spares: readonly string[] | null
  readonly writes?: readonly string[]
  /** A folder of its own that it keeps beside. */
  readonly cache?: string
}

const checkers: Readonly<Record<string, Checker>> = {
  'ruff check': {
    options:
      '--fix --fix-only --diff -q/--quiet -v/--verbose -s/--silent -n/--no-cache --preview --no-preview --isolated --statistics --show-files --show-fixes --exit-zero -e --exit-non-zero-on-fix --unsafe-fixes --no-unsafe-fixes --no-fix --force-exclude --respect-gitignore --select: --ignore: --extend-select: --extend-ignore: --line-length: --target-version: --output-format: --config:read --exclude: --extend-exclude: --per-file-ignores: -o/--output-file:overwrite --add-noqa --stdin-filename:',
    end: '.py',
    spares: null,
    writes: ['fix', 'fix-only', 'add-noqa'],
    cache: '.ruff_cache',
  },
  'ruff format': {
    options:
      '--check --diff -q/--quiet -v/--verbose -s/--silent -n/--no-cache --preview --no-preview --isolated --force-exclude --respect-gitignore --line-length: --target-version: --config:read --exclude: --stdin-filename:',
    end: '.py',
    spares: ['check', 'diff'],
    cache: '.ruff_cache',
  },
  black: {
    options:
      '--check --diff --color --no-color -q/--quiet -v/--verbose -S/--skip-string-normalization --fast --safe -l/--line-length: -t/--target-version: --include: --exclude: --extend-exclude: --force-exclude: --config:read -c/--code: --preview',
    end: '.py',
    spares: ['check', 'diff', 'c'],
  },
  isort: {
    options:
      '-c/--check/--check-only --diff -q/--quiet -v/--verbose --profile: -l/--line-length: --skip: --skip-glob: --filter-files -m/--multi-line: --tc --settings-path:read',
    end: '.py',
    spares: ['c', 'diff'],
  },
  gofmt: { options: '-l -d -e -s -w', end: '.go', spares: null, writes: ['w'] },
  gofumpt: { options: '-l -d -e -w -extra/--extra -lang/--lang:', end: '.go', spares: null, writes: ['w'] },
  shfmt: { options: '-l -d -w -s -i: -ci -bn -sr -kp -fn -ln: -f', end: '.sh', spares: null, writes: ['w'] },
  yamllint: {
    options: '-s/--strict -f/--format: -d/--config-data: -c/--config-file:read --no-warnings',
    end: '.yaml',
    spares: null,
  },
  pyflakes: { options: '', end: '.py', spares: null },
}

const checked = ({ options, end, spares, writes = [], cache }: Checker): Analyser => {
  const grammar = compileGrammar(options)
  return ({ name, args }) => {
    const parsed = parseOptions(grammar, args)
    const has = (option: string) => parsed.options.some((each) => each.option.name === option)
    const isWriting = spares === null ? writes.some(has) : !spares.some(has)
    const places = parsed.operands.length > 0 ? parsed.operands : [textValue('.')]
    const below = (path: Value): Value => concat(path, ['/'], hole('tracked'), [end])
    const kinds = isWriting ? (['read', 'modify'] as const) : (['read'] as const)
    const actions: Action[] = places.flatMap((path) =>
      kinds.flatMap((kind) => [onPath(kind, path), onPath(kind, below(path))]),
    )
    const found = parsed.options.map(({ option, value }) => (value ? inRole(option.role, value).actions : []))
    return only(
      ...actions.filter(({ path }) => literal(path ?? []) !== '-'),
      ...found.flat(),
      ...(cache !== undefined && !has('n') ? [onPath('create', textValue(cache), true)] : []),
      ...parsed.strange.map((option) => doubt('unknown-option', `${name} ${option}`)),
      ...(parsed.mayHideOption ? [doubt('unknown-option', `${name}: a word that may be an option`)] : []),
    )
  }
}

const plain: Readonly<Record<string, Analyser>> = Object.fromEntries(
  Object.entries(checkers).map(([name, row]) => [name, checked(row)]),
)

const ruff: Analyser = (call) => {
  const [first = [], ...rest] = call.args
  const verb = literal(first) ?? ''
  const own = Object.hasOwn(plain, `ruff ${verb}`) ? plain[`ruff ${verb}`] : undefined
  if (own) return own({ ...call, args: rest })
  const words = rest.map(literal)
  const isLook = /^(?:version|linter|rule|help)$/.test(verb) && words.every((word) => /^[\w-]+$/.test(word ?? ' '))
  return isLook ? only() : only(doubt('opaque-script', `ruff ${show(first)}`))
}

const csvsqlGrammar = compileGrammar(
  '--query: -d/--delimiter: -q/--quotechar: -H/--no-header-row -I/--no-inference -i/--dialect: --tables: -S/--skipinitialspace -t/--tabs --no-constraints -u/--quoting: -e/--encoding: -z/--maxfieldsize: -K/--skip-lines: -L/--locale: --blanks --date-format: --datetime-format: -v/--verbose',
)
/** Statements that open further files. */
const reaching = /\b(?:attach|vacuum|load_extension|pragma|readfile|writefile)\b/i

/** Without `--db` the tables live in memory. */
const csvsql: Analyser = ({ name, args }) => {
  const { options, operands, strange, mayHideOption } = parseOptions(csvsqlGrammar, args)
  const queries = options.flatMap(({ option, value }) => (option.name === 'query' ? [literal(value ?? [])] : []))
  const isPlain = queries.every((text) => text !== null && /^\s*(?:select|with)\s/i.test(text) && !reaching.test(text))
  return only(
    ...operands.filter((path) => literal(path) !== '-').map((path) => onPath('read', path)),
    ...(isPlain ? [] : [doubt('dynamic-code', `${name} --query`)]),
    ...strange.map((option) => doubt('unknown-option', `${name} ${option}`)),
    ...(mayHideOption ? [doubt('unknown-option', name)] : []),
  )
}

/** A name with a format before it, a list or a pipe may be anything to ImageMagick. */
const plainPicture = /^(?![-@|])[^:|@]*$/

const pictures: Analyser = ({ name, args }) => {
  const odd = args.find((arg) => {
    const text = literal(arg)
    return text === null || !(/^-(?:verbose|ping|quiet)$/.test(text) || plainPicture.test(text))
  })
  return odd === undefined
    ? only(...args.filter((arg) => !show(arg).startsWith('-')).map((path) => onPath('read', path)))
    : only(doubt('unknown-option', `${name} ${show(odd)}`))
}

const gpuLooks = /^(?:-L|-q|--list-gpus|--query|--query-(?:gpu|compute-apps)=[\w.,]+|--format=[\w,]+)$/

export const checkerAnalysers: Readonly<Record<string, Analyser>> = {
  ruff,
  ...Object.fromEntries(Object.entries(plain).filter(([name]) => !name.includes(' '))),
  csvsql,
  identify: pictures,
  display: pictures,
  'nvidia-smi': ({ name, args }) =>
    args.every((arg) => gpuLooks.test(literal(arg) ?? '')) ? only() : only(doubt('unknown-option', name)),
}
