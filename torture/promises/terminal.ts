// A terminal that nobody reads, that is slow, that changes size a thousand times, and text that would steer it.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openTerminal, type TestTerminal } from '../../test/helpers/terminal.ts'
import { loopOf, makeProject, temporaryFolder, writeResult } from '../../test/helpers/project.ts'
import { repository } from '../../test/helpers/repository.ts'
import { withinOwn } from '../harness/own-time.ts'
import { within } from '../harness/process-table.ts'
import { environmentOf, hangMs, start } from '../harness/program.ts'
import type { Injected, Promised, World } from '../promise.ts'

interface Hostile {
  readonly text: string
}
const hostile: readonly Hostile[] = JSON.parse(
  readFileSync(join(repository, 'test/fixtures/hostile-text.json'), 'utf8'),
)
/** A pause that a runner that waits for its viewer makes: far above that of a loop beside it that nobody looks at. */
const slippedMs = 1_000
const slippedTimes = 8
const beats = 30

/** The program's own ways to steer a terminal; whatever else has an ESC came from a text. */
const own =
  /\u001B\[(?:\??[\d;]*[ABCDEFGHJKLMPSTXdfhlmrtsu@]|[\d;]*[ "$']?[qpu]|[?>=]?[\d;]*[cnu]|\?[\d;]+\$p)|\u001B\](?:0|2|9|777);[^\u0007\u001B]*(?:\u0007|\u001B\\)|\u001B[78=>EDM]|\u001B\(B\u000F|\u001BP[^\u001B]*\u001B\\/g
const words = /owned|rm -rf|\]52;|evil/

/** What of the bytes on a terminal was not the program's own. A backspace is: it moves the cursor by it. */
export function judgeBytes(raw: string): string[] {
  const broken: string[] = []
  const titles = raw.match(/\u001B\](?:0|2);[^\u0007\u001B]*/g) ?? []
  if (titles.some((title) => words.test(title.slice(0, 30)))) broken.push('a text became the title')
  const rest = raw.replaceAll(own, '')
  const steering = /[\u0000-\u0006\u000B\u000C\u000E-\u001F\u007F-\u009F]/.exec(rest)
  if (steering)
    broken.push(
      `a control character of a text: ${JSON.stringify(rest.slice(Math.max(0, steering.index - 20), steering.index + 40))}`,
    )
  return broken
}

const ways = ['never read', 'slow', 'resized', 'read'] as const

async function inject(world: World, n: number): Promise<Injected> {
  const { random } = world
  const way = ways[n % ways.length] ?? 'read'
  const pulse = join(temporaryFolder(world), 'pulse')
  const shown = Array.from({ length: 12 }, () => random.pick(hostile).text)
  const printed = shown.map((text) => Buffer.from(text).toString('base64'))
  const beat = printed.map((text) => `date +%s%N >> ${pulse}; echo ${text} | base64 -d; echo; sleep 0.05`).join('; ')
  const project = makeProject(world, {
    config: { ...loopOf(1), timeout_sec: 300 },
    steps: [
      {
        commands: [beat, `echo ${JSON.stringify(shown[0]?.replaceAll(/[`$"\\]/g, ''))}`.slice(0, 400)],
        summary: shown[1] ?? '',
        review: shown[2] ?? '',
      },
      { commands: [`for i in $(seq ${beats}); do date +%s%N >> ${pulse}; seq 40; sleep 0.05; done`, writeResult] },
    ],
  })
  const beside = heart(world)
  const running = start(world, ['run', '--loop', '--root', project.root])
  const terminal = openTerminal(world, ['watch', '--root', project.root], {
    columns: 100,
    rows: 30,
    environment: environmentOf(world),
  })
  let isRunning = true
  void running.then(() => (isRunning = false))
  await watchAs(way, terminal, () => isRunning, world)
  const ended = await running
  terminal.unstall()
  await within(5_000, () => /DONE|ENDED|FAILED/.test(terminal.screen().join('\n')))
  terminal.press('q')
  let isEnded = false
  void terminal.exited.then(() => (isEnded = true))
  const broken: string[] = []
  if (!(await withinOwn(terminal.pid, hangMs, () => isEnded))) broken.push('the viewer did not end')
  const [own, other] = [beatsIn(pulse), beatsIn(beside)]
  if (own.gap > slippedMs + slippedTimes * other.gap)
    broken.push(`the heart stood still for ${own.gap} ms, one beside it for ${other.gap} ms`)
  if (own.count < beats || ended.isHung) broken.push(`${own.count} beats only`)
  broken.push(...judgeBytes(terminal.raw()))
  return {
    faults: 1,
    broken: broken.map((line) => `${way}: ${line}`),
    peaks: { 'ms between two beats of 50 ms': own.gap, 'ms beside it': other.gap },
    figures: { 'kB shown': terminal.raw().length / 1000 },
  }
}

/** The same beats without the program: what this machine makes of 50 ms just now. */
function heart(world: World): string {
  const pulse = join(temporaryFolder(world), 'pulse')
  const beat = `while :; do date +%s%N >> ${pulse}; seq 40; sleep 0.05; done`
  const child = spawn('bash', ['-c', beat], { stdio: 'ignore', detached: true })
  const { pid } = child
  if (pid !== undefined) world.after(() => void process.kill(-pid, 'SIGKILL'))
  return pulse
}

function beatsIn(pulse: string): { count: number; gap: number } {
  const times = readFileSync(pulse, 'utf8')
    .trim()
    .split('\n')
    .map((time) => Number(BigInt(time) / 1_000_000n))
  return { count: times.length, gap: Math.max(0, ...times.slice(1).map((time, i) => time - (times[i] ?? time))) }
}

async function watchAs(
  way: (typeof ways)[number],
  terminal: TestTerminal,
  goesOn: () => boolean,
  { random }: World,
): Promise<void> {
  if (way === 'never read') terminal.stall()
  else if (way === 'slow')
    // About 300 bytes a second: short looks between long pauses.
    while (goesOn()) {
      terminal.stall()
      await within(400, () => !goesOn())
      terminal.unstall()
      await within(2, () => !goesOn())
    }
  else if (way === 'resized')
    while (goesOn()) {
      for (let i = 0; i < 10; i++) terminal.resize(20 + random.below(160), 5 + random.below(60))
      await within(10, () => !goesOn())
    }
}

export const terminal: Promised = {
  name: 'terminal',
  says: 'no terminal holds the runner up, and no text steers a terminal',
  full: 120,
  missing: () => null,
  mutants: { 'raw-text': (i) => i },
  inject,
}
