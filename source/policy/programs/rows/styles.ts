// Formatters and checkers that run no code of the project.
import { alike } from '../../among.ts'
import type { Row } from '../../grammar/row.ts'
import { checked } from '../../readers/checkers.ts'

/** It looks at the files of one language. */
const looks = (about: string, end: string, options: string, more: Partial<Row> = {}): Row => ({
  about,
  ...checked(options, { end }),
  ...more,
})

/** It writes them anew, but only looks with one of the options; */
const styles = (about: string, end: string, options: string, spares = '', more: Partial<Row> = {}): Row => ({
  about,
  ...checked(options, { end, spares: spares.split(' ') }),
  ...more,
})

/** or writes only with one of them. */
const stylesOn = (about: string, end: string, options: string, writes: string): Row => ({
  about,
  ...checked(options, { end, writes: writes.split(' ') }),
})

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
}
