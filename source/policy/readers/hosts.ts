// Programs that are told by plain words what to do on other hosts, and do some of it here: gh, hub, helm, ansible.
import { fits, literal, show, type Value } from '../model/value.ts'
import { act, doubt, onEach, onPath, shell } from '../grammar/analysis.ts'
import { reader, type Reader } from '../grammar/reader.ts'
import { otherwise, when } from '../grammar/effects.ts'
import type { Row, Verb } from '../grammar/row.ts'
import { git } from './git/git.ts'
import { alike, among, names } from '../among.ts'

/** Verbs of gh that give up a branch, a tag or a repository, and the options that make them do so. */
const losing: readonly (readonly [verb: string, option: RegExp | null])[] = [
  [' repo delete ', null],
  [' repo sync ', /^--force$/],
  [' pr checkout ', /^(?:-f|--force)$/],
  [' pr merge ', /^(?:-d|--delete-branch)$/],
  [' pr close ', /^(?:-d|--delete-branch)$/],
  [' release delete ', /^--cleanup-tag$/],
  [' api ', /^(?:-X=?|--method=)?(?:DELETE|PATCH|PUT)$/i],
  // What a query is to change there.
  [' api graphql ', /\b(?:delete|update)Refs?\b|\bdeleteRepository\b/i],
  [' pr update-branch ', /^--rebase$/],
]
function givesUp(words: readonly string[]): boolean {
  const said = ` ${words.filter((word) => !word.startsWith('-')).join(' ')} `
  return losing.some(
    ([verb, option]) => said.includes(verb) && (option === null || words.some((word) => option.test(word))),
  )
}

/** Any word may name a file that it sends or writes. */
const reaches = { isOpen: true, always: ['network'], isPosix: false, operands: 'data' } as const satisfies Verb

/** Of themselves, or of files of the project. */
const tells = (words: string, operands: 'data' | 'read') =>
  alike(words, { isOpen: true, isTame: true, operands } as const satisfies Verb)

const gh: Row = {
  about: 'what stands on a server of code',
  ...reaches,
  verbs: tells('version completion help', 'data'),
  tells: '-V',
  said: [
    when(/(?:^| )repo (?:archive|edit|rename|set-default)(?: |$)/, 'git-config'),
    when(/(?:^| )auth (?:setup-git|login)(?: |$)/, 'git-config modify:~/.gitconfig'),
    when(
      /(?:^| )(?:auth (?:logout|refresh|switch)|config set|alias delete|ext(?:ension)? remove)(?: |$)/,
      'modify:~/.config/gh/config.yml',
    ),
    when(/(?:^| )(?:(?:extensions?|ext) (?:exec|install|upgrade)|alias (?:set|import))(?: |$)/, 'script'),
    when(
      /(?:^| )(?:(?:repo|gist) clone|repo fork|(?:run|release|at|attestation) download|pr checkout|cs cp|codespace cp) /,
      'create:.',
    ),
    // Any other word is an alias or an extension.
    when(
      /^(?!(?:-\S* )*(?:-\S*$|$|(?:auth|browse|codespace|cs|gist|issue|org|pr|project|release|repo|cache|run|workflow|alias|api|attestation|at|config|extensions?|ext|gpg-key|label|preview|ruleset|rs|search|secret|ssh-key|status|variable|help|version|completion)(?: |$)))/,
      'script',
    ),
    otherwise(''),
  ],
  secret: /^(?:auth (?:token|git-credential|status .*(?:-t|--show-token))|config get (?:\S+ ){0,3}oauth_token)/,
  also: ({ call: { args } }) => [
    givesUp(args.map(show)) && act('git-loss', 'gh'),
    args.some(fits(/^(?:clone|fork)$/)) && args.some(fits(/^--$/)) && doubt('unknown-option', 'gh --'),
  ],
}

