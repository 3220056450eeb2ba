// A queue of loops without runners: whoever calls is their worker, and writes what a runner would have written.
import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { need } from '../../source/core/failure.ts'
import type { Fact } from '../../source/core/event.ts'
import { acquireLock } from '../../source/files/lock.ts'
import type { Engine, Lease } from '../../source/fleet/engine.ts'
import { asked, asks } from './asking.ts'
import * as f from './facts.ts'

export const linesOf = (facts: readonly Fact[]): string =>
  f
    .eventsOf(...facts)
    .map((event) => `${JSON.stringify(event)}\n`)
    .join('')

/** A loop in its third job that asks for `curl`. */
export const questioned = (code = 'curl -X POST https://example.org/deploy'): Fact[] => [
  ...f.afterReplies(f.bash(code), f.looping(3)),
  asks(0, 'net'),
  asked({ 0: ['net'] }),
]

export const wishOf = (root: string, more: Partial<Parameters<Engine['submit']>[0]> = {}) => ({
  root,
  project: basename(root),
  team: '',
  origin: null,
  priority: 0,
  notBefore: null,
  by: 'ops',
  ...more,
})

/** Submits it, and takes it as its worker. */
export async function taken(engine: Engine, wish: ReturnType<typeof wishOf>): Promise<Lease> {
  need(await engine.submit(wish))
  const [lease] = await engine.take(1)
  if (!lease) throw new Error('another was taken')
  return lease
}

/** As if a runner drove the project: its journal, its lock. Returns the way to end it. */
export async function runsHere(root: string, facts: readonly Fact[]): Promise<() => void> {
  const journal = join(root, 'logs', 'journal.ndjson')
  mkdirSync(dirname(journal), { recursive: true })
  writeFileSync(journal, linesOf(facts))
  const lock = need(await acquireLock(join(root, 'logs', 'runner.lock'), root, 'run'))
  return () => lock.release()
}
