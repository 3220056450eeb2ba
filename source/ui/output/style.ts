// How a cell looks, and the shortest sequence that turns one look into another. Only what is named here can be sent.

export interface Style {
  /** Two styles are the same when their keys are. */
  readonly key: string
  /** SGR parameters of the foreground, such as `31` or `38;5;208`; empty for the terminal's own. */
  readonly foreground: string
  readonly background: string
  /** A bit per row of `attributes`. */
  readonly attributes: number
}

interface Attribute {
  readonly bit: number
  readonly on: number
  readonly off: number
  /** A space with it looks different from a plain space. */
  readonly marksBlanks: boolean
}

// No blinking and no hidden text: neither is ever drawn here, and text from outside shall not bring it.
const attributes: readonly Attribute[] = [
  { bit: 1, on: 1, off: 22, marksBlanks: false },
  { bit: 2, on: 2, off: 22, marksBlanks: false },
  { bit: 4, on: 3, off: 23, marksBlanks: false },
  { bit: 8, on: 4, off: 24, marksBlanks: true },
  { bit: 16, on: 7, off: 27, marksBlanks: true },
  { bit: 32, on: 9, off: 29, marksBlanks: true },
]
const blankMarks = attributes.reduce((sum, { bit, marksBlanks }) => sum + (marksBlanks ? bit : 0), 0)

const known = new Map<string, Style>()
/** Enough for any screen; text from outside may bring 16 million colours. */
const knownAtMost = 4096

function styleOf(foreground: string, background: string, attributes: number): Style {
  const key = `${attributes}/${foreground}/${background}`
  const found = known.get(key)
  if (found) return found
  if (known.size >= knownAtMost) known.clear()
  const style = { key, foreground, background, attributes }
  known.set(key, style)
  return style
}

export const plain: Style = styleOf('', '', 0)
export const isPlain = (style: Style): boolean => style.key === plain.key

/** The style of a space that looks the same: colours of letters do not count. */
export const blankStyle = (style: Style): Style =>
  style.attributes & blankMarks ? style : styleOf('', style.background, 0)

/** A space drawn with `pen` looks like a space of style `wanted`. */
export const drawsBlank = (pen: Style, wanted: Style): boolean =>
  pen.key === wanted.key ||
  ((pen.attributes & blankMarks) === 0 &&
    (wanted.attributes & blankMarks) === 0 &&
    pen.background === wanted.background)

/** The style after the parameters of one SGR sequence; what is not known changes nothing. */
export function styled(style: Style, parameters: string): Style {
  let { foreground, background, attributes: bits } = style
  const codes = parameters.split(';').map(Number)
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? 0
    const on = attributes.find((attribute) => attribute.on === code)
    if (code === 0) [foreground, background, bits] = ['', '', 0]
    else if (on) bits |= on.bit
    else if (code >= 22 && code <= 29) for (const { bit, off } of attributes) bits &= off === code ? ~bit : ~0
    else if ((code >= 30 && code <= 37) || (code >= 90 && code <= 97)) foreground = String(code)
    else if ((code >= 40 && code <= 47) || (code >= 100 && code <= 107)) background = String(code)
    else if (code === 39) foreground = ''
    else if (code === 49) background = ''
    else if (code === 38 || code === 48) {
      const length = codes[i + 1] === 5 ? 2 : codes[i + 1] === 2 ? 4 : 0
      const colour = codes.slice(i, i + 1 + length)
      i += length
      if (length === 0 || colour.length !== 1 + length || colour.some((part) => !(part <= 255))) continue
      if (code === 38) foreground = colour.join(';')
      else background = colour.join(';')
    }
  }
  return styleOf(foreground, background, bits)
}

const changes = new Map<string, string>()

/** The shortest SGR sequence from one style to the other; empty when they are the same. */
export function styleChange(from: Style, to: Style): string {
  if (from.key === to.key) return ''
  const key = `${from.key}>${to.key}`
  const found = changes.get(key)
  if (found !== undefined) return found
  if (changes.size >= knownAtMost) changes.clear()
  const [afresh, onwards] = [sgr(['', ...looks(to)]), sgr(difference(from, to))]
  const change = afresh.length < onwards.length ? afresh : onwards
  changes.set(key, change)
  return change
}

// An empty parameter is 0: it begins afresh.
const sgr = (codes: readonly (string | number)[]): string => `\u001B[${codes.join(';')}m`

const looks = ({ foreground, background, attributes: bits }: Style): (string | number)[] => [
  ...attributes.filter(({ bit }) => bits & bit).map(({ on }) => on),
  ...[foreground, background].filter(Boolean),
]

function difference(from: Style, to: Style): (string | number)[] {
  const offs = new Set(attributes.filter(({ bit }) => from.attributes & ~to.attributes & bit).map(({ off }) => off))
  // Bold and dim share their off: the one that stays is switched on again.
  const ons = attributes.filter(({ bit, off }) => to.attributes & bit && (!(from.attributes & bit) || offs.has(off)))
  return [
    ...offs,
    ...ons.map(({ on }) => on),
    ...(from.foreground === to.foreground ? [] : [to.foreground || 39]),
    ...(from.background === to.background ? [] : [to.background || 49]),
  ]
}
