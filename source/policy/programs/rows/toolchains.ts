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
    ['-V', 'pkgid', 'fmt --all --check', 'fmt -- --check', 'clean'],
    ['build', 'install x', '+nightly install x', 'fmt -- --config-path x'],
    // `+nightly` is the version that does it.
    {
      options: '-v/--verbose -q/--quiet',
      tells: '-v -V -h --list',
      words: ({ args }) => args.filter((arg) => !starts(/^\+/)(arg)),
    },
  ),
  go: manager(
    'packages of Go',
    {
      ...looks('version env help doc', '-m -v -json/--json -changed/--changed -all/--all -short/--short -src/--src -u'),
      fmt: {
        options: '-n -x',
        operands: 'data',
        touches: [['modify', '**.go', 'n']],
        also: ({ operands }) => onEach('modify', operands.filter(starts(/^\/|^\.\./))),
      },
      ...fetch('get install mod work'),
    },
    ['version', 'env GOPATH', 'fmt ./...'],
    ['build', 'env -w A=b', 'get x', 'fmt -mod=x'],
    { deny: ['fmt /srv/app/a.go'] },
  ),
  ...alike('mvn gradle', { ...ofFiles('builds a project of Java', ['test'], fetches), tells: '-v -V -h -version' }),
  dotnet: manager('builds a project of .NET', looks('help'), ['help'], ['build'], {
    always: ['network'],
    tells: '-v -V -h -version --info --list-sdks --list-runtimes',
  }),
  ...alike(
    'nvm pyenv rbenv asdf nodenv',
    manager(
      'versions of a language, each with its programs',
      {
        ...looks('versions version version-name which whence root prefix shims commands current ls where'),
        // What there is to be had is asked of a server.
        list: { operands: 'data', options: '', verbs: fetch('all') },
        ...fetch('install update plugin plugin-add'),
      },
      ['versions', 'which python'],
      ['exec x', 'install 3.12', 'shell 3.12'],
    ),
  ),
  rustup: manager(
    'versions of Rust',
    {
      ...fetch('update install self'),
      ...alike('toolchain component target', {
        ...fetches,
        operands: 'data',
        verbs: looks('list', '--installed -v/--verbose -q/--quiet'),
      }),
      ...looks('which'),
    },
    ['-V', 'target list --installed', 'which cargo'],
    ['component add clippy', 'update', 'show'],
  ),
}