const helm: Row = {
  about: 'programs of a cluster',
  ...reaches,
  options:
    '--post-renderer:program --kubeconfig:script -f/--values:fetched --registry-config:read --repository-config:script',
  said: [
    when(/^(?:create|package|pull|fetch|dependency|dep|dependencies) |(?:^| )--output-dir/, 'create:.'),
    when(/^plugin (?:install|update)/, 'script'),
    when(/^(?:plugin uninstall|repo (?:add|remove|rm|update|up)) /, 'modify:~/.config/helm'),
    otherwise(''),
  ],
  verbs: tells('version lint env help completion', 'read'),
}

const setup = /^(?:[\w.]+\.)?(?:setup|gather_facts|env|slurp|debug|set_fact)$/
const started = /^(?:ansible\.\w+\.)?(?:command|shell|raw|script)$/

/** A module does its work on the hosts that are named; this one may be among them. */
const ansible = reader(
  '-m/--module-name: -a/--args: -i/--inventory:script -M/--module-path:script --vault-password-file/--vault-pass-file:script --private-key/--key-file:read -e/--extra-vars: -c/--connection: -u/--user: -b/--become -K -k -l/--limit: -f/--forks: -o/--one-line -v -vv -vvv -C/--check -D/--diff -t/--tree:createTree -B: -P: --list-hosts --become-user: --become-method: --playbook-dir:',
  ({ valueOf, has }) => {
    if (has('list-hosts')) return act('network', 'ansible')
    const [module, args] = [valueOf('m'), valueOf('a') ?? []]
    const name = module === null ? 'command' : literal(module)
    const isSecret = name === null || setup.test(name)
    return [
      act('network', 'ansible'),
      has('b') && act('privilege', 'ansible --become'),
      isSecret && act('secret', `ansible -m ${name ?? ''}`),
      name !== null && started.test(name) ? shell(args) : doubt('opaque-script', 'ansible -m'),
      // What stands in braces is worked out first.
      show(args).includes('{{') && doubt('inline-code', 'ansible -a'),
    ]
  },
)

const playbook = reader(
  '-i/--inventory:script -M/--module-path:script --vault-password-file/--vault-pass-file:script --private-key/--key-file:read -e/--extra-vars: -c/--connection: -u/--user: -b/--become -l/--limit: -t/--tags: --skip-tags: -C/--check -D/--diff -f/--forks: -v -vv -vvv --syntax-check --list-tasks --list-hosts --list-tags',
  ({ operands, has }) => [
    onEach('read', operands),
    !has('syntax-check', 'list-tasks', 'list-hosts', 'list-tags') && [
      act('network', 'ansible-playbook'),
      doubt('opaque-script', 'ansible-playbook'),
    ],
  ],
)

// docker, podman and kubectl: their service may do anything on the machine, unless the call only fetches, builds or looks.

const compose = String.raw`compose(?:[ ](?:(?:-f|-p|--file|--project-name|--profile|--project-directory)[ =](?!\S*:)\S+|--ansi[ =]\S+))*[ ]`
const called = { before: '^', after: '(?: |$)' }
/** Calls that give a container nothing of the machine: they fetch, or build by the project's files. */
const apart = among(
  `pull build search top history image[ ]history buildx[ ](?:ls|du|version|build|imagetools[ ]inspect) manifest[ ]inspect ${compose}(?:version|build|pull|config)`,
  called,
)
/** Looks at what runs and lies here. */
const looks = among(
  String.raw`
    images ps logs version info stats port diff system[ ](?:df|info|events)
    (?:network|volume|image|container|context|builder)[ ](?:ls|list|du|show) ${compose}(?:ps|ls|logs|top|images|port)`,
  called,
)
/** Of `run`, that give it neither folders, devices, other namespaces nor rights. */
const plain = /^(?:-[itd]+|--rm|--init|--name(?:=.*)?|-p\d[\d:]*|--detach|--interactive|--tty)$/
const valued = names('--name -p -w --workdir --entrypoint -e --env --platform -v --volume')

