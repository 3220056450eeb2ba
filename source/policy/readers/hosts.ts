// Programs that are told by plain words what to do on other hosts, and do some of it here: gh, hub, helm, ansible.
import { fits, literal, show, textValue, unknown, type Value } from '../model/value.ts'
import { act, doubt, onEach, onPath, shell } from '../grammar/analysis.ts'
import { reader } from '../grammar/reader.ts'
import { otherwise, when } from '../grammar/effects.ts'
import type { Row, Verb } from '../grammar/row.ts'
import { git } from './git/git.ts'
import { alike } from '../among.ts'
import type { ParsedOptions } from '../grammar/options.ts'

/** Verbs of gh and glab that give up a branch, a tag or a repository, and the options that make them do so. */
const losing: readonly (readonly [verb: string, option: RegExp | null])[] = [
  [' repo delete ', null],
  [' repo sync ', /^--force$/],
  [' pr checkout ', /^(?:-(?!-)\w*f|--force$)/],
  [' pr merge ', /^(?:-(?!-)\w*d|--delete-branch$)/],
  [' pr close ', /^(?:-(?!-)\w*d|--delete-branch$)/],
  [' mr merge ', /^(?:-(?!-)\w*d|--remove-source-branch$)/],
  [' mr rebase ', null],
  [' release delete ', /^(?:-(?!-)\w*t|--with-tag$)/],
  [' repo mirror ', null],
  [' stack sync ', null],
  [' release delete ', /^--cleanup-tag$/],
  [' api ', /^(?:-X=?|--method=)?(?:DELETE|PATCH|PUT)$/i],
  // What a query is to change there.
  [' api graphql ', /\b(?:delete|update)Refs?\b|\bdeleteRepository\b|^(?:--input|query=@)/i],
  [' pr update-branch ', /^--rebase$/],
]
export function givesUp(words: readonly string[]): boolean {
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
    // The repository here gets another remote.
    when(/^repo (?:fork .*--remote(?![\w-])|create .*(?:-s|--source))/, 'git-config create:.'),
    when(/(?:^| )auth (?:setup-git|login)(?: |$)/, 'git-config modify:~/.gitconfig'),
    when(
      /(?:^| )(?:auth (?:logout|refresh|switch)|config set|alias delete|ext(?:ension)? remove)(?: |$)/,
      'modify:~/.config/gh/config.yml',
    ),
    when(/(?:^| )(?:(?:extensions?|ext) (?:exec|install|upgrade)|alias (?:set|import))(?: |$)/, 'script'),
    when(
      /(?:^| )(?:(?:repo|gist) clone|repo fork|(?:run|release|at|attestation) download|pr checkout|cs cp|codespace cp)(?: |$)/,
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
    when(/^(?:create|package|pull|fetch|dependency|dep|dependencies|repo index) |(?:^| )--output-dir/, 'create:.'),
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

/** Calls that give a container nothing of the machine: they fetch, or build by the project's files. */
const apart: Verb = { isOpen: true, operands: 'data', always: ['network', 'unknown'] }
/** Looks at what runs and lies here, or elsewhere. */
const looks: Verb = {
  isOpen: true,
  isTame: true,
  operands: 'data',
  said: [when(/:\/\/|@/, 'network unknown privilege'), otherwise('')],
}
/** Every verb but those that are named. */
const other = (verbs: Readonly<Record<string, Verb>>): Verb => ({
  operands: 'data',
  always: ['network', 'unknown', 'privilege'],
  verbs,
})
const lists = alike('ls list du show', looks)

/** A container that gets neither folders but the project's, nor devices, other namespaces or rights. */
const run: Verb = {
  options:
    '-itd --interactive --tty --detach --rm --init --name: -p: -w/--workdir: --entrypoint: -e/--env: --platform: -v/--volume:',
  isPosix: true,
  read({ call: { name, folder }, valuesOf, options, strange, operands }) {
    const mounts = valuesOf('v').map((mount) => ownFolder(mount, literal(folder)))
    const isPlain = strange.length === 0 && literal(operands[0] ?? unknown) !== null && options.every(isKnownOption)
    const isApart = isPlain && !mounts.includes(null)
    return [
      act('network', name),
      act('unknown', name),
      isApart && mounts.map((path) => path !== null && onPath('modify', textValue(path), true)),
      !isApart && act('privilege', name),
    ]
  },
}
const isKnownOption = ({ value }: ParsedOptions['options'][number]): boolean =>
  value === null || literal(value) !== null

/** A folder of the project, or null. */
function ownFolder(mount: Value, folder: string | null): string | null {
  const [, path = '/'] = /^([^:]+):[^:]+(?::[a-zA-Z,]+)?$/.exec(literal(mount) ?? '') ?? []
  const isBelow = folder !== null && (path === folder || path.startsWith(`${folder}/`))
  return !path.split('/').includes('..') && (path.startsWith('.') || isBelow) ? path : null
}

const container = other({
  ...alike('pull build search top history', apart),
  ...alike('images ps logs version info stats port diff', looks),
  ...alike('network volume container context builder', other(lists)),
  image: other({ ...lists, history: apart }),
  system: other(alike('df info events', looks)),
  buildx: other({ ...alike('ls du version build', apart), imagetools: other({ inspect: apart }) }),
  manifest: other({ inspect: apart }),
  compose: {
    ...other({ ...alike('version build pull config', apart), ...alike('ps ls logs top images port', looks) }),
    options: '-f/--file: -p/--project-name: --profile: --project-directory: --ansi:',
    // A file may lie elsewhere.
    also: ({ valuesOf, name }) => !valuesOf('f').every(fits(/^[^:@]*$/)) && act('privilege', name),
  },
  run,
})

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
    ...container,
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
