// A command that was kept from a host and comes again asks for that host, by its name.
import { hostRule } from './containment.ts'
import type { Judgement, State } from './state.ts'
import type { EventOf } from './event.ts'

/** Kept of a run. */
const most = 200

/** Folds that a command was kept from a host nobody had listed. */
export function withRefused(state: State, { reason, host, index }: EventOf<'network.denied'>): State {
  const code = state.step?.commands[index]?.command.code
  if (!state.run || code === undefined || reason !== 'not listed') return state
  const known = state.run.refusedHosts ?? []
  if (known.some((each) => each.host === host && each.code === code)) return state
  return { ...state, run: { ...state.run, refusedHosts: [...known, { host, code }].slice(-most) } }
}

/** The verdict on a command, with what became of it before in this run. */
export function askAgain(judgement: Judgement, code: string, { run }: Pick<State, 'run'>): Judgement {
  const hosts = (run?.refusedHosts ?? []).filter((each) => each.code === code).map(({ host }) => host)
  const [first] = hosts
  if (judgement.verdict !== 'allow' || first === undefined) return judgement
  const rules = hosts.map(hostRule)
  const reason = `${hostRule(first)}: it wanted ${hosts.join(', ')}, which 'exec.network' does not list`
  return { ...judgement, verdict: 'ask', reason, rule: hostRule(first), rules }
}
