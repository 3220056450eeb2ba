// Programs around JavaScript: builders whose settings are code, formatters, wrappers, servers.
import { alike } from '../../among.ts'
import type { Row, Verb } from '../../grammar/row.ts'
import { fetches, named, ofFiles } from './kinds.ts'

const placed = { options: '-o/--out/--outDir/--out-dir/--output/--output-path/--dir/--dist-dir:overwriteTree' } as const

const biome: Verb = {
  options:
    '--write/--fix/--apply --unsafe --staged --changed --since: --only: --skip: --config-path:read --colors: --verbose --max-diagnostics: --diagnostic-level: --error-on-warnings --no-errors-on-unmatched --log-level: --log-kind: --reporter: --files-ignore-unknown: --formatter-enabled: --linter-enabled: --assist-enabled: --enforce-assist: --format-with-errors: --vcs-enabled: --stdin-file-path: --indent-style: --indent-width: --line-width:',
  operands: 'read',
}

export const webRows: Readonly<Record<string, Row>> = {
  vite: ofFiles('builds and serves a site; its settings are code', placed),
  webpack: ofFiles('builds a program; its settings are code', placed),
  rollup: ofFiles('builds a program; its settings are code', { options: '-o/--file:overwrite -d/--dir:overwriteTree' }),
  ...named(
    'vitepress rolldown parcel turbo nx lerna tsup tsdown next nuxt astro remix react-router gatsby ng storybook',
    'builds and serves what a project says; its settings are code',
  ),
  ...named(
    'svelte-check vue-tsc stylelint oxlint dprint markdownlint markdownlint-cli2 commitlint lint-staged postcss tailwindcss svgo knip',
    'checks or changes files by settings that may hold code',
  ),
  ...named('playwright cypress ava tap', 'runs the tests of a project'),
  ...named(
    'husky changeset semantic-release nodemon pm2 concurrently npm-run-all run-s run-p',
    'runs scripts of a project',
  ),
  esbuild: {
    about: 'bundles JavaScript',
    options:
      '--bundle --define: --external: --format: --loader: --minify --minify-whitespace --minify-identifiers --minify-syntax --outdir:overwriteTree --outfile:overwrite --metafile:overwrite --mangle-cache:overwrite --packages: --platform: --serve?network --serve-dir: --sourcemap? --splitting --target: --watch? --abs-working-dir: --alias: --allow-overwrite --analyze? --asset-names: --banner: --charset: --chunk-names: --color? --drop: --entry-names: --footer: --global-name: --ignore-annotations --inject: --jsx: --jsx-dev --jsx-factory: --jsx-fragment: --jsx-import-source: --keep-names --legal-comments: --line-limit: --log-level: --log-limit: --main-fields: --out-extension: --outbase: --preserve-symlinks --public-path: --pure: --resolve-extensions: --source-root: --sourcefile: --supported: --tree-shaking: --tsconfig:read --tsconfig-raw:',
    flags: { serve: ['network'] },
    operands: 'read',
  },
  terser: {
    about: 'makes JavaScript small',
    options:
      '-p/--parse: -c/--compress? -m/--mangle? --mangle-props? -f/--format: -b/--beautify: -o/--output:overwrite --comments? --config-file:read -d/--define: --ecma: -e/--enclose? --ie8 --keep-classnames --keep-fnames --module --name-cache:overwrite --rename --no-rename --safari10 --source-map? --timings --toplevel --wrap: -V -h',
    operands: 'read',
  },
  oxfmt: {
    about: 'formats files of a project, in place unless it only checks; its settings may be code',
    runs: 'files',
    fallback: ['.'],
    options:
      '--check --list-different -c/--config:read --ignore-path:read --threads: --no-error-on-unmatched-pattern --with-node-modules --init',
    operands: 'edit',
    instead: [
      ['check', 'read'],
      ['list-different', 'read'],
    ],
  },
  prettier: ofFiles('formats files of a project; its settings may be code', {
    options:
      '-w/--write -c/--check -l/--list-different --config:read --no-config --no-editorconfig --ignore-path:read --plugin:script --log-level: --loglevel: --parser: --tab-width: --use-tabs --print-width: --single-quote --no-semi --trailing-comma: --end-of-line: --prose-wrap: --cache --cache-location:overwrite --cache-strategy: --stdin-filepath: --no-error-on-unmatched-pattern -u/--ignore-unknown --no-color --color --with-node-modules --find-config-path: --file-info: --support-info',
    operands: 'read',
    instead: [['w', 'edit']],
  }),
  biome: {
    about: 'checks and formats files of a project',
    verbs: {
      ...alike('check lint format', { ...biome, fallback: ['.'], instead: [['write', 'edit']] }),
      ci: biome,
      rage: {},
      explain: { operands: 'data' },
      init: { touches: [['create', 'biome.json']] },
    },
  },
  rimraf: {
    about: 'deletes files and trees',
    options:
      '-f/--force -g/--glob --no-glob -v/--verbose --no-verbose -V -I --preserve-root --no-preserve-root --max-retries: --backoff: -i/--interactive --no-interactive --impl: -h',
    operands: 'deleteTree',
  },
  mkdirp: { about: 'makes folders', options: '-m/--mode: -p/--print --manual --verbose -V -h', operands: 'create' },
  'cross-env': { about: 'sets variables for a command', command: 'assigned' },
  c8: ofFiles('counts what a command reaches', {
    command: 'words',
    options:
      '-r/--reporter: -o/--reports-dir/--report-dir:overwriteTree --all --src: -x/--exclude: -n/--include: --check-coverage --lines: --functions: --branches: --temp-directory:overwriteTree',
  }),
  nyc: ofFiles('counts what a command reaches', {
    command: 'words',
    options:
      '--reporter: --report-dir:overwriteTree --temp-dir:overwriteTree --all --include: --exclude: --check-coverage',
  }),
  serve: ofFiles('serves a folder', fetches),
  'http-server': ofFiles('serves a folder', fetches),
  'live-server': ofFiles('serves a folder', fetches),
  servewd: { about: 'serves the working folder', always: ['network'], operands: 'data' },
  gemini: ofFiles('an agent that does what a model says', fetches),
  'agent-tui': ofFiles('drives programs with a screen', {
    operands: 'data',
    verbs: { run: { runs: 'files' }, sessions: { runs: 'files' }, screenshot: { runs: 'files' } },
  }),
  agy: ofFiles('an agent that does what a model says', fetches),
  e2b: ofFiles('machines in the cloud', fetches),
  degit: ofFiles('fetches a template', fetches),
}
