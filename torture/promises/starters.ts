// Several starters at once, and what is left of earlier ones: exactly one runs, the others say who holds the project.
import { existsSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { ledgerLoop, judgeLedger } from '../harness/ledger.ts'
import { isTrace, start, type Ended } from '../harness/program.ts'
import type { Injected, Promised, World } from '../promise.ts'

/** Records of the lock that an earlier holder may have left. */
const records: Readonly<Record<string, object | string | null>> = {
  nothing: null,
  'of a dead process': { host: hostname(), pid: 4_000_000, startTick: '1', bootId: null },
  'of a pid that another has now': { host: hostname(), pid: process.pid, startTick: '1', bootId: null },
  'of an earlier boot': { host: hostname(), pid: process.pid, startTick: null, bootId: 'an-earlier-boot' },
  'of another host': { host: 'a-host-elsewhere', pid: 13, startTick: '1', bootId: 'x' },
  empty: '',
  torn: '{"host":"',
}

export interface StartersSeen {
  readonly ended: readonly Pick<Ended, 'code' | 'err' | 'out'>[]
  readonly winners: number
  readonly isElsewhere: boolean
}

export function judgeStarters({ ended, winners, isElsewhere }: StartersSeen): string[] {
  const broken: string[] = []
  const wanted = isElsewhere ? 0 : 1
  const well = ended.filter(({ code }) => code === 0).length
  if (winners !== wanted) broken.push(`${winners} ran commands instead of ${wanted}`)
  if (well !== wanted) broken.push(`${well} said that they ran instead of ${wanted}`)
  for (const { code, err, out } of ended) {
    if (code !== 0 && code !== 3) broken.push(`exit code ${code}: ${err.slice(-200)}`)
    // Who it is, so that a person can go and look.
    if (code === 3 && !/pid \d+|another|held|host/.test(err + out))
      broken.push(`the holder is not named: ${err.slice(-200)}`)
    if (isTrace(err)) broken.push(`a trace: ${err.slice(-200)}`)
  }
  return broken
}

async function inject(world: World): Promise<Injected> {
  const { random } = world
  const left = random.pick(Object.keys(records))
  const isElsewhere = left === 'of another host'
  const starters = 2 + random.below(7)
  // The first command lasts until all the others have been turned away.
  const { project, names, ledger } = ledgerLoop(world, {
    jobs: 1,
    config: { timeout_sec: 600 },
    work: (name) =>
      name === '0a' ? 'i=0; until [ -e go ] || [ $i -gt 8000 ]; do sleep 0.05; i=$((i+1)); done' : 'true',
  })
  const record = records[left]
  if (record !== null && record !== undefined) {
    const whole =
      typeof record === 'string'
        ? record
        : JSON.stringify({ ...record, user: 'ann', startedAt: '2026-01-02T03:04:05.678Z', purpose: 'run' })
    project.write('logs/runner.lock', whole)
  }
  let isOver = 0
  const calls = Array.from({ length: starters }, async () => {
    const ended = await start(world, ['run', '--loop', '--root', project.root])
    isOver++
    if (isOver >= starters - 1) writeFileSync(project.path('go'), '')
    return ended
  })
  const ended = await Promise.all(calls)
  const winners = ledger().filter((line) => line === 'begin 0a').length
  const broken = judgeStarters({ ended, winners, isElsewhere })
  if (!isElsewhere) {
    broken.push(...judgeLedger(names, ledger(), []))
    if (existsSync(project.path('logs/runner.lock'))) broken.push('the lock stays')
  }
  return {
    faults: 1,
    broken: broken.map((line) => `${starters} starters, a record ${left}: ${line}`),
    figures: { starters },
  }
}

export const starters: Promised = {
  name: 'starters',
  says: 'of many starters exactly one runs, whatever lock was left',
  full: 500,
  missing: () => null,
  mutants: { 'lock-without-liveness': (i) => i },
  inject,
}
