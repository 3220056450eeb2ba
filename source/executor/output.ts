// A command's output: bounded in memory, whole in a file while it runs, kept there only when it does not fit an event.
import { createHash } from 'node:crypto'
import { closeSync, fstatSync, writeFileSync } from 'node:fs'
import { causeOf } from '../core/failure.ts'
import type { Stream } from '../core/event-command.ts'
import { refusals } from './refusals.ts'

/** Bytes of each stream kept from its beginning and from its end. */
const keptBytes = 8 * 1024

export interface TextStream {
  push(chunk: string): string
  end(): string
}

/** Made and removed by whoever knows how a file of the project is opened. */
export interface OutputFile {
  /** Absolute; viewers may follow it. */
  readonly path: string
  /** Makes it anew, with its folder; never through a link. @throws what the system says */
  readonly open: () => number
  /** @throws what the system says */
  readonly remove: () => void
}

export interface OutputOptions {
  readonly file: OutputFile
  readonly maxBytes: number
  /** Masks secrets in text that arrives in pieces; one per stream. */
  readonly maskStream: () => TextStream
}

export interface CollectedOutput {
  readonly stdout: Stream
  readonly stderr: Stream
  readonly spill: {
    readonly path: string
    readonly bytes: number
    readonly sha256: string
  } | null
  readonly problem: string | null
}

/** Collects the two streams of one command. */
export class Output {
  readonly #options: OutputOptions
  readonly #hash = createHash('sha256')
  readonly #kept = { stdout: new Ends(), stderr: new Ends() }
  readonly #masks: Record<'stdout' | 'stderr', TextStream>
  #descriptor: number | null = null
  #written = 0
  #isFull = false
  #problem: string | null = null

  constructor(options: OutputOptions) {
    this.#options = options
    this.#masks = {
      stdout: options.maskStream(),
      stderr: options.maskStream(),
    }
  }

  push(stream: 'stdout' | 'stderr', chunk: Buffer): void {
    // One byte, one character: masking must not touch bytes that are no text. Masked before anything is cut.
    this.#take(stream, this.#masks[stream].push(chunk.toString('latin1')))
  }

  /** Call once, when both streams have ended. */
  end(): CollectedOutput {
    this.#take('stdout', this.#masks.stdout.end())
    this.#take('stderr', this.#masks.stderr.end())
    const [stdout, stderr] = [this.#kept.stdout.stream(), this.#kept.stderr.stream()]
    const isWhole = [this.#kept.stdout, this.#kept.stderr].every((ends) => ends.isWholeText())
    const spill = this.#close(isWhole)
    return { stdout, stderr, spill, problem: isWhole ? null : this.#problem }
  }

  /** The file stays only when the events cannot hold it all. A command may have removed it. */
  #close(isWhole: boolean): CollectedOutput['spill'] {
    if (this.#descriptor === null) return null
    const { file } = this.#options
    try {
      const { size, nlink } = fstatSync(this.#descriptor)
      closeSync(this.#descriptor)
      if (!isWhole && nlink === 0) throw new Error('its name was removed')
      if (!isWhole)
        return {
          path: file.path,
          bytes: size,
          sha256: this.#hash.digest('hex'),
        }
      file.remove()
    } catch (error) {
      this.#problem ??= refusals.outputGone(causeOf(error))
    }
    return null
  }

  #take(stream: 'stdout' | 'stderr', masked: string): void {
    if (masked === '') return
    const data = Buffer.from(masked, 'latin1')
    this.#kept[stream].push(data)
    this.#write(data)
  }

  #write(masked: Buffer): void {
    if (this.#isFull) return
    const room = this.#options.maxBytes - this.#written
    const data = masked.subarray(0, room)
    if (masked.length > room) {
      this.#isFull = true
      this.#problem = refusals.outputCut(this.#options.maxBytes)
    }
    try {
      this.#descriptor ??= this.#options.file.open()
      writeFileSync(this.#descriptor, data)
      this.#written += data.length
      this.#hash.update(data)
    } catch (error) {
      this.#isFull = true
      this.#problem = refusals.outputLost(causeOf(error))
    }
  }
}

/** The first and the last bytes of a stream. */
class Ends {
  #head: Buffer = Buffer.alloc(0)
  #tail: Buffer = Buffer.alloc(0)
  #bytes = 0

  push(chunk: Buffer): void {
    this.#bytes += chunk.length
    const room = keptBytes - this.#head.length
    if (room > 0) this.#head = Buffer.concat([this.#head, chunk.subarray(0, room)])
    const rest = room > 0 ? chunk.subarray(room) : chunk
    if (rest.length > 0) this.#tail = Buffer.concat([this.#tail, rest]).subarray(-keptBytes)
  }

  /** Is all of it in `stream()`, unharmed? */
  isWholeText(): boolean {
    if (this.#bytes > this.#head.length + this.#tail.length) return false
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat([this.#head, this.#tail]))
      return true
    } catch {
      return false
    }
  }

  stream(): Stream {
    const left = this.#bytes - this.#head.length - this.#tail.length
    const whole = Buffer.concat([this.#head, this.#tail])
    const text =
      left === 0
        ? whole.toString('utf8')
        : `${this.#head.toString('utf8')}\n[… ${left} bytes …]\n${this.#tail.toString('utf8')}`
    return { text, bytes: this.#bytes, cut: left }
  }
}
