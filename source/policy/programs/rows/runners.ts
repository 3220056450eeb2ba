// Builders, test runners, interpreters and managers of environments: what they run stands in files, or comes over the network.
import { alike } from '../../among.ts'
import type { Row, Verb } from '../../grammar/row.ts'
import { fetches, ofFiles } from './kinds.ts'

const looks: Verb = { operands: 'data' }

/** The short option that alone prints the version; of others `-v` is louder and runs (`pytest -v`). */
const versions: Readonly<Record<string, string>> = {
  ...alike('pytest rake just sbt cabal gnuplot mocha', '-V'),
  ...alike(
    'jest vitest tsx ts-node julia octave lein groovy elixir ocaml expect meson mix nvm pyenv rbenv volta',
    '-v',
  ),
  ...alike('java javaw scala kotlin ant erl', '-version'),
}

const builds = (names: string, about: string): Record<string, Row> =>
  Object.fromEntries(
    names
      .split(' ')
      .map((name): [string, Row] => [
        name,
        { ...ofFiles(about, ['', 'x']), tells: `-h ${versions[name] ?? ''}`.trim(), allow: ['--version', '-h'] },
      ]),
  )

/** Verbs that fetch, that look and that run what files say. */
const manager = (
  about: string,
  verbs: Readonly<Record<string, Verb>>,
  allow: readonly string[],
  ask: readonly string[],
): Row => ({
  ...ofFiles(about, ask),
  operands: 'data',
  // Without a verb they say how they are called.
  tells: '-v -V -h',
  verbs,
  allow,
})

const conda: Readonly<Record<string, Verb>> = {
  ...alike('list info', looks),
  ...alike('install create update upgrade search', fetches),
  env: { runs: 'files', operands: 'data', verbs: { list: {}, ...alike('create update', fetches) } },
}

export const runnerRows: Readonly<Record<string, Row>> = {
  ...builds('tox nox pytest ctest jest vitest mocha', 'runs the tests of a project'),
  ...builds(
    'rake just task bazel cmake meson ant sbt lein mix stack cabal swift xcodebuild',
    'builds and runs what files of a project say',
  ),
  ...builds(
    'tsx ts-node java javaw jshell scala kotlin groovy clojure erl elixir ghci runghc ocaml julia octave Rscript R gnuplot expect osascript',
    'runs code of its language',
  ),
  ...builds('volta', 'versions of a language, each with its programs'),
  ...alike('nvm pyenv rbenv asdf nodenv', {
    ...manager(
      'versions of a language, each with its programs',
      {
        ...alike('versions version version-name which whence root prefix shims commands current ls list where', looks),
        ...alike('install update plugin plugin-add', fetches),
      },
      ['--version', 'versions', 'which python'],
      ['exec x', 'install 3.12', 'shell 3.12'],
    ),
  }),
  eslint: {
    about: 'checks JavaScript; its settings are code',
    runs: 'files',
    options: '-o/--output-file:overwrite --cache-location:overwrite',
    allow: '--version',
    ask: ['src'],
    deny: ['-o /srv/app/x src'],
  },
  uv: manager(
    'packages and environments of Python',
    {
      ...alike('sync add lock tool self python', fetches),
      run: fetches,
      pip: {
        runs: 'files',
        operands: 'data',
        verbs: { ...alike('list show freeze check tree', looks), ...alike('install sync compile download', fetches) },
      },
    },
    ['--version', 'pip list', 'pip show numpy'],
    ['run x', 'sync', 'pip install x', 'pip list --x', 'venv'],
  ),
  poetry: manager(
    'packages and environments of Python',
    {
      show: {
        options: '-t/--tree -T/--top-level -a/--all -v -q --why --with: --without: --only: --no-ansi',
        operands: 'data',
      },
      ...alike('check version', looks),
      ...alike('install add update lock publish self search', fetches),
      env: { runs: 'files', operands: 'data', verbs: alike('info list', looks) },
    },
    ['--version', 'show --tree', 'env info'],
    ['run pytest', 'install', 'show --x'],
  ),
  conda: manager(
    'packages and environments',
    conda,
    ['--version', 'list', 'env list'],
    ['install x', 'env create', 'activate x', 'list --x'],
  ),
  mamba: manager('packages and environments', conda, ['list'], ['install x', 'run x']),
  pipenv: manager(
    'packages and environments of Python',
    alike('install update lock sync upgrade', fetches),
    ['--version'],
    ['install', 'run x'],
  ),
  rustup: manager(
    'versions of Rust',
    alike('update install toolchain component target self', fetches),
    ['--version', '-V'],
    ['component add clippy', 'update', 'show'],
  ),
  bun: manager(
    'runs and packs JavaScript',
    alike('add install i update upgrade x create publish outdated', fetches),
    ['--version'],
    ['add x', 'run build', 'x.ts'],
  ),
  deno: manager(
    'runs JavaScript',
    alike('add install i update upgrade publish outdated cache', fetches),
    ['--version'],
    ['add x', 'run x.ts', 'task x'],
  ),
}
