// sed: a reader of its scripts that looks for commands that write, read or run.
import { isHole, literal, show, textValue, unknown, type Value } from '../model/value.ts'
import { doubt, type Found, onEach, onPath, shell } from '../grammar/analysis.ts'
import { reader } from '../grammar/reader.ts'

export const sed = reader(
  '-n/--quiet/--silent -e/--expression:source -f/--file:script-file -E/-r/--regexp-extended -i/--in-place? -l/--line-length: -s/--separate -u/--unbuffered -z/--null-data -b/--binary --posix --debug --sandbox --follow-symlinks --help --version',
  ({ call: { name }, options, operands, has, inRole }) => {
    const [scripts, files] = [inRole('source'), inRole('script-file')]
    const hasScript = scripts.length > 0 || files.length > 0
    const inputs = (hasScript ? operands : operands.slice(1)).filter((path) => literal(path) !== '-')
    const source = hasScript ? scripts : operands.slice(0, 1)
    // `-i*` and `-i/x/`: the copy that is kept lies elsewhere.
    const isElsewhere = options.some(({ option, value }) => option.name === 'i' && /[*/\u2039]/.test(show(value ?? [])))
    const kind = emptiesAll(source, has('n')) ? 'truncate' : 'modify'
    return [
      files.map((file) => doubt('opaque-script', `${name} -f ${show(file)}`)),
      onEach('read', inputs),
      has('i') && onEach(kind, inputs),
      isElsewhere && onPath('overwrite', unknown),
      // Scripts of several -e are one text: `a\` may go on in the next.
      source.map(readScript),
    ]
  },
)

/** Deletes every line, or prints none. */
function emptiesAll(scripts: readonly Value[], isSilent: boolean): boolean {
  const texts = scripts.map(show)
  // In braces and behind a text a semicolon ends no command of the whole.
  const commands = texts.flatMap((text) => (/[{}]|^\s*[aic]/.test(text.slice(1)) ? [text] : text.split(/[;\n]/)))
  const deletes = /^\{?(?:1,\$|1~1|0~1|\/(?:\^|\$|\.\*|)\/)?\{?[dD];?\}?$/
  return (
    commands.some((text) => deletes.test(text.replaceAll(/\s/g, ''))) ||
    (isSilent && !texts.some((text) => /[pPwWlciaesr=]/.test(text)))
  )
}

function readScript(script: Value): Found {
  const text = literal(script) ?? plainSubstitution(script)
  // An unknown replacement in `s/a/$b/` could end it and begin another command.
  if (text === null) return doubt('dynamic-code', `sed ${show(script)}`)
  return scan(text) ?? doubt('dynamic-code', `sed ${text}`.slice(0, 80))
}

/** One `s/a/‹name›/`: what holds no slash can neither end it nor begin another command. Null: another. */
function plainSubstitution(script: Value): string | null {
  if (script.some((part) => isHole(part) && !/^(?:name|glob|digits|pid)$/.test(part.hole))) return null
  const text = script.map((part) => (isHole(part) ? 'x' : part)).join('')
  return /^s\/(?:[^/\n\\]|\\[^\n])*\/(?:[^/\n\\]|\\[^\n])*\/[gIip\d]*$/.test(text) ? text : null
}

interface Script {
  readonly text: string
  /** The next letter to be read. */
  at: number
  readonly found: Found[]
}

/** Null: not understood. */
function scan(text: string): Found {
  const script: Script = { text, at: 0, found: [] }
  while (script.at < text.length) {
    const c = text[script.at] ?? ''
    if (/[\s;{}!,0-9$~+IM]/.test(c)) script.at += 1
    else if (c === '#') toLineEnd(script)
    else if (c === '/' || c === '\\') {
      if (!passAddress(script, c)) return null
    } else {
      script.at += 1
      if (!command(script, c)) return null
    }
  }
  return script.found
}

/** Where the delimiter stands next, -1: nowhere. */
function delimited(text: string, from: number, delimiter: string, hasClasses = true): number {
  let inClass = false
  for (let at = from; at < text.length; at += 1) {
    const c = text[at] ?? ''
    const [, set] = /^\[([:.=])/.exec(text.slice(at, at + 2)) ?? []
    if (inClass && set !== undefined) at = Math.max(at, text.indexOf(`${set}]`, at + 2) + 1)
    else if (inClass) inClass = c !== ']'
    else if (c === delimiter) return at
    else if (c === '\\') at += 1
    else if (c === '[' && hasClasses) {
      inClass = true
      // The first one ends nothing, nor does a backslash keep anything from it.
      at += /^\^?\]?/.exec(text.slice(at + 1, at + 3))?.[0].length ?? 0
    }
  }
  // A bracket that is never closed was no class.
  return text.indexOf(delimiter, from)
}

function toLineEnd(script: Script): string {
  const end = script.text.indexOf('\n', script.at)
  const rest = script.text.slice(script.at, end < 0 ? script.text.length : end)
  script.at = end < 0 ? script.text.length : end
  return rest
}

function passAddress(script: Script, c: string): boolean {
  const delimiter = c === '/' ? '/' : (script.text[script.at + 1] ?? '')
  const end = delimited(script.text, script.at + (c === '/' ? 1 : 2), delimiter)
  if (end >= 0) script.at = end + 1
  return end >= 0
}

function file(script: Script, kind: 'read' | 'overwrite'): void {
  const path = toLineEnd(script).trim()
  if (!/^\/dev\/std(?:out|err|in)$/.test(path)) script.found.push(onPath(kind, textValue(path)))
}

/** False: not understood. */
function command(script: Script, c: string): boolean {
  const { text } = script
  if (c === 's' || c === 'y') return substitution(script, c)
  if (c === 'w' || c === 'W') file(script, 'overwrite')
  else if (c === 'r' || c === 'R') file(script, 'read')
  else if (c === 'e') {
    const code = toLineEnd(script).trim()
    script.found.push(code === '' ? doubt('dynamic-code', 'sed e') : shell(textValue(code)))
  } else if (c === 'a' || c === 'i' || c === 'c') passText(script)
  else if (/[:btT]/.test(c)) {
    while (script.at < text.length && !/[;\n}]/.test(text[script.at] ?? '')) script.at += 1
  } else return /[dDgGhHlnNpPqQxzF=v]/.test(c)
  return true
}

function substitution(script: Script, c: string): boolean {
  const { text } = script
  const delimiter = text[script.at] ?? ''
  const middle = delimited(text, script.at + 1, delimiter, c === 's')
  let end = middle < 0 ? -1 : middle + 1
  while (end >= 0 && end < text.length && text[end] !== delimiter) end += text[end] === '\\' ? 2 : 1
  if (end < 0 || end >= text.length) return false
  script.at = end + 1
  while (script.at < text.length && /[gpiImMe0-9w]/.test(text[script.at] ?? '')) {
    const flag = text[script.at]
    script.at += 1
    if (flag === 'e' && c === 's') script.found.push(doubt('dynamic-code', 'sed s///e'))
    if (flag === 'w' && c === 's') file(script, 'overwrite')
  }
  return true
}

/** Of `a`, `i` and `c`: goes on behind a backslash at the end of a line. */
function passText(script: Script): void {
  while (script.text[script.at] === ' ') script.at += 1
  for (;;) {
    const line = toLineEnd(script)
    // An even number of backslashes are letters.
    let backslashes = 0
    while (line.at(-1 - backslashes) === '\\') backslashes += 1
    if (backslashes % 2 === 0 || script.at >= script.text.length) break
    script.at += 1
  }
}
