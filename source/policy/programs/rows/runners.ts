// Builders, test runners and interpreters: what they run stands in files.
import { alike } from '../../among.ts'
import { doubt } from '../../grammar/analysis.ts'
import type { Row } from '../../grammar/row.ts'
import { fits } from '../../model/value.ts'
import { ofFiles } from './kinds.ts'

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

export const runnerRows: Readonly<Record<string, Row>> = {
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