/** Folders of the project that it is given; null: something else of the machine. */
function mounts(words: readonly (string | null)[], folder: string | null): Value[] | null {
  const named = words.flatMap((word, i) => (/^(?:-v|--volume)$/.test(words[i - 1] ?? '') ? [word] : []))
  const sources = named.map((word) => /^([^:]+):[^:]+(?::[a-zA-Z,]+)?$/.exec(word ?? '')?.[1] ?? null)
  const isOwn = (path: string | null): path is string =>
    path !== null &&
    !path.split('/').includes('..') &&
    (path.startsWith('.') || (folder !== null && (path === folder || path.startsWith(`${folder}/`))))
  return sources.every(isOwn) ? sources.map((path) => [path]) : null
}

function isPlainRun(words: readonly (string | null)[]): boolean {
  let i = 0
  while (words[i]?.startsWith('-') === true) {
    const word = words[i] ?? ''
    const takesNext = valued.includes(word)
    if (!takesNext && !plain.test(word)) return false
    if (takesNext && words[i + 1] === null) return false
    i += takesNext ? 2 : 1
  }
  return typeof words[i] === 'string'
}

const container: Reader = ({ name, args, folder }) => {
  const [verb = '', ...words] = args.map(literal)
  const given = verb === 'run' && isPlainRun(words) ? mounts(words, literal(folder)) : null
  const said = args.map((arg) => literal(arg) ?? '?').join(' ')
  // A file of compose may lie elsewhere.
  if (looks.test(said) && !/:\/\/|@/.test(said)) return []
  const isApart = apart.test(said) || given !== null
  return [
    act('network', name),
    act('unknown', name),
    given?.map((path) => onPath('modify', path, true)),
    !isApart && act('privilege', name),
  ]
}

/** What was captured, read from a file: names that nobody asks for reach nothing. */
const capture = (options: string, isNamed: (texts: readonly string[]) => boolean): Row => ({
  about: 'captures packets',
  options,
  isOpen: true,
  also: ({ call: { name, args } }) => {
    const texts = args.map((arg) => literal(arg) ?? '')
    const isFile = texts.some((text) => /^-[a-z]*r/.test(text)) && !texts.some((text) => /^-i|^--interface/.test(text))
    return !(isFile && !isNamed(texts)) && act('network', name)
  },
})

const verbsOfLooks = 'get|describe|wait|logs|version|top|explain|api-resources|api-versions|cluster-info|events'
const whose = '(?:(?:-n|--namespace|--context|--cluster)[ =][^ ]+ )*'
const kubernetesLooks = new RegExp(`^${whose}(?:${verbsOfLooks})(?: |$)`)
const secretsOfCluster = new RegExp(`^${whose}(?:${verbsOfLooks}) (?:.* )?(?:(?:all,)?secrets?(?:$|[ /,])|\u2039)`)

export const hostRows: Readonly<Record<string, Row>> = {
  gh,
  helm,
  ansible: { about: 'runs a module on other machines', ...ansible },
  'ansible-playbook': { about: 'runs what files say on other machines', ...playbook },
  hub: { about: 'git, with a server of code', ...git, also: (given) => [git.also?.(given), act('network', 'hub')] },
  ...alike('docker podman nerdctl', {
    about: 'containers, whose service may do anything on the machine',
    read: container,
  }),
  kubectl: {
    about: 'a cluster, whose services may do anything there',
    said: [
      // Names of its own settings, on this machine.
      when(
        /^version .*--client(?:=true)?(?: |$)|^config (?:current-context|get-(?:contexts|clusters|users)|view(?! .*--(?:raw|flatten)))(?: |$)/,
        '',
      ),
      when(kubernetesLooks, 'network unknown'),
      otherwise('network unknown privilege'),
    ],
    secret: secretsOfCluster,
  },
  tcpdump: capture(
    '--number --immediate-mode --no-optimize --print --dont-verify-checksums -w:overwrite -z:program -r:read -F:read -V:listed -i: -c: -C: -G: -s: -W: -Z: -T: -y: -E: -D',
    (texts) => !texts.some((text) => /^-[a-z]*n/.test(text)),
  ),
  tshark: capture('-w:overwrite -r:read -X:script -i: -c: -f: -Y: -T: -e: -o: -b: -a:', (texts) =>
    texts.some((text) => /^-[NW]/.test(text)),
  ),
}
