// Programs that are told by plain words what to do on other hosts, and do some of it here: gh, hub, helm, ansible.
import { literal, show, type Value } from '../model/value.ts'
import { act, doubt, only, onPath, shell, type Analyser } from '../grammar/analysis.ts'
import { byName, cases, otherwise, when } from '../grammar/effects.ts'
import { reader } from '../grammar/reader.ts'
import { bySaid } from '../grammar/said.ts'
import { compileSpec, type Spec } from '../grammar/spec.ts'
import { git } from '../readers/git/git.ts'

/** What they do beside the network. */
const told = bySaid(
  byName([
    cases(
      'gh',
      when(/(?:^| )repo (?:archive|edit|rename|set-default)(?: |$)/, 'git-config'),
      when(/(?:^| )auth (?:setup-git|login)(?: |$)/, 'git-config modify:~/.gitconfig'),
      when(/(?:^| )alias (?:set|import)(?: |$)/, 'script'),
      when(/(?:^| )(?:extensions?|ext) (?:exec|install|upgrade)(?: |$)/, 'script'),
      // Any other word is an alias or an extension.
      when(
        /^(?!(?:-\S* )*(?:-\S*$|$|(?:auth|browse|codespace|cs|gist|issue|org|pr|project|release|repo|cache|run|workflow|alias|api|attestation|at|config|extensions?|ext|gpg-key|label|preview|ruleset|rs|search|secret|ssh-key|status|variable|help|version|completion)(?: |$)))/,
        'script',
      ),
      otherwise(''),
    ),
    cases(
      'helm',
      when(/^(?:create|package|pull|fetch|dependency|dep|dependencies) /, 'create:.'),
      when(/^plugin (?:install|update)/, 'script'),
      otherwise(''),
    ),
  ]),
)

/** Verbs of gh that give up a branch, a tag or a repository, and the options that make them do so. */
const losing: readonly (readonly [verb: string, option: RegExp | null])[] = [
  [' repo delete ', null],
  [' repo sync ', /^--force$/],
  [' pr checkout ', /^(?:-f|--force)$/],
  [' pr merge ', /^(?:-d|--delete-branch)$/],
  [' pr close ', /^(?:-d|--delete-branch)$/],
  [' release delete ', /^--cleanup-tag$/],
  [' api ', /^(?:-X|--method=)?(?:DELETE|PATCH|PUT)$/i],
]
function givesUp(words: readonly string[]): boolean {
  const said = ` ${words.filter((word) => !word.startsWith('-')).join(' ')} `
  return losing.some(
    ([verb, option]) => said.includes(verb) && (option === null || words.some((word) => option.test(word))),
  )
}

/** What only looks at files of the project, or tells of itself. */
const here: Readonly<Record<string, RegExp>> = {
  gh: /^(?:version|completion|help)(?: |$)/,
  helm: /^(?:version|lint|env|help|completion)(?: |$)/,
}

const besides =
  (name: string, spec: Spec): Analyser =>
  (call) => {
    const isHere = here[name]?.test(call.args.map(show).join(' ')) === true
    if (isHere) return own({ ...call, name })
    const lost = name === 'gh' && givesUp(call.args.map(show)) ? [act('git-loss', 'gh')] : []
    return only(compileSpec(spec)(call), told[name]?.(call) ?? only(), only(...lost))
  }
/** Options of theirs are looked at, the network is not. */
const own: Analyser = ({ name, args }) => only(...(name === 'helm' ? args.slice(1).map(read) : []))
const read = (path: Value) => onPath('read', path)

const setup = /^(?:[\w.]+\.)?(?:setup|gather_facts|env|slurp|debug|set_fact)$/
const started = /^(?:ansible\.\w+\.)?(?:command|shell|raw|script)$/

/** A module does its work on the hosts that are named; this one may be among them. */
const ansible = reader(
  '-m/--module-name: -a/--args: -i/--inventory:script -M/--module-path:script --vault-password-file/--vault-pass-file:script --private-key/--key-file:read -e/--extra-vars: -c/--connection: -u/--user: -b/--become -K -k -l/--limit: -f/--forks: -o/--one-line -v -vv -vvv -C/--check -D/--diff -t/--tree:createTree -B: -P: --list-hosts --become-user: --become-method: --playbook-dir:',
  ({ valueOf, has }) => {
    if (has('list-hosts')) return only(act('network', 'ansible'))
    const [module, args] = [valueOf('m'), valueOf('a') ?? []]
    const name = module === null ? 'command' : literal(module)
    const isSecret = name === null || setup.test(name)
    const runs = name !== null && started.test(name) ? [shell(args)] : [doubt('opaque-script', 'ansible -m')]
    return {
      actions: [
        act('network', 'ansible'),
        ...(has('b') ? [act('privilege', 'ansible --become')] : []),
        ...(isSecret ? [act('secret', `ansible -m ${name ?? ''}`)] : []),
        ...runs.flatMap((each) => (each.kind === 'unknown' ? [each] : [])),
        // What stands in braces is worked out first.
        ...(show(args).includes('{{') ? [doubt('inline-code', 'ansible -a')] : []),
      ],
      runs: runs.flatMap((each) => (each.kind === 'shell' ? [each] : [])),
    }
  },
)

const playbook = reader(
  '-i/--inventory:script -M/--module-path:script --vault-password-file/--vault-pass-file:script --private-key/--key-file:read -e/--extra-vars: -c/--connection: -u/--user: -b/--become -l/--limit: -t/--tags: --skip-tags: -C/--check -D/--diff -f/--forks: -v -vv -vvv --syntax-check --list-tasks --list-hosts --list-tags',
  ({ operands, has }) =>
    only(
      ...operands.map(read),
      ...(has('syntax-check', 'list-tasks', 'list-hosts', 'list-tags')
        ? []
        : [act('network', 'ansible-playbook'), doubt('opaque-script', 'ansible-playbook')]),
    ),
)

const hub: Analyser = (call) => only(only(act('network', 'hub')), git({ ...call, name: 'git' }))

export const hostAnalysers = (specs: Readonly<Record<string, Spec>>): Record<string, Analyser> => ({
  ...Object.fromEntries(Object.keys(told).map((name) => [name, besides(name, specs[name] ?? {})])),
  ansible,
  'ansible-playbook': playbook,
  hub,
})
