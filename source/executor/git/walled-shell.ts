// One shell behind the walls that starts git again and again: walls for each git would cost more than git does.
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { causeOf } from '../../core/failure.ts'
import { countSilence, type Look } from '../../core/silence.ts'
import { privateFolder } from '../private-folder.ts'

export interface WalledCall {
  /** Where git is started. */
  readonly folder: string
  readonly args: readonly string[]
  /** All that git gets of an environment, but for PATH, which is the shell's. */
  readonly environment: Readonly<Record<string, string>>
  readonly input?: Buffer | string | undefined
  /** Milliseconds without a word after which all within the walls is ended. */
  readonly silenceMs: number
  /** What git will never get beyond; it is ended at once then. */
  readonly look?: Look | undefined
}

export interface WalledOutput {
  /** Null when git was ended by a signal or could not be started. */
  readonly code: number | null
  readonly out: Buffer
  readonly err: string
}

export interface WalledShell {
  /** One after the other; resolves whatever git answers. */
  readonly call: (call: WalledCall) => Promise<WalledOutput>
  /** Started again by the next call. */
  readonly end: () => void
}

const timers = { later: setTimeout, cancel: clearTimeout, soon: setImmediate }

/** What a shell makes of a git that a signal ended: 128 and its number; git's own codes end at 129. */
const firstSignalCode = 130

/** `start` is the program and its argument that lead to a shell which reads its commands from its input. */
export function openWalledShell(
  [program, script]: readonly [string, string],
  environment: Readonly<Record<string, string>>,
): WalledShell {
  let child: ChildProcess | null = null
  let last: Promise<unknown> = Promise.resolve()
  const started = (): ChildProcess => {
    if (child?.stdin?.destroyed === false) return child
    // A group of its own: what a person types at the terminal is not for it. It ends with this process.
    const made = spawn(program, [script], {
      cwd: '/',
      env: environment,
      stdio: 'pipe',
      detached: true,
    })
    const forget = () => {
      if (child === made) child = null
    }
    made.once('error', forget).once('exit', forget)
    // Whoever writes to one that is gone hears it by its end.
    made.stdin.on('error', forget)
    return (child = made)
  }
  return {
    call(call) {
      const next = last.then(() => carryOut(started, call))
      last = next
      return next
    },
    end() {
      child?.stdin?.end()
      child = null
    },
  }
}

async function carryOut(started: () => ChildProcess, call: WalledCall): Promise<WalledOutput> {
  const mark = randomBytes(16).toString('hex')
  const path = call.input === undefined || call.input.length === 0 ? null : join(privateFolder(), `input-${mark}`)
  try {
    if (path !== null) writeFileSync(path, call.input ?? '', { flag: 'wx', mode: 0o600 })
    const child = started()
    hold(child, true)
    try {
      return await answerOf(child, commandOf(call, path ?? '/dev/null', mark), mark, call)
    } finally {
      hold(child, false)
    }
  } catch (error) {
    return { code: null, out: Buffer.alloc(0), err: causeOf(error) }
  } finally {
    if (path !== null) rmSync(path, { force: true })
  }
}

/** Waiting for the next call it keeps nobody from ending. */
function hold(child: ChildProcess, isHeld: boolean): void {
  for (const each of [child, child.stdin, child.stdout, child.stderr]) {
    if (each !== child && !(each instanceof Socket)) continue
    if (isHeld) each.ref()
    else each.unref()
  }
}

function commandOf({ folder, args, environment }: WalledCall, input: string, mark: string): string {
  const set = Object.entries(environment).map(([name, value]) => `${name}=${quoted(value)}`)
  const words = [...set, 'git', ...args.map(quoted)].join(' ')
  // The marks say where the output ends: nothing that git could write holds them.
  return `cd ${quoted(folder)} && ${words} <${quoted(input)}; printf '${mark}%s\\n' $?; printf '${mark}\\n' >&2\n`
}

export const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`

function answerOf(
  child: ChildProcess,
  command: string,
  mark: string,
  { silenceMs, look }: WalledCall,
): Promise<WalledOutput> {
  const { stdin, stdout, stderr } = child
  if (!stdin || !stdout || !stderr) return Promise.reject(new Error('no pipes'))
  return new Promise((resolve) => {
    const [out, err] = [new Marked(mark), new Marked(mark)]
    let why = ''
    const give = (reason: string | null) => {
      why = reason ?? 'block timeout reached'
      endAll(child)
      finish(null)
    }
    const silence = countSilence<NodeJS.Timeout>(timers, silenceMs, give, look)
    const hear = (stream: Readable, heard: Marked) => {
      const take = (chunk: Buffer) => {
        silence.heard()
        if (heard.take(chunk) && out.end !== null && err.end !== null) finish(Number(out.end))
      }
      stream.on('data', take)
      return () => stream.off('data', take)
    }
    const failed = (error: Error) => {
      why ||= causeOf(error)
      finish(null)
    }
    const closed = () => finish(null)
    const quiet = [hear(stdout, out), hear(stderr, err)]
    function finish(code: number | null): void {
      silence.end()
      for (const stop of quiet) stop()
      child.off('close', closed).off('error', failed)
      const said = err.bytes().toString()
      const isEnded = code === null || code >= firstSignalCode
      resolve({
        code: isEnded ? null : code,
        out: out.bytes(),
        err: isEnded ? why || said || 'git was ended' : said,
      })
    }
    child.once('close', closed).once('error', failed)
    stdin.write(command)
  })
}

/** With the group it began; whatever left that group ends with its walls. */
function endAll(child: ChildProcess): void {
  for (const stream of [child.stdin, child.stdout, child.stderr]) stream?.destroy()
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

/** What comes out of a pipe up to the mark. */
class Marked {
  /** What stands behind the mark; null until it has come. */
  end: string | null = null
  readonly #mark: string
  readonly #chunks: Buffer[] = []
  #tail = ''
  #length = 0

  constructor(mark: string) {
    this.#mark = mark
  }

  /** Has the mark come? */
  take(chunk: Buffer): boolean {
    this.#chunks.push(chunk)
    this.#length += chunk.length
    this.#tail = (this.#tail + chunk.subarray(-80).toString('latin1')).slice(-80)
    const at = this.#tail.lastIndexOf(this.#mark)
    if (at < 0 || !this.#tail.endsWith('\n')) return false
    this.end = this.#tail.slice(at + this.#mark.length, -1)
    this.#length -= this.#tail.length - at
    return true
  }

  bytes(): Buffer {
    return Buffer.concat(this.#chunks).subarray(0, this.#length)
  }
}
