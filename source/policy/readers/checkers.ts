// Linters, formatters and readers of data that run none of the project's code; in a closed table, so that the rest is doubted.
import { mapValues } from '../among.ts'
import { concat, fits, hole, literal, show, textValue } from '../model/value.ts'
import { type Analyser, doubt, onEach, onPath } from '../grammar/analysis.ts'
import { reader } from '../grammar/reader.ts'

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

const checked = ({ options, end, spares, writes = [], cache }: Checker): Analyser =>
  reader(options, ({ operands, has }) => {
    const isWriting = spares === null ? has(...writes) : !has(...spares)
    const places = (operands.length > 0 ? operands : [textValue('.')]).filter((path) => literal(path) !== '-')
    // What looks like a file is no folder.
    const all = places.flatMap((path) =>
      /[^/.]\.\w+$/.test(literal(path) ?? '') ? [path] : [path, concat(path, ['/'], hole('tracked'), [end])],
    )
    return [
      onEach('read', all),
      isWriting && onEach('modify', all),
      cache !== undefined && !has('n') && onPath('create', textValue(cache), true),
    ]
  })

const plain: Readonly<Record<string, Analyser>> = mapValues(checkers, checked)

const ruff: Analyser = (call) => {
  const [first = [], ...rest] = call.args
  const verb = literal(first) ?? ''
  const own = Object.hasOwn(plain, `ruff ${verb}`) ? plain[`ruff ${verb}`] : undefined
  if (own) return own({ ...call, args: rest })
  const words = rest.map(literal)
  const isLook = /^(?:version|linter|rule|help)$/.test(verb) && words.every((word) => /^[\w-]+$/.test(word ?? ' '))
  return isLook ? [] : doubt('opaque-script', `ruff ${show(first)}`)
}

/** Statements that open further files. */
const reaching = /\b(?:attach|vacuum|load_extension|pragma|readfile|writefile)\b/i

/** Without `--db` the tables live in memory. */
const csvsql = reader(
  '--query:sql -d/--delimiter: -q/--quotechar: -H/--no-header-row -I/--no-inference -i/--dialect: --tables: -S/--skipinitialspace -t/--tabs --no-constraints -u/--quoting: -e/--encoding: -z/--maxfieldsize: -K/--skip-lines: -L/--locale: --blanks --date-format: --datetime-format: -v/--verbose',
  ({ call: { name }, operands, inRole }) => {
    const queries = inRole('sql').map(literal)
    const isPlain = queries.every(
      (text) => text !== null && /^\s*(?:select|with)\s/i.test(text) && !reaching.test(text),
    )
    const files = operands.filter((path) => literal(path) !== '-')
    return [onEach('read', files), !isPlain && doubt('dynamic-code', `${name} --query`)]
  },
)

/** A name with a format before it, a list or a pipe may be anything to ImageMagick. */
const plainPicture = /^(?![-@|])[^:|@]*$/

const pictures: Analyser = ({ name, args }) => {
  const odd = args.find((arg) => {
    const text = literal(arg)
    return text === null || !(/^-(?:verbose|ping|quiet)$/.test(text) || plainPicture.test(text))
  })
  return odd === undefined
    ? onEach(
        'read',
        args.filter((arg) => !show(arg).startsWith('-')),
      )
    : doubt('unknown-option', `${name} ${show(odd)}`)
}

const gpuLooks = /^(?:-L|-q|--list-gpus|--query|--query-(?:gpu|compute-apps)=[\w.,]+|--format=[\w,]+)$/

export const checkerAnalysers: Readonly<Record<string, Analyser>> = {
  ruff,
  ...Object.fromEntries(Object.entries(plain).filter(([name]) => !name.includes(' '))),
  csvsql,
  identify: pictures,
  display: pictures,
  'nvidia-smi': ({ name, args }) => (args.every(fits(gpuLooks)) ? [] : doubt('unknown-option', name)),
}
