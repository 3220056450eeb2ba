// Linters, formatters and readers of data that run none of the project's code; in a closed table, so that the rest is doubted.
import { concat, hole, literal, show, textValue } from '../model/value.ts'
import { doubt, onEach, onPath } from '../grammar/analysis.ts'
import { reader, type Reader } from '../grammar/reader.ts'
import type { Row, Verb } from '../grammar/row.ts'
import { alike } from '../among.ts'

interface Checker {
  /** Names of what it looks for below a folder end so. */
  readonly end: string
  /** With one of these options it writes nothing into what it reads; without any of them: only with one of `writes`. */
  readonly spares?: readonly string[]
  readonly writes?: readonly string[]
  /** A folder of its own that it keeps beside. */
  readonly cache?: string
}

export const checked = (options: string, { end, spares, writes = [], cache }: Checker): Verb =>
  reader(options, ({ operands, has }) => {
    const isWriting = spares ? !has(...spares) : has(...writes)
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

const ruffOptions =
  '--diff -q/--quiet -v/--verbose -s/--silent -n/--no-cache --preview --no-preview --isolated --force-exclude --respect-gitignore --line-length: --target-version: --config:read --exclude: --extend-exclude: --stdin-filename:'

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

const pictures: Reader = ({ name, args }) => {
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

export const checkerRows: Readonly<Record<string, Row>> = {
  ruff: {
    about: 'checks and formats Python',
    verbs: {
      check: checked(
        `${ruffOptions} --fix --fix-only --statistics --show-files --show-fixes --exit-zero -e --exit-non-zero-on-fix --unsafe-fixes --no-unsafe-fixes --no-fix --select: --ignore: --extend-select: --extend-ignore: --output-format: --per-file-ignores: -o/--output-file:overwrite --add-noqa`,
        { end: '.py', writes: ['fix', 'fix-only', 'add-noqa'], cache: '.ruff_cache' },
      ),
      format: checked(`${ruffOptions} --check`, { end: '.py', spares: ['check', 'diff'], cache: '.ruff_cache' }),
      ...alike('version linter rule help', { isOpen: true, isTame: true, operands: 'data' }),
    },
  },
  black: {
    about: 'formats Python',
    ...checked(
      '--check --diff --color --no-color -q/--quiet -v/--verbose -S/--skip-string-normalization --fast --safe -l/--line-length: -t/--target-version: --include: --exclude: --extend-exclude: --force-exclude: --config:read -c/--code: --preview --unstable --ipynb --pyi --line-ranges: --required-version: --workers: -W: --python-cell-magics: -x/--skip-source-first-line -C/--skip-magic-trailing-comma --stdin-filename:',
      { end: '.py', spares: ['check', 'diff', 'c'] },
    ),
  },
  isort: {
    about: 'sorts imports of Python',
    ...checked(
      '-c/--check/--check-only --diff -q/--quiet -v/--verbose --profile: -l/--line-length: --skip: --skip-glob: --filter-files -m/--multi-line: --tc --settings-path:read',
      { end: '.py', spares: ['c', 'diff'] },
    ),
  },
  gofmt: { about: 'formats Go', ...checked('-l -d -e -s -w', { end: '.go', writes: ['w'] }) },
  gofumpt: {
    about: 'formats Go',
    ...checked('-l -d -e -w -extra/--extra -lang/--lang:', { end: '.go', writes: ['w'] }),
  },
  shfmt: {
    about: 'formats scripts of shells',
    ...checked(
      '-l -d -w -s -i: -ci/--case-indent -bn/--binary-next-line -sr/--space-redirects -kp/--keep-padding -fn/--func-next-line -ln: -f',
      { end: '.sh', writes: ['w'] },
    ),
  },
  yamllint: {
    about: 'checks YAML',
    ...checked('-s/--strict -f/--format: -d/--config-data: -c/--config-file:read --no-warnings', { end: '.yaml' }),
  },
  pyflakes: { about: 'checks Python', ...checked('', { end: '.py' }) },
  // What it is told stands in data alone: it loads no plugins.
  ty: {
    about: 'checks types of Python',
    verbs: {
      check: checked(
        '-v/--verbose -q/--quiet --project: --python: --venv: --typeshed: --extra-search-path: --python-version: --python-platform: --error: --warn: --ignore: --config-file:read -c/--config: --output-format: --color: --error-on-warning --exit-zero --exclude: --no-progress --hide-progress --respect-ignore-files --no-respect-ignore-files --force-exclude',
        { end: '.py' },
      ),
      ...alike('version help explain', { operands: 'data' }),
    },
  },
  gitleaks: {
    about: 'finds keys in a project; shows them only when it is to tell more',
    verbs: alike(
      'detect protect dir git',
      reader(
        '--no-git -v/--verbose --redact? -s/--source: -c/--config:read -b/--baseline-path:read -r/--report-path:overwrite -f/--report-format: --exit-code: --staged --pre-commit --no-banner --no-color -l/--log-level: --max-target-megabytes: --enable-rule: --follow-symlinks -i/--gitleaks-ignore-path:read',
        ({ has, valueOf }) => has('v', 'r') && !has('redact') && onPath('read', valueOf('s') ?? textValue('.'), true),
      ),
    ),
  },
  csvsql: { about: 'asks tables in SQL', ...csvsql },
  display: { about: 'shows a picture', read: pictures },
  'nvidia-smi': {
    about: 'graphics cards',
    options:
      '-L/--list-gpus -q/--query -d/--display: -i/--id: -x/--xml-format --query-gpu: --query-compute-apps: --format: -h -f/--filename:overwrite',
    // Its verbs are not described.
    verbs: {},
  },
}
