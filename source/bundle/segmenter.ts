// Takes the place of Intl.Segmenter in the bundle (scripts/build.js). Several packages make one when they are loaded
// and cut every line with it. The first cut of a process reads large tables (10 ms of CPU), and all of them are slow;
// a text of nothing but characters that stand alone needs neither.
import { aloneWidth } from '../ui/draw/alone.ts'

const { Segmenter } = globalThis.Intl

const carriageReturn = 0x0d
const standsAlone = (unit: number): boolean => (unit < 0x20 && unit !== carriageReturn) || aloneWidth(unit) !== null

function allAlone(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (!standsAlone(text.charCodeAt(i))) return false
  return true
}

class AloneSegments implements Intl.Segments {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  containing(index = 0): Intl.SegmentData | undefined {
    const segment = this.#text[index]
    return segment === undefined ? undefined : { segment, index, input: this.#text }
  }

  *[Symbol.iterator](): Generator<Intl.SegmentData, undefined> {
    const input = this.#text
    for (let index = 0; index < input.length; index++) yield { segment: input[index] ?? '', index, input }
    return undefined
  }
}

/** The same segments as Intl.Segmenter's, which is made only where it is needed. */
class LazySegmenter {
  readonly #arguments: ConstructorParameters<typeof Intl.Segmenter>
  #made?: Intl.Segmenter

  constructor(...args: ConstructorParameters<typeof Intl.Segmenter>) {
    this.#arguments = args
  }

  segment(text: string): Intl.Segments {
    const { granularity = 'grapheme' } = this.#arguments[1] ?? {}
    if (granularity === 'grapheme' && allAlone(text)) return new AloneSegments(text)
    this.#made ??= new Segmenter(...this.#arguments)
    return this.#made.segment(text)
  }
}

export { LazySegmenter as 'Intl.Segmenter' }
