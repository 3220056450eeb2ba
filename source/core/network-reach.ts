// What a command reaches when it runs: the setting, its verdict, and what a person granted.
import { isOpenGrant } from './approval.ts'
import { hostOfRule, type Reach } from './containment.ts'
import { expandHosts } from './host-sets.ts'
import type { Grant } from './question.ts'
import type { TosSettings } from './settings.ts'
import type { CommandState } from './state.ts'

/** No network but the own loopback, all of it, or these hosts alone. */
export type CommandReach = 'none' | 'all' | readonly string[]

/** `exec.network` in the words of containment. */
export function reachOfSetting(network: TosSettings['exec']['network']): Reach {
  if (network === 'judged') return 'judged'
  if (typeof network === 'boolean') return network ? 'all' : 'none'
  return expandHosts(typeof network === 'string' ? [network] : network)
}

/** Of a command that nobody judged, such as a done check. */
export function reachUnjudged(network: TosSettings['exec']['network']): CommandReach {
  const reach = reachOfSetting(network)
  return reach === 'judged' ? 'none' : reach
}

/**
 * @param grants - of the run
 * @param ts - now, UTC
 */
export function reachOf(
  network: TosSettings['exec']['network'],
  { judged, approval }: Pick<CommandState, 'judged' | 'approval'>,
  grants: readonly Grant[],
  ts: string,
): CommandReach {
  const reach = reachOfSetting(network)
  const usesNetwork = judged?.usesNetwork === true
  if (reach === 'judged') return usesNetwork ? 'all' : 'none'
  if (reach === 'all' || reach === 'none') return reach
  const isAnswered = judged?.verdict === 'ask' && approval?.answer === 'allow'
  // Beyond a list of hosts the whole network is there only for a command that a person let have it.
  if (usesNetwork && isAnswered) return 'all'
  const standing = grants.filter((grant) => isOpenGrant(grant, ts)).map(({ rule }) => rule)
  const answered = isAnswered ? (judged.rules ?? []) : []
  return [...new Set([...reach, ...[...standing, ...answered].flatMap((rule) => hostOfRule(rule) ?? [])])]
}
