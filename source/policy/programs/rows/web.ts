// Programs around JavaScript: builders whose settings are code, formatters, wrappers, servers.
import type { Row, Verb } from '../../grammar/row.ts'
import { fetches, named, ofFiles } from './kinds.ts'

const placed = { options: '-o/--out/--outDir/--out-dir/--output/--output-path/--dir/--dist-dir:overwriteTree' } as const

const biome: Verb = {
  options:
    '--write/--fix/--apply --unsafe --staged --changed --since: --only: --skip: --config-path:read --colors: --verbose --max-diagnostics: --diagnostic-level: --error-on-warnings --no-errors-on-unmatched --log-level: --log-kind: --reporter: --files-ignore-unknown: --formatter-enabled: --linter-enabled: --stdin-file-path: --indent-style: --indent-width: --line-width:',
  operands: 'read',
}

export const webRows: Readonly<Record<string, Row>> = {
  vite: ofFiles('builds and serves a site; its settings are code', ['vite', 'vite build', 'vite preview'], {
    ...placed,
    examples: {
      allow: ['vite --version'],
      ask: ['vite', 'vite build --mode x'],
      deny: ['vite build --outDir /srv/app'],
    },
  }),
  webpack: ofFiles('builds a program; its settings are code', ['webpack'], {
    ...placed,
    examples: { allow: ['webpack --version'], ask: ['webpack --mode production'], deny: ['webpack -o /srv/app'] },
  }),
  rollup: ofFiles('builds a program; its settings are code', ['rollup -c'], {
    options: '-o/--file:overwrite -d/--dir:overwriteTree',
    examples: { allow: ['rollup --version'], ask: ['rollup -c'], deny: ['rollup a.js -o /srv/app/a.js'] },
  }),
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
    examples: {
      allow: ['esbuild src/a.ts --bundle --minify --outfile=dist/a.js', 'esbuild a.ts'],
      ask: ['esbuild --plugin=x a.ts', 'esbuild --serve a.ts'],
      deny: ['esbuild a.ts --outfile=/srv/app/a.js', 'esbuild a.ts --bundle --outdir=/srv/app'],
    },
  },
  terser: {
    about: 'makes JavaScript small',
    options:
      '-p/--parse: -c/--compress? -m/--mangle? --mangle-props? -f/--format: -b/--beautify: -o/--output:overwrite --comments? --config-file:read -d/--define: --ecma: -e/--enclose? --ie8 --keep-classnames --keep-fnames --module --name-cache:overwrite --rename --no-rename --safari10 --source-map? --timings --toplevel --wrap: -V -h',
    operands: 'read',
    examples: {
      allow: ['terser a.js -o a.min.js', 'terser --compress=x --mangle=y -- a.js'],
      ask: ['terser --run x a.js'],
      deny: ['terser a.js -o ~/diary.md'],
    },
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
    examples: {
      allow: ['oxfmt --version'],
      ask: ['oxfmt', 'oxfmt src', 'oxfmt --check'],
      deny: ['oxfmt /srv/app/a.ts'],
    },
  },
  prettier: ofFiles('formats files of a project; its settings may be code', ['prettier --check .'], {
    options:
      '-w/--write -c/--check -l/--list-different --config:read --no-config --no-editorconfig --ignore-path:read --plugin:script --log-level: --loglevel: --parser: --tab-width: --use-tabs --print-width: --single-quote --no-semi --trailing-comma: --end-of-line: --prose-wrap: --cache --cache-location:overwrite --cache-strategy: --stdin-filepath: --no-error-on-unmatched-pattern -u/--ignore-unknown --no-color --color --with-node-modules --find-config-path: --file-info: --support-info',
    operands: 'read',
    instead: [['w', 'edit']],
    examples: {
      allow: ['prettier --version'],
      ask: ['prettier --check src', 'prettier -w .', 'prettier --write src'],
      deny: ['prettier --write /srv/app/a.ts', 'prettier -w config/tos.json'],
    },
  }),
  biome: {
    about: 'checks and formats files of a project',
    verbs: {
      check: { ...biome, instead: [['write', 'edit']] },
      lint: { ...biome, instead: [['write', 'edit']] },
      format: { ...biome, instead: [['write', 'edit']] },
      ci: biome,
      rage: {},
      explain: { operands: 'data' },
      init: { touches: [['create', 'biome.json']] },
    },
    examples: {
      allow: ['biome check src', 'biome format --write src', 'biome ci'],
      ask: ['biome migrate --write', 'biome format --write .', 'biome lint --run x'],
      deny: ['biome format --write /srv/app'],
    },
  },
  rimraf: {
    about: 'deletes files and trees',
    options:
      '-f/--force -g/--glob --no-glob -v/--verbose --no-verbose -V -I --preserve-root --no-preserve-root --max-retries: --backoff: -i/--interactive --no-interactive --impl: -h',
    operands: 'deleteTree',
    examples: {
      allow: ['rimraf dist build'],
      ask: ['rimraf --tmp=/tmp x', 'rimraf "$x"'],
      deny: ['rimraf ../other', 'rimraf ~'],
    },
  },
  mkdirp: {
    about: 'makes folders',
    options: '-m/--mode: -p/--print --manual --verbose -V -h',
    operands: 'create',
    examples: { allow: ['mkdirp a/b/c'], ask: ['mkdirp --run x'] },
  },
  'cross-env': {
    about: 'sets variables for a command',
    command: 'assigned',
    examples: {
      allow: ['cross-env NODE_ENV=production ls'],
      ask: ['cross-env A=b node x.js', 'cross-env NODE_OPTIONS=--require=./x ls'],
      deny: ['cross-env A=b rm ~/diary.md'],
    },
  },
  c8: ofFiles('counts what a command reaches', ['c8 node x.js'], {
    command: 'words',
    options:
      '-r/--reporter: -o/--reports-dir/--report-dir:overwriteTree --all --src: -x/--exclude: -n/--include: --check-coverage --lines: --functions: --branches: --temp-directory:overwriteTree',
    examples: {
      allow: ['c8 --version'],
      ask: ['c8 npm test', 'c8 ls'],
      deny: ['c8 rm ~/diary.md', 'c8 -o /srv/app npm test'],
    },
  }),
  nyc: ofFiles('counts what a command reaches', ['nyc npm test'], {
    command: 'words',
    options:
      '--reporter: --report-dir:overwriteTree --temp-dir:overwriteTree --all --include: --exclude: --check-coverage',
    examples: { allow: ['nyc --version'], ask: ['nyc npm test'], deny: ['nyc rm ~/diary.md'] },
  }),
  serve: ofFiles('serves a folder', ['serve dist'], fetches),
  'http-server': ofFiles('serves a folder', ['http-server .'], fetches),
  'live-server': ofFiles('serves a folder', ['live-server'], fetches),
  servewd: {
    about: 'serves the working folder',
    always: ['network'],
    operands: 'data',
    examples: { allow: ['servewd --help'], ask: ['servewd 9999'] },
  },
  gemini: ofFiles('an agent that does what a model says', ['gemini', "gemini -p 'x'"], fetches),
  'agent-tui': ofFiles('drives programs with a screen', ['agent-tui run x'], {
    operands: 'data',
    verbs: { run: { runs: 'files' }, sessions: { runs: 'files' }, screenshot: { runs: 'files' } },
  }),
  agy: ofFiles('an agent that does what a model says', ['agy'], fetches),
  e2b: ofFiles('machines in the cloud', ['e2b sandbox list'], fetches),
  degit: ofFiles('fetches a template', ['degit x/y z'], fetches),
}
