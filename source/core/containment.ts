// The principle: what the sandbox holds and a snapshot brings back needs no question. Its terms, and the one place that applies it.
import type { ActionKind, Doubt } from './policy-settings.ts'

/** What is guaranteed of every command that is let through without a question; each part is said by who keeps it. */
export interface Containment {
  /** By the sandbox, tried out: what a contained command can reach. Null: no sandbox, or one that promises nothing. */
  readonly walls: Walls | null
  /** By the snapshots: is all that it can write brought back? A sentence why not, or null. */
  readonly uncovered: string | null
}

export interface Walls {
  /** Folders where something it writes outlives it, absolute. Git's own, settings and logs are not among them. */
  readonly writable: readonly string[]
  readonly network: Reach
}

/**
 * 'none': never; 'judged': all of it, but only for commands let through as users of the network, none for others;
 * 'all': always; a list: only these hosts (`host` or `*.host`), by a proxy that refuses all others.
 */
export type Reach = 'none' | 'judged' | 'all' | readonly string[]

export const nothingHeld = (why: string): Containment => ({ walls: null, uncovered: why })

/** What made the policy ask about one action of a command. */
export interface Asked {
  readonly effect: 'allow' | 'ask' | 'deny'
  /** A rule a person wrote asks. */
  readonly isOwn: boolean
  readonly kind: ActionKind
  readonly doubt: Doubt | null
  /** The text does not settle whether it happens. */
  readonly isMaybe: boolean
  /** A signal: inside the walls no process but the command's own can be seen. */
  readonly isSignal: boolean
  /** All variables of the environment are shown, no certain one: inside the walls none holds a key. */
  readonly isEnvironment: boolean
  /** Of a use of the network. */
  readonly network: NetworkUse | null
}

/** How an action uses the network, as far as its text tells. */
export interface NetworkUse {
  /** Hosts named in the text. */
  readonly hosts: readonly string[]
  /** No other host than these. */
  readonly isAll: boolean
  /** The program goes through a proxy when there is one. */
  readonly isProxied: boolean
}

/** The whole of the command: where nothing of it may be left to the walls. */
export interface WholeCommand {
  /** It is known to write what git, the settings or the logs are made of, where snapshots end. */
  readonly writesOwn: boolean
  /** It runs in the network of the machine, where sockets without a file lead to its services. */
  readonly sharesNetwork: boolean
}

/** The judge gave up before it had seen everything: what it would have denied is not known. */
const unread: ReadonlySet<string> = new Set<Doubt>(['too-long', 'too-complex'])

/**
 * What becomes of a doubt or a question: held (it needs nobody), or the hosts to ask for, or null: it stays.
 *
 * Stays: whatever a person wrote a rule for; every deny; what is surely outside, privileged, secret or a loss of git's
 * history; network beyond the allowed hosts. Held: what only may happen, because inside the walls it cannot, or a
 * snapshot brings it back; services, to which no way leads from there, whatever a person would answer.
 */
export function heldOf(asked: Asked, whole: WholeCommand, { walls, uncovered }: Containment): 'held' | string[] | null {
  if (asked.isOwn || walls === null || uncovered !== null) return null
  if (asked.isEnvironment) return 'held'
  if (asked.effect !== 'ask') return null
  if (whole.writesOwn) return null
  if (asked.network) return networkHeld(asked.network, walls.network)
  if (asked.kind === 'unknown') return unread.has(asked.doubt ?? '') ? null : 'held'
  // Code in the command does no more than code in a file; processes end with the namespace they live in.
  if (asked.kind === 'inline-code' || asked.kind === 'detach') return 'held'
  if (asked.kind === 'service' && !whole.sharesNetwork) return 'held'
  return asked.isMaybe || asked.isSignal ? 'held' : null
}

/** The same of a use of the network alone. */
export function networkHeld(use: NetworkUse, reach: Reach): 'held' | string[] | null {
  const far = use.hosts.filter((host) => !isLoopback(host))
  // The sandbox has a loopback of its own, on which nobody else listens; a command that shares the network has none.
  if (reach !== 'all' && use.isAll && far.length === 0 && use.hosts.length > 0) return 'held'
  if (!Array.isArray(reach) || !use.isProxied) return null
  const beyond = far.filter((host) => !matchesHost(host, reach as readonly string[]))
  return beyond.length === 0 ? 'held' : beyond
}

export const isLoopback = (host: string): boolean =>
  /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){1,3}|\[?::1\]?|0\.0\.0\.0)$/i.test(host)

/** Is a host named by a list? `*.example.com` stands for all below it, not for itself. */
export const matchesHost = (host: string, list: readonly string[]): boolean => {
  const name = host.toLowerCase().replace(/\.$/, '')
  return list.some((each) => {
    const known = each.toLowerCase()
    return known.startsWith('*.') ? name.endsWith(known.slice(1)) && name.length > known.length - 1 : name === known
  })
}

/** The rule that a question about a host is asked by, and granted under. */
export const hostRule = (host: string): string => `host:${host}`
/** The host of such a rule, null of any other. */
export const hostOfRule = (rule: string): string | null => (rule.startsWith('host:') ? rule.slice(5) : null)
