import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, test, type TestContext } from 'node:test'
import { isNight } from '../../helpers/by-day.ts'
import { loopOf, makeProject, writeResult, type Project } from '../../helpers/project.ts'
import { isRunning } from '../../helpers/processes.ts'
import { isUsable, openInShell } from '../../helpers/shell.ts'
import { openTerminal, type TestTerminal } from '../../helpers/terminal.ts'
import { until } from '../../helpers/until.ts'

const size = { columns: 80, rows: 24 }
const given = /\u001B\[\?25h\u001B\[\?1049l/

async function openViewer(t: TestContext, environment: Record<string, string> = {}): Promise<TestTerminal> {
  const project = makeProject(t)
  const terminal = openTerminal(t, ['watch', '--root', project.root], { ...size, environment })
  await terminal.sees('[0 Step]')
  assert.ok(terminal.isAlternate())
  return terminal
}

describe('the terminal is given back', () => {
  for (const [signal, number] of [
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGQUIT', 131],
  ] as const)
    test(`after ${signal}, and the shell hears of it`, async (t) => {
      const { terminal, viewer } = await openInShell(t, makeProject(t))
      process.kill(viewer(), signal)
      await until(() => !terminal.isAlternate())
      terminal.press('echo code $?\r')
      await terminal.sees(`code ${number}`)
      assert.match(terminal.raw(), given)
      await isUsable(terminal)
    })

  test('after leaving', async (t) => {
    const { terminal } = await openInShell(t, makeProject(t))
    terminal.press('q')
    await until(() => !terminal.isAlternate())
    await isUsable(terminal)
  })

  test('while it is stopped, and the screen comes back when it goes on', async (t) => {
    const { terminal, viewer } = await openInShell(t, makeProject(t))
    const pid = viewer()
    process.kill(pid, 'SIGTSTP')
    await terminal.sees('Stopped')
    assert.equal(terminal.isAlternate(), false)
    await isUsable(terminal)
    terminal.press('fg\r')
    await terminal.sees('[0 Step]')
    assert.ok(terminal.isAlternate())
    terminal.press('3')
    await terminal.sees('[3 Policy]')
    terminal.press('q')
    await until(() => !isRunning(pid))
    await isUsable(terminal)
  })

  test('stopped and continued by somebody else, it draws everything again', async (t) => {
    const terminal = await openViewer(t)
    const drawn = () => terminal.raw().split('\u001B[J').length
    const before = drawn()
    terminal.kill('SIGSTOP')
    terminal.kill('SIGCONT')
    await until(() => drawn() > before)
    await terminal.sees('[0 Step]')
  })
})

describe('a terminal that stalls or goes', () => {
  const running = { commands: ['touch begun; for i in $(seq 1 400); do echo $i; done; touch worked', writeResult] }
  /** Makes the viewer draw everything until the terminal is full, and on. */
  const flood = (terminal: TestTerminal, enough: () => boolean) => {
    let kicks = 0
    return until(() => {
      terminal.kill('SIGCONT')
      kicks += 1
      return kicks > 150 && enough()
    })
  }
  /** The journal is being written: its last line may be cut. */
  const hasEnded = (project: Project) => project.text('logs/journal.ndjson').includes('"type":"run.ended"')
  const memory = (pid: number): number =>
    Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

  test('does not touch the run; the viewer stays small, obeys signals, and shows the newest state when read again', async (t) => {
    const project = makeProject(t, { config: loopOf(1), steps: [running] })
    const terminal = openTerminal(t, ['run', '--loop', '--tui', '--root', project.root], size)
    await terminal.sees('[0 Step]')
    terminal.stall()
    await flood(terminal, () => existsSync(project.path('worked')))
    await until(() => hasEnded(project))

    assert.ok(memory(terminal.pid) < 150, `${memory(terminal.pid)} MB`)
    terminal.unstall()
    await terminal.sees('DONE')
    terminal.stall()
    await flood(terminal, () => true)
    terminal.kill('SIGTERM')
    await until(() => !isRunning(terminal.pid))
  })

  test('misses the events of a run that goes on at its own pace, and then shows the last one', async (t) => {
    const waits = { commands: ['touch begun; until test -e go; do sleep 0.02; done'] }
    const steps = Array.from({ length: 3 }, () => ({ commands: Array.from({ length: isNight ? 100 : 34 }, () => ':') }))
    const project = makeProject(t, {
      config: { ...loopOf(1), max_steps: 20 },
      steps: [waits, ...steps, { commands: [writeResult] }],
    })
    const args = ['run', '--loop', '--tui', '--root', project.root]
    const terminal = openTerminal(t, args, { columns: 120, rows: 40 })
    await terminal.sees('[5] Events')
    await until(() => existsSync(project.path('begun')))
    terminal.stall()
    const seen = terminal.raw().length
    project.write('go', '')
    for (const step of steps.keys())
      await until(() => {
        terminal.kill('SIGCONT')
        return project.text('logs/journal.ndjson').includes(`"step.finished","job":1,"step":${step + 2},`)
      })
    await until(() => hasEnded(project))
    const events = project.events()
    assert.ok(events.length > (isNight ? 1000 : 340), `${events.length} events`)
    assert.equal(terminal.raw().length, seen, 'nobody has read')
    terminal.unstall()
    await terminal.sees(`#${events.length} `)
    await terminal.sees('DONE')
    // What the system holds for a terminal, and a frame or two: nothing was queued.
    const late = terminal.raw().length - seen
    assert.ok(late < 60_000, `${late} bytes behind`)
    terminal.press('q')
    assert.equal(await terminal.exited, 0)
  })

  test('a dropped connection ends the viewer and nothing else', async (t) => {
    const waiting = { commands: ['touch waiting; until test -e go; do sleep 0.02; done', writeResult] }
    const project = makeProject(t, { config: loopOf(1), steps: [waiting] })
    const terminal = openTerminal(t, ['run', '--loop', '--tui', '--root', project.root], size)
    await terminal.sees('[0 Step]')
    await until(() => existsSync(project.path('waiting')))
    terminal.hangUp()
    await until(() => !isRunning(terminal.pid))
    project.write('go', '')
    await until(() => hasEnded(project))
    const phase = () => project.json('workspace/artifacts/phase_state.json')['current_phase']
    await until(() => phase() === 'job_loop_complete')
  })
})
