// Checkers, formatters and runners of languages other than Python and JavaScript.
import { doubt, onPath } from '../../grammar/analysis.ts'
import type { Row } from '../../grammar/row.ts'
import { cut, fits, starts } from '../../model/value.ts'
import { fetches, ofFiles } from './kinds.ts'

export const languageRows: Readonly<Record<string, Row>> = {
  'clang-format': {
    about: 'formats C and its kin, in place where asked',
    options:
      '-i --style/-style: --assume-filename: --dump-config --fallback-style: --ferror-limit: --files:listed --length: --lines: --offset: --output-replacements-xml --sort-includes --qualifier-alignment: -n/--dry-run --verbose -Werror --Werror -h',
    operands: 'read',
    instead: [['i', 'edit']],
    // A style may stand in a file.
    also: ({ valuesOf }) =>
      valuesOf('style')
        .filter(starts(/^file:/))
        .map((value) => onPath('read', cut(value, 5))),
  },
  cppcheck: {
    about: 'checks C and C++',
    options:
      '--addon:script --addon-python:program --cppcheck-build-dir:overwriteTree --check-level: --check-config --config-exclude: --doc --dump --errorlist --enable: --disable: --error-exitcode: --exitcode-suppressions:read --file-filter: --file-list:listed -f/--force --fsigned-char -I: --includes-file:read --include:read -i: --inconclusive --inline-suppr -j: -l: --language: -x: --library: --max-configs: --output-file:overwrite --plist-output:overwriteTree --platform: --project:read -q/--quiet --relative-paths? --report-progress --rule: --rule-file:read --showtime: --std: --suppress: --suppressions-list:read --suppress-xml:read --template: --template-location: -v/--verbose --xml --xml-version: -D: -U: --clang?program',
    operands: 'read',
    flags: { dump: ['create'] },
    // Its own projects name add-ons, which are programs.
    also: ({ valuesOf }) =>
      !valuesOf('project').every(fits(/\.(?:json|sln|vcxproj)$/)) && doubt('opaque-script', 'cppcheck --project'),
  },
  rustfmt: {
    about: 'formats Rust, in place unless it only checks',
    options:
      '--check --emit: --backup --config-path:read --config: --edition: --color: --print-config: -l/--files-with-diff -v/--verbose -q/--quiet --style-edition: -h -V',
    operands: 'edit',
    touches: [['modify', '**.rs']],
  },
  goimports: {
    about: 'formats Go and its imports, in place where asked',
    options:
      '-d -e -l -w -v -local: -srcdir: -format-only/--format-only -cpuprofile:overwrite -memprofile:overwrite -trace:overwrite',
    operands: 'read',
    instead: [['w', 'edit']],
  },
  gotestsum: ofFiles('runs tests of Go'),
  'golangci-lint': ofFiles('checks Go; its settings may name plugins'),
  staticcheck: ofFiles('checks Go, which it builds first'),
  govulncheck: ofFiles('asks for known weaknesses of Go code', fetches),
  'clang-tidy': ofFiles('checks C; its options load code'),
  ponyc: ofFiles('builds Pony', { options: '-o:overwriteTree' }),
  hugo: ofFiles('builds a site; its settings name tools', { options: '-d/--destination:overwriteTree' }),
  jekyll: ofFiles('builds a site by plugins', { options: '-d/--destination:overwriteTree' }),
  rubocop: ofFiles('checks Ruby; its settings may require code'),
  rspec: ofFiles('runs tests of Ruby'),
  rails: ofFiles('runs what a project of Rails says'),
  phpunit: ofFiles('runs tests of PHP'),
  phpstan: ofFiles('checks PHP; its settings name files that run'),
  prove: ofFiles('runs tests of Perl'),
  dart: ofFiles('builds, runs and formats Dart', {
    verbs: {
      format: { options: '-o/--output: --set-exit-if-changed -l/--line-length: --show:', operands: 'edit' },
      run: { runs: 'files' },
      test: { runs: 'files' },
      pub: fetches,
    },
  }),
  flutter: ofFiles('builds, runs and tests apps', fetches),
  zig: ofFiles('builds Zig, and formats it', {
    verbs: {
      fmt: { options: '--check --stdin --color: --ast-check --exclude:', operands: 'edit' },
      version: {},
      env: {},
      build: { runs: 'files' },
      test: { runs: 'files' },
      run: { runs: 'files' },
    },
  }),
  javap: {
    about: 'what a class of Java holds',
    options:
      '-v/-verbose/--verbose -l -public/--public -protected/--protected -package/--package -p/-private/--private -c -s -sysinfo/--sysinfo -constants/--constants -classpath/-cp/--class-path: --module-path: --system: --module: -h',
    operands: 'read',
  },
  jps: { about: 'processes of Java', options: '-q -m -l -v -V', verbs: {} },
}
