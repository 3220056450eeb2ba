// Checkers, formatters and runners of languages other than Python and JavaScript.
import type { Row } from '../../grammar/row.ts'
import { fetches, ofFiles, rowsOf } from './kinds.ts'

export const languageRows: Readonly<Record<string, Row>> = rowsOf({
  'clang-format': {
    about: 'formats C and its kin, in place where asked',
    options:
      '-i --style: -style: --assume-filename: --dump-config --fallback-style: --ferror-limit: --files:listed --length: --lines: --offset: --output-replacements-xml --sort-includes --qualifier-alignment: -n/--dry-run --verbose -Werror --Werror -h',
    operands: 'read',
    instead: [['i', 'edit']],
    example: ['-i src/a.c', '--dry-run --Werror a.c'],
    deny: ['-i /srv/app/a.c'],
  },
  cppcheck: {
    about: 'checks C and C++',
    options:
      '--addon:script --addon-python:program --cppcheck-build-dir:overwriteTree --check-level: --check-config --config-exclude: --doc --dump --errorlist --enable: --disable: --error-exitcode: --exitcode-suppressions:read --file-filter: --file-list:listed -f/--force --fsigned-char -I: --includes-file:read --include:read -i: --inconclusive --inline-suppr -j: -l: --language: -x: --library: --max-configs: --output-file:overwrite --plist-output:overwriteTree --platform: --project:read -q/--quiet --relative-paths? --report-progress --rule: --rule-file:read --showtime: --std: --suppress: --suppressions-list:read --suppress-xml:read --template: --template-location: -v/--verbose --xml --xml-version: -D: -U: --clang?program',
    operands: 'read',
    flags: { dump: ['create'] },
    example: '--enable=all -q src',
    ask: ['--addon=./x.py src', '--dump src', '--run x'],
    deny: ['--output-file=/srv/app/x src'],
  },
  rustfmt: {
    about: 'formats Rust, in place unless it only checks',
    options:
      '--check --emit: --backup --config-path:read --config: --edition: --color: --print-config: -l/--files-with-diff -v/--verbose -q/--quiet --style-edition: -h -V',
    operands: 'edit',
    touches: [['modify', '**.rs']],
    example: ['src/main.rs', '--check src/lib.rs'],
    deny: ['/srv/app/a.rs'],
  },
  goimports: {
    about: 'formats Go and its imports, in place where asked',
    options:
      '-d -e -l -w -v -local: -srcdir: -format-only/--format-only -cpuprofile:overwrite -memprofile:overwrite -trace:overwrite',
    operands: 'read',
    instead: [['w', 'edit']],
    example: ['-l .', '-w a.go'],
    deny: ['-w /srv/app/a.go'],
  },
  gotestsum: ofFiles('runs tests of Go', ['gotestsum ./...']),
  'golangci-lint': ofFiles('checks Go; its settings may name plugins', ['golangci-lint run']),
  staticcheck: ofFiles('checks Go, which it builds first', ['staticcheck ./...']),
  govulncheck: ofFiles('asks for known weaknesses of Go code', ['govulncheck ./...'], fetches),
  'clang-tidy': ofFiles('checks C; its options load code', ['clang-tidy a.c']),
  ponyc: ofFiles('builds Pony', ['ponyc .'], {
    options: '-o:overwriteTree',
    examples: { allow: ['ponyc --version'], ask: ['ponyc x -o .'], deny: ['ponyc x -o /srv/app'] },
  }),
  hugo: ofFiles('builds a site; its settings name tools', ['hugo', 'hugo server'], {
    options: '-d/--destination:overwriteTree',
    examples: { allow: ['hugo --help'], ask: ['hugo -s site'], deny: ['hugo -d /srv/app'] },
  }),
  jekyll: ofFiles('builds a site by plugins', ['jekyll build'], {
    options: '-d/--destination:overwriteTree',
    examples: { allow: ['jekyll --version'], ask: ['jekyll serve'], deny: ['jekyll build -d /srv/app'] },
  }),
  rubocop: ofFiles('checks Ruby; its settings may require code', ['rubocop', 'rubocop -a']),
  rspec: ofFiles('runs tests of Ruby', ['rspec spec/a_spec.rb']),
  rails: ofFiles('runs what a project of Rails says', ['rails test']),
  phpunit: ofFiles('runs tests of PHP', ['phpunit tests']),
  phpstan: ofFiles('checks PHP; its settings name files that run', ['phpstan analyse src']),
  prove: ofFiles('runs tests of Perl', ['prove t/a.t']),
  dart: ofFiles('builds, runs and formats Dart', ['dart run', 'dart test'], {
    verbs: {
      format: { options: '-o/--output: --set-exit-if-changed -l/--line-length: --show:', operands: 'edit' },
      run: { runs: 'files' },
      test: { runs: 'files' },
      pub: fetches,
    },
    examples: { allow: ['dart format lib'], ask: ['dart run', 'dart pub get'], deny: ['dart format /srv/app/a.dart'] },
  }),
  flutter: ofFiles('builds, runs and tests apps', ['flutter test'], fetches),
  zig: ofFiles('builds Zig, and formats it', ['zig build'], {
    verbs: {
      fmt: { options: '--check --stdin --color: --ast-check --exclude:', operands: 'edit' },
      version: {},
      env: {},
      build: { runs: 'files' },
      test: { runs: 'files' },
      run: { runs: 'files' },
    },
    examples: {
      allow: ['zig fmt src', 'zig version'],
      ask: ['zig build test', 'zig cc a.c'],
      deny: ['zig fmt /srv/app/a.zig'],
    },
  }),
  javap: {
    about: 'what a class of Java holds',
    options:
      '-v/-verbose/--verbose -l -public/--public -protected/--protected -package/--package -p/-private/--private -c -s -sysinfo/--sysinfo -constants/--constants -classpath/-cp/--class-path: --module-path: --system: --module: -h',
    operands: 'read',
    example: '-c -p A.class',
    ask: ['-J-javaagent:x A'],
  },
  jps: { about: 'processes of Java', options: '-q -m -l -v -V', example: '-lv', ask: ['example.com'], verbs: {} },
})
