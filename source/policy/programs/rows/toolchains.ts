// Tools of a language, that build, fetch and look after themselves.
import { alike } from '../../among.ts'
import { doubt, onEach } from '../../grammar/analysis.ts'
import { fits, starts } from '../../model/value.ts'
import type { Row } from '../../grammar/row.ts'
import { fetch, fetches, looks, manager, ofFiles } from './kinds.ts'

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
      words: ({ args }) => args.filter((arg) => !starts(/^\+/)(arg)),
    },
  ),
  go: manager('packages of Go', {
    ...looks('version env help doc', '-m -v -json/--json -changed/--changed -all/--all -short/--short -src/--src -u'),
    fmt: {
      options: '-n -x',
      operands: 'data',
      touches: [['modify', '**.go', 'n']],
      also: ({ operands }) => onEach('modify', operands.filter(starts(/^\/|^\.\./))),
    },
    ...fetch('get install mod work'),
  }),
  ...alike('mvn gradle', { ...ofFiles('builds a project of Java', fetches), tells: '-v -V -h -version' }),
  dotnet: manager('builds a project of .NET', looks('help'), {
    always: ['network'],
    tells: '-v -V -h -version --info --list-sdks --list-runtimes',
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
}
