// The built program as its user starts it, watched from outside: exit code, what it said, whether it hung.
import { spawn, type ChildProcess } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { program } from '../../test/helpers/project.ts'
import type { World } from '../promise.ts'
import { watchOwnTime } from './own-time.ts'
import { familyOf } from './process-table.ts'

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
  /** It stood still and had to be killed. */
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
  /** What its commands and servers keep it waiting for at most, beside what counts as a hang. */
  readonly waitsMs?: number
  /** The longest it may take, with signs of life all the time. Milliseconds. */
  readonly endlessMs?: number
  readonly onLine?: (line: string, child: ChildProcess) => void
  readonly onStart?: (child: ChildProcess) => void
}

/** Of its own time, without a sign of life: a hang. */
export const hangMs = 10_000
/** Whoever gives signs of life for ever has no end either. */
const usualEndlessMs = 600_000
/** What a killed program leaves behind may hold its output open. */
const lastWordsMs = 30
/** A program that floods its output does not take ours. */
const keptCharacters = 1_000_000

export const callOf = (args: readonly string[]): string[] => [process.execPath, program, ...args]

export function environmentOf(world: World, more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { PATH = '', HOME = '', XDG_STATE_HOME = '', TMPDIR = '' } = process.env
  // What breaks the program comes last: around the faults of its disk and clock.
  const shims = [more['NODE_OPTIONS'], world.environment['NODE_OPTIONS']].filter(Boolean).join(' ')
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
  const { environment, before = [], folder = '/', detached = false, onLine, onStart } = options
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
    const patience = watchForHang(child, args, options)
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      const isHung = patience()
      let isTold = false
      const tell = (): void => {
        if (isTold) return
        isTold = true
        child.stdout.destroy()
        child.stderr.destroy()
        resolve({ code, signal, ...said, isHung, ms: performance.now() - began })
      }
      child.once('close', tell)
      setTimeout(tell, lastWordsMs)
    })
    onStart?.(child)
  })
}

/** Ends what hangs; the function that is given back stops watching and says whether it did. */
function watchForHang(
  child: ChildProcess,
  args: readonly string[],
  { folder = '/', isLasting = false, waitsMs = 0, endlessMs = usualEndlessMs }: StartOptions,
): () => boolean {
  const { pid } = child
  if (isLasting || pid === undefined) return () => false
  const at = args.indexOf('--root')
  const root = (at < 0 ? undefined : args[at + 1]) ?? folder
  const journal = join(root, 'logs', 'journal.ndjson')
  let isHung = false
  const hung = (): void => {
    isHung = true
    for (const each of familyOf(pid).toReversed())
      try {
        process.kill(each, 'SIGKILL')
      } catch {
        // Gone meanwhile.
      }
  }
  const own = watchOwnTime(pid, {
    life: () => statSync(journal, { throwIfNoEntry: false })?.size,
    onLook: (ms) => void (ms > hangMs + waitsMs && hung()),
  })
  const endless = setTimeout(hung, endlessMs)
  return () => {
    own.stop()
    clearTimeout(endless)
    return isHung
  }
}

/** What no message may hold: an inner trace, a request to report, a language's own words. */
export const isTrace = (text: string): boolean =>
  /\n\s+at .*[:(]\d|unexpected:|please report|TypeError|ReferenceError|SyntaxError|\[object Object\]|undefined is not/.test(
    text,
  )
