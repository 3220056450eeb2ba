// Takes out of a verdict what the sandbox holds and a snapshot brings back; what is left decides.
import { heldOf, hostRule, type Asked, type Containment, type NetworkUse } from '../../core/containment.ts'
import type { ParsedCommand, SimpleCommand } from '../action.ts'
import { networkUse } from '../network-use.ts'
import { compilePlace, type Surroundings } from '../place.ts'
import { knownStart, literal } from '../value.ts'
import type { Hit, Verdict } from './evaluate.ts'

export interface Contained {
  /** What is left of the verdict. */
  readonly verdict: Verdict
  /** The hits that need no question. */
  readonly held: readonly Hit[]
}

export function contain(
  verdict: Verdict,
  parsed: ParsedCommand,
  containment: Containment,
  around: Surroundings,
): Contained {
  if (verdict.verdict === 'allow') return { verdict, held: [] }
  const whole = { writesOwn: writesGit(parsed, around) }
  const held: Hit[] = []
  const left: Hit[] = []
  for (const hit of verdict.hits) {
    const { command, action } = hit.subject
    const found = heldOf(
      {
        effect: hit.effect,
        isOwn: hit.isOwn,
        kind: action.kind,
        doubt: action.doubt ?? null,
        isMaybe: hit.certainty !== 'yes',
        isSignal: action.kind === 'service' && signals.has(command.name ?? ''),
        isEnvironment: action.kind === 'secret' && wholeEnvironment.has(action.detail ?? ''),
        network: action.kind === 'network' ? networkUse(command, action) : null,
      },
      whole,
      containment,
    )
    if (found === 'held') held.push(hit)
    else if (found === null) left.push(hit)
    else for (const host of found) left.push({ ...hit, rule: hostRule(host), reason: beyond(host) })
  }
  return { verdict: { verdict: left[0]?.effect ?? 'allow', hits: left }, held: left[0]?.effect === 'deny' ? [] : held }
}

const signals = new Set(['kill', 'pkill', 'killall', 'skill', 'fuser'])
const wholeEnvironment = new Set(['env', 'printenv', 'all variables'])

const askedForNetwork = (network: NetworkUse): Asked => ({
  effect: 'ask',
  isOwn: false,
  kind: 'network',
  doubt: null,
  isMaybe: false,
  isSignal: false,
  isEnvironment: false,
  network,
})

const beyond = (host: string): string => `reaches ${host}, which 'exec.network' does not list`

/** Does it need the whole network, beyond what a proxy or the own loopback gives? */
export const needsWholeNetwork = ({ commands }: ParsedCommand, containment: Containment): boolean =>
  commands.some((command) =>
    command.actions.some((action) => {
      if (action.kind !== 'network') return false
      const network = networkUse(command, action)
      return heldOf(askedForNetwork(network), { writesOwn: false }, { ...containment, uncovered: null }) === null
    }),
  )

/** What git only looks with; all its other words may write. */
const looking = new Set(
  (
    'status log diff show blame annotate ls-files ls-tree ls-remote rev-parse rev-list cat-file grep describe shortlog ' +
    'name-rev merge-base for-each-ref show-ref show-branch cherry count-objects check-ignore check-attr check-mailmap ' +
    'diff-tree diff-files diff-index whatchanged range-diff version help var verify-commit verify-tag archive'
  ).split(' '),
)
const valued = new Set(['-C', '-c', '--git-dir', '--work-tree', '--namespace', '--exec-path', '--config-env'])
const asksOnly = /^(?:--version|--help|-h|-v|--html-path|--man-path|--info-path)$/

function gitWrites({ name, args }: SimpleCommand): boolean {
  if (name !== 'git') return false
  const texts = args.map((arg) => literal(arg))
  const verb = texts.find((text, i) => text === null || (!text.startsWith('-') && !valued.has(texts[i - 1] ?? '')))
  if (verb === undefined) return !texts.every((text) => text !== null && asksOnly.test(text))
  return verb === null || !looking.has(verb)
}

const changes = new Set(['create', 'append', 'modify', 'overwrite', 'truncate', 'delete', 'move', 'metadata'])

/** A known program changes what git keeps; behind unknown ones it is not writable. */
function writesGit({ commands }: ParsedCommand, around: Surroundings): boolean {
  const git = compilePlace('git', around)
  return commands.some(
    (command) =>
      gitWrites(command) ||
      command.actions.some(
        ({ kind, path }) =>
          kind === 'git-loss' ||
          kind === 'git-config' ||
          (changes.has(kind) &&
            path !== undefined &&
            namesGit(knownStart(path)) &&
            git(absolute(path, around), false) === 'yes'),
      ),
  )
}

const namesGit = (text: string): boolean => text.includes('.git')
const absolute = (path: NonNullable<SimpleCommand['actions'][number]['path']>, { root }: Surroundings) =>
  knownStart(path).startsWith('/') ? path : [`${root}/`, ...path]
