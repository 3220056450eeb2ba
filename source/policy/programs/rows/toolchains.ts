// Tools of a language: they build, test, run, fetch and look after themselves.
import { alike } from '../../among.ts'
import { doubt, onEach } from '../../grammar/analysis.ts'
import { fits, starts } from '../../model/value.ts'
import type { Row } from '../../grammar/row.ts'
import { fetch, fetches, looks, manager, ofFiles } from './kinds.ts'

// Builders, test runners and interpreters: what they run stands in files.

/** The short option that alone prints the version; of others `-v` is louder and runs (`pytest -v`). */
const versions: Readonly<Record<string, string>> = {
  ...alike('pytest rake just sbt cabal gnuplot mocha', '-V'),
  ...alike('jest vitest tsx ts-node julia octave lein groovy elixir ocaml meson mix nvm pyenv rbenv volta', '-v'),
  ...alike('java javaw scala kotlin ant', '-version'),
}

const builds = (names: string, about: string): Record<string, Row> =>
  Object.fromEntries(
    names
      .split(' ')
      .map((name): [string, Row] => [name, { ...ofFiles(about), tells: `-h ${versions[name] ?? ''}`.trim() }]),
  )

export const toolchainRows: Readonly<Record<string, Row>> = {
  cargo: manager(
    'packages of Rust',
    {
      ...looks('version help locate-project pkgid', '-v/--verbose -q/--quiet --workspace'),
      ...fetch('install fetch publish search update login add owner yank'),
      fmt: {
        options: '--all -q/--quiet -v/--verbose --check -p/--package: --manifest-path:edit --edition: --color:',
        operands: 'data',
        touches: [['modify', '**.rs', 'check']],
        // Behind two dashes stands what rustfmt is told: files to change, and where to write its settings.
        also: ({ operands }) => !operands.every(fits(/^--check$/)) && doubt('unknown-option', 'cargo fmt --'),
      },
      clean: {
        options:
          '-p/--package: --release --profile: --doc --target: --target-dir:deleteTree --manifest-path:edit -n/--dry-run',
        touches: [['delete', 'target/**', 'n']],
      },
    },
    // `+nightly` is the version that does it.
    {
      options: '-v/--verbose -q/--quiet',
      tells: '-v -V -h --list',
      helps: 'build check test run bench doc clippy fix package tree metadata vendor rustc rustdoc',
      words: ({ args }) => args.filter((arg) => !starts(/^\+/)(arg)),
    },
  ),
  go: manager(
    'packages of Go',
    {
      ...looks('version env help doc', '-m -v -json/--json -changed/--changed -all/--all -short/--short -src/--src -u'),
      // `-w` and `-u` change its settings.
      ...looks('env', '-json/--json -changed/--changed'),
      fmt: {
        options: '-n -x',
        operands: 'data',
        touches: [['modify', '**.go', 'n']],
        also: ({ operands }) => onEach('modify', operands.filter(starts(/^\/|^\.\./))),
      },
      ...fetch('get install mod work'),
    },
    { helps: 'build test run vet list generate install get' },
  ),
  ...alike('mvn gradle', { ...ofFiles('builds a project of Java', fetches), tells: '-v -V -h -version' }),
  dotnet: manager('builds a project of .NET', looks('help'), {
    always: ['network'],
    tells: '-v -V -h -version --info --list-sdks --list-runtimes',
    helps: 'build test run publish restore new clean pack add',
  }),
  ...alike(
    'nvm pyenv rbenv asdf nodenv',
    manager('versions of a language, each with its programs', {
      ...looks('versions version version-name which whence root prefix shims commands current ls where'),
      // What there is to be had is asked of a server.
      list: { operands: 'data', options: '', verbs: fetch('all') },
      ...fetch('install update plugin plugin-add'),
    }),
  ),
  rustup: manager('versions of Rust', {
    ...fetch('update install self'),
    ...alike('toolchain component target', {
      ...fetches,
      operands: 'data',
      verbs: looks('list', '--installed -v/--verbose -q/--quiet'),
    }),
    ...looks('which'),
  }),
  ...alike('make gmake ninja', { ...ofFiles('does what the files of a project say'), tells: '-v -h' }),
  ...builds('tox nox pytest ctest jest vitest mocha', 'runs the tests of a project'),
  ...builds(
    'rake just task bazel cmake meson ant sbt lein mix stack cabal swift xcodebuild',
    'builds and runs what files of a project say',
  ),
  ...builds(
    'tsx ts-node java javaw jshell scala kotlin groovy clojure elixir ghci runghc ocaml julia octave Rscript R gnuplot osascript',
    'runs code of its language',
  ),
  rush: {
    about: 'expressions of R over a table',
    runs: 'code',
    verbs: {
      run: { runs: 'code' },
      plot: {
        options:
          '-o/--output:overwrite --x/-x:variable --y/-y:variable --color:variable --fill:variable --size:variable --shape:variable --alpha:variable --group:variable --facets:variable --geom: --title: --subtitle: --xlab: --ylab: --height: -w/--width: --units: --dpi: -d/--delimiter: -H/--no-header -n/--dry-run -q',
        operands: 'read',
        // Columns, and what is made of one.
        also: ({ inRole }) =>
          !inRole('variable').every(fits(/^~?\w+$|^(?:factor|log|sqrt)\(\w+\)$/)) && doubt('inline-code', 'rush plot'),
      },
    },
  },
  // They go on with what they read.
  expect: { ...ofFiles('runs code of its language'), isDeaf: true, tells: '-v' },
  erl: { ...ofFiles('runs code of its language'), isDeaf: true, tells: '-version' },
  ...builds('volta', 'versions of a language, each with its programs'),
  eslint: {
    about: 'checks JavaScript; its settings are code',
    runs: 'files',
    options: '-o/--output-file:overwrite --cache-location:overwrite',
  },
}
