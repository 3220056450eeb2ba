// Builders, test runners, interpreters and managers of environments: what they run stands in files, or comes over the network.
import type { Row, Verb } from '../../grammar/row.ts'
import { fetches, rowsOf } from './kinds.ts'

function each(names: string, option: string): Record<string, string> {
  return Object.fromEntries(names.split(' ').map((name) => [name, option]))
}
const looks: Verb = { operands: 'data' }

/** The short option that alone prints the version; of others `-v` is louder and runs (`pytest -v`). */
const versions: Readonly<Record<string, string>> = {
  ...each('pytest rake just sbt cabal gnuplot mocha', '-V'),
  ...each('jest vitest tsx ts-node julia octave lein groovy elixir ocaml expect meson mix nvm pyenv rbenv volta', '-v'),
  ...each('java javaw scala kotlin ant', '-version'),
}

const builds = (names: string, about: string): Record<string, Row> =>
  Object.fromEntries(
    names.split(' ').map((name): [string, Row] => {
      const version = versions[name]
      const examples = { allow: [`${name} --version`, `${name} -h`], ask: [name, `${name} x`] }
      return [name, { about, runs: 'files', tells: `-h ${version ?? ''}`.trim(), examples }]
    }),
  )

/** Verbs that fetch, that look and that run what files say. */
const manager = (about: string, verbs: Readonly<Record<string, Verb>>, examples: Row['examples']): Row => ({
  about,
  runs: 'files',
  operands: 'data',
  // Without a verb they say how they are called.
  tells: '-v -V -h',
  verbs,
  examples,
})
const all = (names: string, verb: Verb): Record<string, Verb> =>
  Object.fromEntries(names.split(' ').map((name) => [name, verb]))

const conda: Readonly<Record<string, Verb>> = {
  ...all('list info', looks),
  ...all('install create update upgrade search', fetches),
  env: { runs: 'files', operands: 'data', verbs: { list: {}, ...all('create update', fetches) } },
}

export const runnerRows: Readonly<Record<string, Row>> = rowsOf({
  ...builds('tox nox pytest ctest jest vitest mocha', 'runs the tests of a project'),
  ...builds(
    'rake just task bazel cmake meson ant sbt lein mix stack cabal swift xcodebuild',
    'builds and runs what files of a project say',
  ),
  ...builds(
    'tsx ts-node java javaw jshell scala kotlin groovy clojure erl elixir ghci runghc ocaml julia octave Rscript R gnuplot expect osascript',
    'runs code of its language',
  ),
  ...builds('nvm pyenv rbenv asdf volta', 'versions of a language, each with its programs'),
  eslint: {
    about: 'checks JavaScript; its settings are code',
    runs: 'files',
    options: '-o/--output-file:overwrite --cache-location:overwrite',
    example: '--version',
    ask: ['src'],
    deny: ['-o /srv/app/x src'],
  },
  uv: manager(
    'packages and environments of Python',
    {
      ...all('sync add lock tool self python', fetches),
      run: fetches,
      pip: {
        runs: 'files',
        operands: 'data',
        verbs: { ...all('list show freeze check tree', looks), ...all('install sync compile download', fetches) },
      },
    },
    {
      allow: ['uv --version', 'uv pip list', 'uv pip show numpy'],
      ask: ['uv run x', 'uv sync', 'uv pip install x', 'uv pip list --x', 'uv venv'],
    },
  ),
  poetry: manager(
    'packages and environments of Python',
    {
      ...all('show check version', looks),
      ...all('install add update lock publish self search', fetches),
      env: { runs: 'files', operands: 'data', verbs: all('info list', looks) },
    },
    {
      allow: ['poetry --version', 'poetry show', 'poetry env info'],
      ask: ['poetry run pytest', 'poetry install', 'poetry show --x'],
    },
  ),
  conda: manager('packages and environments', conda, {
    allow: ['conda --version', 'conda list', 'conda env list'],
    ask: ['conda install x', 'conda env create', 'conda activate x', 'conda list --x'],
  }),
  mamba: manager('packages and environments', conda, {
    allow: ['mamba list'],
    ask: ['mamba install x', 'mamba run x'],
  }),
  pipenv: manager('packages and environments of Python', all('install update lock sync upgrade', fetches), {
    allow: ['pipenv --version'],
    ask: ['pipenv install', 'pipenv run x'],
  }),
  rustup: manager('versions of Rust', all('update install toolchain component target self', fetches), {
    allow: ['rustup --version', 'rustup -V'],
    ask: ['rustup component add clippy', 'rustup update', 'rustup show'],
  }),
  bun: manager('runs and packs JavaScript', all('add install i update upgrade x create publish outdated', fetches), {
    allow: ['bun --version'],
    ask: ['bun add x', 'bun run build', 'bun x.ts'],
  }),
  deno: manager('runs JavaScript', all('add install i update upgrade publish outdated cache', fetches), {
    allow: ['deno --version'],
    ask: ['deno add x', 'deno run x.ts', 'deno task x'],
  }),
})
