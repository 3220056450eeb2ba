// A process that calls the built program's main function for many injections, watched from outside like any other.
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { watchOwnTime } from './own-time.ts'
import { hangMs, type Ended } from './program.ts'

export interface WarmCall {
  readonly args: readonly string[]
  readonly environment: Record<string, string>
}
export interface WarmAnswer {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Then a new one takes its place: what a call leaves in memory does not add up. */
const callsAtMost = 200

export interface WarmProgram {
  readonly call: (call: WarmCall) => Promise<Ended>
  readonly end: () => void
}

/** `before` stands in front of its start, such as a program that takes rights away. */
export function warmProgram(before: readonly string[] = []): WarmProgram {
  const [file, ...rest] = before
  let child: ChildProcess | null = null
  let said = ''
  let calls = 0

  async function begin(): Promise<ChildProcess> {
    const begun = fork(join(import.meta.dirname, '..', 'shims', 'warm-program.js'), {
      ...(file === undefined ? {} : { execPath: file, execArgv: [...rest, process.execPath] }),
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], TMPDIR: process.env['TMPDIR'], TZ: 'Asia/Tokyo' },
    })
    calls = 0
    said = ''
    begun.stderr?.setEncoding('utf8').on('data', (text: string) => (said += text))
    const isReady = await Promise.race([once(begun, 'message').then(() => true), once(begun, 'exit').then(() => false)])
    if (!isReady) throw new Error(`the program did not start: ${said.slice(-300)}`)
    return begun
  }

  const end = (): void => {
    child?.kill('SIGKILL')
    child = null
  }

  return {
    async call(call) {
      if (calls++ >= callsAtMost) end()
      child ??= await begin()
      const ended = await answerOf(child, call, () => said)
      if (ended.code === null) child = null
      return ended
    },
    end,
  }
}

function answerOf(child: ChildProcess, call: WarmCall, said: () => string): Promise<Ended> {
  const began = performance.now()
  return new Promise((resolve) => {
    let isHung = false
    const own = watchOwnTime(child.pid ?? 0, {
      life: null,
      onLook(ms) {
        if (ms <= hangMs) return
        isHung = true
        child.kill('SIGKILL')
      },
    })
    const tell = (ended: Omit<Ended, 'isHung' | 'ms'>): void => {
      own.stop()
      child.off('message', onAnswer)
      child.off('exit', onExit)
      resolve({ ...ended, isHung, ms: performance.now() - began })
    }
    const onAnswer = (answer: WarmAnswer): void => tell({ ...answer, signal: null })
    // It is to answer, not to end: whatever its code is, nobody was told anything.
    const onExit = (_code: number | null, signal: NodeJS.Signals | null): void =>
      tell({ code: null, signal, out: '', err: said() })
    child.once('message', onAnswer)
    child.once('exit', onExit)
    child.send(call)
  })
}
