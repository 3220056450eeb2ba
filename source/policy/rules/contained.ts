// Takes out of a verdict what the sandbox holds and a snapshot brings back; what is left decides.
import { type Containment, heldOf, hostRule, networkHeld } from '../../core/containment.ts'
import { isChange, type ParsedCommand, type SimpleCommand } from '../model/action.ts'
import { gitLooks } from '../grammar/environment.ts'
import { networkUse } from './network-use.ts'
import { compilePlace, type Surroundings } from '../model/place.ts'
import { fits, knownStart, literal } from '../model/value.ts'
import { effectOf, type Hit } from './evaluate.ts'
import { wordsOf } from './match.ts'

/** What is left of the hits, and those that need no question. */
export function contain(hits: readonly Hit[], parsed: ParsedCommand, containment: Containment, around: Surroundings) {
  const whole = {
    writesOwn: hits.length > 0 && changesGit(parsed, around),
    sharesNetwork: containment.walls?.network === 'all' || needsWholeNetwork(parsed, containment),
  }
  const held: Hit[] = []
  const left: Hit[] = []
  for (const hit of hits) {
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
      action.kind === 'network' && brings(command) ? { ...whole, writesOwn: false } : whole,
      containment,
    )
    if (found === 'held') held.push(hit)
    else if (found === null) left.push(hit)
    else for (const host of found) left.push({ ...hit, rule: hostRule(host), reason: beyond(host) })
  }
  return { hits: left, held: effectOf(left) === 'deny' ? [] : held }
}

const signals = new Set(['kill', 'pkill', 'killall', 'skill', 'fuser'])
const wholeEnvironment = new Set(['env', 'printenv', 'all variables'])

const beyond = (host: string): string => `reaches ${host}, which 'exec.network' does not list`

/** Does it need the whole network, beyond what a proxy or the own loopback gives? */
const needsWholeNetwork = ({ commands }: ParsedCommand, { walls }: Containment): boolean =>
  commands.some((command) =>
    command.actions.some(
      (action) =>
        action.kind === 'network' &&
        (walls === null || networkHeld(networkUse(command, action), walls.network) === null),
    ),
  )

/** A known program changes what git keeps; behind unknown ones it is not writable. */
function changesGit({ commands }: ParsedCommand, around: Surroundings): boolean {
  const git = compilePlace('git', around)
  return commands.some(
    (command) =>
      gitWritesHere(command) ||
      command.actions.some(
        ({ kind, path }) =>
          kind === 'git-loss' ||
          kind === 'git-config' ||
          (isChange(kind) &&
            path !== undefined &&
            knownStart(path).includes('.git') &&
            git(absolute(path, around), false) === 'yes'),
      ),
  )
}

const absolute = (path: NonNullable<SimpleCommand['actions'][number]['path']>, { root }: Surroundings) =>
  knownStart(path).startsWith('/') ? path : [`${root}/`, ...path]

/** What the sandbox must know of a command that runs. */
export const howItRuns = (parsed: ParsedCommand, containment: Containment) => ({
  ...(needsWholeNetwork(parsed, containment) && { usesNetwork: true as const }),
  ...(writesGit(parsed) && { writesGit: true as const }),
})

// Which calls of git write what git keeps: they get a repository they can write, all other commands read one.

/** These only look, too, with a little more. */
const alsoLooks = /^(?:annotate|archive|blame|grep|ls-files|ls-remote)$/
const asksOnly = /^(?:--version|--help|-h|-v|--html-path|--man-path|--info-path)$/

/** May this call change what git keeps? */
function gitWrites(command: SimpleCommand): boolean {
  const { name, args } = command
  if (name !== 'git') return false
  const [verb] = wordsOf(command)
  if (verb === undefined) return !args.every(fits(asksOnly))
  const text = literal(verb) ?? ''
  return !gitLooks.has(text) && !alsoLooks.test(text)
}

const verbOf = (command: SimpleCommand): string => literal(wordsOf(command)[0] ?? []) ?? ''

/** The repository it is called in: what these write is one of its own. */
const gitWritesHere = (command: SimpleCommand): boolean =>
  gitWrites(command) && !/^(?:clone|init)$/.test(verbOf(command))

/** What git itself brings comes by the allowed hosts alone, and is looked at before it is taken over. */
const brings = (command: SimpleCommand): boolean =>
  command.name === 'git' && /^(?:clone|fetch|pull)$/.test(verbOf(command))

/** Does the text of a command say that git writes the repository it is called in? */
export const writesGit = ({ commands }: ParsedCommand): boolean => commands.some(gitWritesHere)
