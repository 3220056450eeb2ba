// Checkers, formatters and package tools of Python.
import { alike } from '../../among.ts'
import type { Row } from '../../grammar/row.ts'
import { fetches, ofFiles } from './kinds.ts'

const style =
  '-v/--verbose -q/--quiet --exclude: --select: --ignore: --max-line-length: --count --statistics --show-source --show-pep8 --format: --filename: --hang-closing --max-doc-length: --indent-size: --config:read --benchmark --first -j:'

export const pythonRows: Readonly<Record<string, Row>> = {
  pycodestyle: { about: 'checks the style of Python', options: style, operands: 'read' },
  pydocstyle: {
    about: 'checks the docstrings of Python',
    options:
      '-e/--explain -s/--source -d/--debug -v/--verbose --count --config:read --match: --match-dir: --select: --ignore: --convention: --add-select: --add-ignore: --ignore-decorators:',
    operands: 'read',
  },
  autopep8: {
    about: 'mends the style of Python, in place where asked',
    options:
      '-i/--in-place -d/--diff -r/--recursive -a/--aggressive -v/--verbose -j/--jobs: -p/--pep8-passes: --experimental --exclude: --list-fixes --ignore: --select: --max-line-length: --line-range: --hang-closing --exit-code --global-config:read --ignore-local-config --indent-size:',
    operands: 'read',
    instead: [['i', 'edit']],
  },
  yapf: {
    about: 'formats Python, in place where asked',
    options:
      '-d/--diff -i/--in-place -q/--quiet -l/--lines: -r/--recursive -e/--exclude: --style:read --style-help --no-local-style -p/--parallel -vv/--verbose -m/--print-modified',
    operands: 'read',
    instead: [['i', 'edit']],
  },
  bandit: {
    about: 'looks for weaknesses in Python',
    options:
      '-r/--recursive -a/--aggregate: -n/--number: -c/--configfile:read -p/--profile: -t/--tests: -s/--skip: -l/--level -ll/-lll --severity-level: -i/--confidence -ii/-iii --confidence-level: -f/--format: --msg-template: -o/--output:overwrite -v/--verbose -d/--debug -q/--quiet --silent --ignore-nosec -x/--exclude: -b/--baseline:read --ini:read --exit-zero -h',
    operands: 'read',
  },
  codespell: {
    about: 'finds misspelt words, and mends them where asked',
    options:
      '-d/--disable-colors -c/--enable-colors -w/--write-changes -D/--dictionary:read --builtin: -I/--ignore-words:read -L/--ignore-words-list: -r/--regex: -s/--summary --count -S/--skip: -x/--exclude-file:read -i/--interactive: -q/--quiet-level: -f/--check-filenames -H/--check-hidden -A: -B: -C: --config:read --toml:read --stdin-single-line -h',
    operands: 'read',
    instead: [['w', 'edit']],
    fallback: ['.'],
  },
  coverage: {
    about: 'counts what tests reach; only `run` runs them, and a file of settings may name plugins',
    options: '--rcfile:script -h',
    verbs: {
      run: { runs: 'files' },
      report: {
        options:
          '-m/--show-missing -i/--ignore-errors --fail-under: --include: --omit: --precision: --skip-covered --no-skip-covered --skip-empty --sort: --format: --data-file:read --rcfile:script --contexts:',
      },
      html: {
        options:
          '-d/--directory:overwriteTree -i/--ignore-errors --fail-under: --include: --omit: --precision: -q/--quiet --show-contexts --skip-covered --skip-empty --title: --data-file:read --rcfile:script',
        touches: [['overwrite', 'htmlcov/**']],
      },
      xml: {
        options:
          '-o:overwrite -i/--ignore-errors --fail-under: --include: --omit: -q/--quiet --skip-empty --data-file:read --rcfile:script',
        touches: [['overwrite', 'coverage.xml']],
      },
      json: {
        options:
          '-o:overwrite -i/--ignore-errors --fail-under: --include: --omit: --pretty-print -q/--quiet --show-contexts --data-file:read --rcfile:script',
        touches: [['overwrite', 'coverage.json']],
      },
      lcov: {
        options: '-o:overwrite -i/--ignore-errors --include: --omit: -q/--quiet --data-file:read --rcfile:script',
        touches: [['overwrite', 'coverage.lcov']],
      },
      combine: {
        options: '-a/--append --keep -q/--quiet --data-file:overwrite --rcfile:script',
        operands: 'delete',
        touches: [['overwrite', '.coverage']],
      },
      erase: { options: '--data-file:delete --rcfile:script', touches: [['delete', '.coverage']] },
      debug: { operands: 'data' },
    },
  },
  mypy: ofFiles('checks types; its settings may name plugins'),
  pylint: ofFiles('checks Python; its settings may hold code'),
  flake8: ofFiles('checks Python; its settings may name plugins of the project'),
  pyright: ofFiles('checks types; fetches itself'),
  pipx: {
    about: 'programs of Python packages, each in an environment of its own',
    options: '-q/--quiet -v/--verbose --global',
    verbs: {
      list: { options: '--short --json --include-injected --skip-maintenance -q/--quiet -v/--verbose' },
      environment: { options: '-V/--value:' },
      ...alike('install inject upgrade upgrade-all reinstall reinstall-all runpip', fetches),
      run: {
        ...fetches,
        isPosix: true,
        options: '--spec: --pip-args: --index-url: -i: --no-cache --python: --verbose -q',
      },
      uninstall: { options: '--verbose', operands: 'data', touches: [['delete', '/home/*/.local/share/pipx/*']] },
      ensurepath: { touches: [['modify', '/home/*/.bashrc']], always: ['privilege'] },
    },
  },
  uvx: {
    about: 'runs a program of a package that it fetches',
    ...fetches,
    isPosix: true,
    options: '--from: --with: --python: -p: --index-url: -i: --extra-index-url: --isolated --offline -q -v',
    operands: 'data',
  },
  'pip-compile': ofFiles('writes what is to be installed', { ...fetches, options: '-o/--output-file:overwrite' }),
  'pip-audit': ofFiles('asks for known weaknesses of packages', fetches),
  'pre-commit': {
    about: 'hooks of the project before a commit',
    options: '-h',
    verbs: {
      run: { runs: 'files' },
      install: { runs: 'files', touches: [['overwrite', '.git/hooks/*']] },
      ...alike('autoupdate install-hooks', fetches),
      'validate-config': { operands: 'read' },
      'sample-config': {},
      uninstall: { touches: [['delete', '.git/hooks/*']] },
    },
  },
  semgrep: ofFiles('searches code by rules that it fetches', fetches),
  twine: {
    about: 'publishes packages',
    options: '--no-color -h',
    verbs: {
      check: { options: '--strict', operands: 'read' },
      upload: {
        always: ['network'],
        options:
          '-r/--repository: --repository-url: -u/--username: -p/--password: --skip-existing --verbose --non-interactive',
        operands: 'read',
      },
    },
  },
  hatch: ofFiles('environments and builds of a Python project', fetches),
  pdm: ofFiles('packages of a Python project', fetches),
  flit: ofFiles('builds and publishes a Python package', fetches),
  virtualenv: ofFiles('makes an environment for Python, and fetches for it', fetches),
}
