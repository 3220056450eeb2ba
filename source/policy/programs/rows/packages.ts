// Managers of packages and environments: verbs that only look, verbs that fetch, and the rest runs what files of a project say.
import { alike } from '../../among.ts'
import type { Row, Verb } from '../../grammar/row.ts'
import { fetch, fetches, further, looks, manager, ofFiles } from './kinds.ts'

const shownPackages =
  '-r/--recursive -w/--workspace-root --workspace: -g/--global -l/--long -a/--all -p/--parseable -s/--silent --depth: --json --prod/--production --dev --omit?'
const nodeFetches =
  'i install ci add update up publish view info search audit outdated login whoami ping exec x create init dlx unpublish deprecate token access team org star fund'

const node = (about: string, looking: string, more: Partial<Row> = {}): Row =>
  manager(
    about,
    {
      ...fetch(nodeFetches),
      ...looks(looking, shownPackages),
      ...alike('config c', further(looks('ls list get', shownPackages))),
      pkg: further(looks('get', shownPackages)),
    },
    {
      options: `${shownPackages} --prefix: -C/--dir/--cwd: -w/--workspace: --registry: --userconfig:read --globalconfig:read --loglevel:`,
      secret: /^(?:config|c) (?:get|set) .*(?:_auth|token|password)|^get .*(?:_auth|token|password)/i,
      ...more,
    },
  )

const pip: Verb = {
  runs: 'files',
  operands: 'data',
  options: '-v/--verbose -q/--quiet --no-color --no-input',
  verbs: {
    ...looks(
      'list show freeze check help debug',
      '-v/--verbose -q/--quiet -l/--local -f/--files --user --all --not-required --no-color --no-input --format?',
    ),
    config: further(looks('list get debug')),
    cache: further(looks('dir info list')),
    ...fetch('install download search wheel index'),
  },
}

const conda: Readonly<Record<string, Verb>> = {
  ...looks('list info'),
  ...fetch('install create update upgrade search'),
  env: further({ list: {}, ...fetch('create update') }),
}

export const packageRows: Readonly<Record<string, Row>> = {
  ...alike('pip pip3', { ...manager('packages of Python', {}), ...pip }),
  npm: node(
    'packages and scripts of a project',
    'ls list root prefix bin help explain why completion get',
    // Without a name it lists what there is to run.
    { tells: '-v -V -h run version', helps: 'run test start' },
  ),
  // Words that these two do not know are scripts of the project.
  yarn: node('packages and scripts of a project', 'why bin', { alone: ['network'] }),
  pnpm: node('packages and scripts of a project', 'ls list why root bin help licenses', { helps: 'run test start' }),
  ...alike('npx bunx', {
    ...ofFiles('runs a package, which it may fetch'),
    tells: '-v -V -h',
    options: '--no --no-install --offline -p/--package: -y/--yes',
    isPosix: true,
    also: ({ call: { name }, has }) =>
      !has('no', 'no-install', 'offline') && { kind: 'network', detail: name, isUnsure: true },
  }),
  gem: manager('packages of Ruby', {
    ...looks(
      'list env environment help which contents',
      '-l/--local -d/--details -a/--all -i/--installed --exact --versions --no-versions',
    ),
    ...fetch('install update fetch push search'),
  }),
  // Its other words run the Gemfile.
  bundle: manager(
    'packages of a project of Ruby',
    {
      ...looks('version help'),
      config: { verbs: { ...looks('list get'), set: further({}) } },
      ...fetch('install update add'),
    },
    { alone: ['network'] },
  ),
  composer: manager('packages of PHP', {
    ...looks(
      'show list about help',
      '-i/--installed -t/--tree -D/--direct -N/--name-only -P/--path -q -n/--no-interaction --no-ansi --no-plugins',
    ),
    ...fetch('install update require'),
  }),
  uv: manager('packages and environments of Python', {
    ...fetch('sync add lock self'),
    ...alike('tool python', {
      ...fetches,
      operands: 'data',
      verbs: looks(
        'list dir find',
        '-v/--verbose -q/--quiet --show-paths --show-version-specifiers --show-with --bin --only-installed --all-versions --all-platforms --output-format:',
      ),
    }),
    run: fetches,
    cache: further(looks('dir')),
    version: { options: '--short --output-format:', operands: 'data', runs: 'files' },
    pip: further({ ...looks('list show freeze check tree'), ...fetch('install sync compile download') }),
  }),
  poetry: manager(
    'packages and environments of Python',
    {
      ...looks('show', '-t/--tree -T/--top-level -a/--all -v -q --why --with: --without: --only: --no-ansi'),
      ...looks('check'),
      // A word behind it is the new one.
      version: { options: '-s/--short', operands: 'edit' },
      ...fetch('install add update lock publish self search'),
      env: further(looks('info list')),
    },
    { helps: 'run' },
  ),
  conda: manager('packages and environments', conda),
  mamba: manager('packages and environments', conda),
  pipenv: manager('packages and environments of Python', fetch('install update lock sync upgrade'), {
    tells: '--venv --where --py -h',
  }),
  bun: manager('runs and packs JavaScript', {
    ...fetch('add install i update upgrade x create publish outdated'),
    pm: further(looks('ls bin hash', '--all -g/--global --json')),
  }),
  deno: manager('runs JavaScript', fetch('add install i update upgrade publish outdated cache')),
}
