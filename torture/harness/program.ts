// The built program as its user starts it, watched from outside: exit code, what it said, whether it hung.
import { spawn, type ChildProcess } from 'node:child_process'
import { program } from '../../test/helpers/project.ts'
import type { World } from '../promise.ts'

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
  /** It had to be killed after `patienceMs`. */
  readonly isHung: boolean
  readonly ms: number
}

export interface StartOptions {
  readonly environment?: Readonly<Record<string, string>>
  /** Stands before the program's own call, such as strace. */
  readonly before?: readonly string[]
  readonly folder?: string
  /** In a process group of its own. */
  readonly detached?: boolean
  /** It is to run until it is told to end. */
  readonly isLasting?: boolean
  readonly onLine?: (line: string, child: ChildProcess) => void
  readonly onStart?: (child: ChildProcess) => void
}

/** Far beyond what a busy machine takes: what lasts longer hangs. */
const patienceMs = 240_000
/** A program that floods its output does not take ours. */
const keptCharacters = 1_000_000

export const callOf = (args: readonly string[]): string[] => [process.execPath, program, ...args]

export function environmentOf(world: World, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { PATH = '', HOME = '', XDG_STATE_HOME = '', TMPDIR = '' } = process.env
  const shims = [world.environment['NODE_OPTIONS'], more['NODE_OPTIONS']].filter(Boolean).join(' ')
  return {
    PATH,
    HOME,
    XDG_STATE_HOME,
    ...(TMPDIR ? { TMPDIR } : {}),
    XDG_CONFIG_HOME: '/nowhere',
    LANG: 'C.UTF-8',
    TZ: 'Asia/Tokyo',
    ...world.environment,
    ...more,
    ...(shims ? { NODE_OPTIONS: shims } : {}),
  }
}

export function start(world: World, args: readonly string[], options: StartOptions = {}): Promise<Ended> {
  const { environment, before = [], folder = '/', detached = false, isLasting = false, onLine, onStart } = options
  const [file = '', ...rest] = [...before, ...callOf(args)]
  return new Promise((resolve, reject) => {
    const began = performance.now()
    const env = environmentOf(world, environment)
    const child = spawn(file, rest, { cwd: folder, env, detached, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = { out: '', err: '' }
    let line = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.out = (said.out + text).slice(-keptCharacters)
      if (!onLine) return
      const lines = (line + text).split('\n')
      line = lines.pop() ?? ''
      for (const whole of lines) onLine(whole, child)
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err = (said.err + text).slice(-keptCharacters)))
    let isHung = false
    const hung = (): void => {
      isHung = true
      child.kill('SIGKILL')
    }
    const patience = isLasting ? undefined : setTimeout(hung, patienceMs)
    child.once('error', reject)
    // What a killed program leaves behind may hold its output: `exit`, then what is still in the pipe.
    child.once('exit', (code, signal) => {
      clearTimeout(patience)
      setTimeout(() => {
        child.stdout.destroy()
        child.stderr.destroy()
        resolve({ code, signal, ...said, isHung, ms: performance.now() - began })
      }, 30)
    })
    onStart?.(child)
  })
}

/** What no message may hold: an inner trace, a request to report, a language's own words. */
export const isTrace = (text: string): boolean =>
  /\n\s+at .*[:(]\d|unexpected:|please report|TypeError|ReferenceError|SyntaxError|\[object Object\]|undefined is not/.test(
    text,
  )
