// Formatters and checkers that run no code of the project.
import { alike } from '../../among.ts'
import { onEach, onPath } from '../../grammar/analysis.ts'
import { reader } from '../../grammar/reader.ts'
import type { Row, Verb } from '../../grammar/row.ts'
import { concat, hole, literal, textValue } from '../../model/value.ts'

interface Checker {
  /** Names of what it looks for below a folder end so. */
  readonly end: string
  /** With one of these options it writes nothing into what it reads; without any of them: only with one of `writes`. */
  readonly spares?: readonly string[]
  readonly writes?: readonly string[]
  /** A folder of its own that it keeps beside. */
  readonly cache?: string
}

const checked = (options: string, { end, spares, writes = [], cache }: Checker): Verb =>
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

/** It looks at the files of one language. */
const looks = (about: string, end: string, options: string): Row => ({ about, ...checked(options, { end }) })

/** It writes them anew, but only looks with one of the options; */
const styles = (about: string, end: string, options: string, spares = ''): Row => ({
  about,
  ...checked(options, { end, spares: spares.split(' ') }),
})

/** or writes only with one of them. */
const stylesOn = (about: string, end: string, options: string, writes: string): Row => ({
  about,
  ...checked(options, { end, writes: writes.split(' ') }),
})

const ruffOptions =
  '--diff -q/--quiet -v/--verbose -s/--silent -n/--no-cache --preview --no-preview --isolated --force-exclude --respect-gitignore --line-length: --target-version: --config:read --exclude: --extend-exclude: --stdin-filename:'
const haskell = 'writes Haskell in one style'

export const styleRows: Readonly<Record<string, Row>> = {
  ...alike(
    'alejandra nixpkgs-fmt',
    styles('writes files of nix in one style', '.nix', '-c/--check -q/--quiet -e/--exclude: --threads:', 'c'),
  ),
  deadnix: stylesOn(
    'finds what files of nix do not need',
    '.nix',
    '-e/--edit -f/--fail -q/--quiet -l/--no-lambda-arg -L/--no-lambda-pattern-names -_/--no-underscore -o/--output-format:',
    'e',
  ),
  statix: {
    about: 'finds what could be said better in files of nix',
    verbs: {
      check: checked('-o/--format: -i/--ignore: -u/--unrestricted -c/--config:read', { end: '.nix' }),
      fix: checked('-d/--dry-run -i/--ignore: -u/--unrestricted -c/--config:read', { end: '.nix', spares: ['d'] }),
    },
  },
  stylua: styles(
    'writes Lua in one style',
    '.lua',
    '-c/--check -f/--config-path:read -g/--glob: --column-width: --indent-type: --indent-width: --quote-style: --syntax: --output-format: --verify -v/--verbose',
    'c',
  ),
  astyle: styles(
    'writes code in one style',
    '.c',
    '--style: -n --suffix: -r/--recursive -v/--verbose -q/--quiet --dry-run',
    'dry-run',
  ),
  ...alike(
    'ormolu fourmolu',
    styles(haskell, '.hs', '-i -c/--check-idempotence -q/--quiet --mode: --indentation: --color:'),
  ),
  'stylish-haskell': stylesOn(haskell, '.hs', '-i/--inplace -r/--recursive -c/--config:read -v/--verbose', 'i'),
  'elm-format': styles(
    'writes Elm in one style',
    '.elm',
    '--yes --validate --stdin --output:overwrite --elm-version:',
    'validate stdin',
  ),
  djlint: stylesOn(
    'checks and formats templates',
    '.html',
    '--reformat --check --lint --quiet --profile: --indent: --ignore: -e/--extension: --configuration:read --warn --statistics --use-gitignore',
    'reformat',
  ),
  taplo: {
    about: 'formats TOML',
    verbs: alike(
      'fmt format',
      checked('--check --diff -o/--option: -c/--config:read --no-auto-config --colors: -f/--force', {
        end: '.toml',
        spares: ['check', 'diff'],
      }),
    ),
  },
  yamlfmt: styles(
    'writes YAML in one style',
    '.yaml',
    '-lint/--lint -dry/--dry -quiet/--quiet -conf/--conf:read -in/--in -dstar/--dstar -extensions: -formatter: -exclude:',
    'lint dry in',
  ),
  autoflake: stylesOn(
    'takes away what Python does not need',
    '.py',
    '-i/--in-place -r/--recursive -c/--check --check-diff --remove-all-unused-imports --remove-unused-variables --remove-duplicate-keys --ignore-init-module-imports --expand-star-imports --imports: --exclude: -j/--jobs: -s/--stdout -q/--quiet -v/--verbose',
    'i',
  ),
  ...alike(
    'pyupgrade add-trailing-comma django-upgrade',
    styles(
      'writes Python as newer versions say it',
      '.py',
      '--py3-plus --py36-plus --py37-plus --py38-plus --py39-plus --py310-plus --py311-plus --py312-plus --py313-plus --py314-plus --keep-percent-format --keep-mock --keep-runtime-typing --exit-zero-even-if-changed --target-version:',
    ),
  ),
  radon: {
    about: 'measures Python',
    verbs: alike(
      'cc mi raw hal',
      checked(
        '-n/--min: -x/--max: -e/--exclude: -i/--ignore: -s/--show -a/--average -j/--json -f/--functions -o/--order: --total-average --summary -m/--multi --md',
        { end: '.py' },
      ),
    ),
  },
  proselint: looks('looks for bad prose', '.md', '-j/--json -d/--debug --config:read --compact -t'),
  ...alike('gocyclo gocognit', looks('how entangled Go is', '.go', '-over: -top: -avg/--avg -ignore: -total/--total')),
  golint: looks('looks at the style of Go', '.go', '-min_confidence: -set_exit_status/--set_exit_status'),
  checkmake: { about: 'checks makefiles', options: '--format: --config:read --debug', operands: 'read' },
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
  black: styles(
    'formats Python',
    '.py',
    '--check --diff --color --no-color -q/--quiet -v/--verbose -S/--skip-string-normalization --fast --safe -l/--line-length: -t/--target-version: --include: --exclude: --extend-exclude: --force-exclude: --config:read -c/--code: --preview --unstable --ipynb --pyi --line-ranges: --required-version: --workers: -W: --python-cell-magics: -x/--skip-source-first-line -C/--skip-magic-trailing-comma --stdin-filename:',
    'check diff c',
  ),
  isort: styles(
    'sorts imports of Python',
    '.py',
    '-c/--check/--check-only --diff -q/--quiet -v/--verbose --profile: -l/--line-length: --skip: --skip-glob: --filter-files -m/--multi-line: --tc --settings-path:read',
    'c diff',
  ),
  gofmt: stylesOn('formats Go', '.go', '-l -d -e -s -w', 'w'),
  gofumpt: stylesOn('formats Go', '.go', '-l -d -e -w -extra/--extra -lang/--lang:', 'w'),
  shfmt: stylesOn(
    'formats scripts of shells',
    '.sh',
    '-l -d -w -s -i: -ci/--case-indent -bn/--binary-next-line -sr/--space-redirects -kp/--keep-padding -fn/--func-next-line -ln: -f',
    'w',
  ),
  yamllint: looks(
    'checks YAML',
    '.yaml',
    '-s/--strict -f/--format: -d/--config-data: -c/--config-file:read --no-warnings',
  ),
  pyflakes: looks('checks Python', '.py', ''),
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
}
