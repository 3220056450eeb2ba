// awk: looks in its programs for what runs commands, writes files or reads the environment.
import { isSecretName } from '../model/secret-names.ts'
import { fits, literal, show, textValue, unknown, type Value } from '../model/value.ts'
import { act, doubt, type Found, onEach, onPath, shell } from '../grammar/analysis.ts'
import { reader } from '../grammar/reader.ts'
import { endOfPattern } from './code/slash.ts'
import { isOdd, unescape } from './code/tokens.ts'

export const awk = reader(
  '-F/--field-separator: -v/--assign: -f/--file:file -e/--source:source -i/--include:include -E/--exec:file -l/--load:load -b -c -C -d/--dump-variables? -D/--debug? -g -h/--help -I -k -L? -M -n -N -o/--pretty-print? -O -p/--profile? -P -r -s -S -t -V --re-interval --posix --sandbox --csv --traditional --version -W:',
  ({ call: { name }, options, operands, inRole, has }) => {
    const [files, given] = [inRole('file'), inRole('source')]
    const isElsewhere = files.length > 0 || given.length > 0
    const sources = isElsewhere ? given : operands.slice(0, 1)
    const inputs = (isElsewhere ? operands : operands.slice(1)).filter((path) => !/^[A-Za-z_]\w*=/.test(show(path)))
    const modes = options.flatMap(({ option, value }) => (option.name === 'W' ? [show(value ?? [])] : []))
    const profiles = options.flatMap(({ option, value }) =>
      /^[dop]$/.test(option.name) ? [value ?? textValue('awkprof.out')] : [],
    )
    return [
      onEach('read', inputs),
      files.map((path) => doubt('opaque-script', `${name} -f ${show(path)}`)),
      modes
        .filter((mode) => !/^(?:v|version|h|help|posix|sandbox|usage)/.test(mode))
        .map((mode) => doubt('unknown-option', `${name} -W ${mode}`)),
      inRole('load').map(() => doubt('opaque-script', `${name} -l`)),
      inRole('include').map((module) =>
        literal(module) === 'inplace'
          ? onEach(sources.every(fits(printsNone)) ? 'truncate' : 'modify', inputs)
          : doubt('opaque-script', `${name} -i`),
      ),
      onEach('overwrite', profiles),
      // The debugger's commands call anything, whatever the program.
      has('D') && doubt('dynamic-code', `${name} -D`),
      sources.map((source) => {
        const text = literal(source)
        return text === null ? doubt('dynamic-code', `${name} ${show(source)}`.slice(0, 80)) : scan(text)
      }),
    ]
  },
  { isPosix: true },
)

/** Fits no line, or acts without printing. */
const printsNone = /^(?:0?|(?:BEGIN|END)? ?\{(?!.*print).*\})$/s

interface Token {
  readonly kind: 'string' | 'word' | 'mark' | 'regex'
  readonly text: string
  readonly isOdd?: boolean
}

/** Strings, words, operators; regular expressions where a value may begin. */
function tokenize(source: string): Token[] {
  const tokens: Token[] = []
  const pattern =
    /\s*(?:(#[^\n]*)|("(?:\\[\s\S]|[^"\\])*"?)|([A-Za-z_]\w*)|(\d[\w.]*)|(>>|\|&|\|\||&&|[<>=!]=|\+\+|--|\n|[^\s]))/gy
  for (;;) {
    const at = pattern.lastIndex
    const found = pattern.exec(source)
    if (!found || pattern.lastIndex === at) return tokens
    const [, comment, text, word, number, mark] = found
    if (comment !== undefined) continue
    if (text !== undefined) tokens.push({ kind: 'string', text: unescape(text.slice(1, -1)), isOdd: isOdd(text) })
    else if (word !== undefined) tokens.push({ kind: 'word', text: word })
    else if (number !== undefined) tokens.push({ kind: 'string', text: number })
    else if (mark === '/' && canBeginValue(tokens.at(-1))) {
      const end = endOfPattern(source, pattern.lastIndex)
      if (end < 0) tokens.push({ kind: 'mark', text: '/' })
      else {
        tokens.push({ kind: 'regex', text: source.slice(pattern.lastIndex, end) })
        pattern.lastIndex = end + 1
      }
    } else tokens.push({ kind: 'mark', text: mark ?? '' })
  }
}
/** Behind `x++` one awk divides, and another begins a pattern. */
const isEither = (tokens: readonly Token[], i: number): boolean =>
  tokens[i]?.text === '/' && /^(?:\+\+|--)$/.test(tokens[i - 1]?.text ?? '')

const canBeginValue = (last: Token | undefined): boolean =>
  last === undefined ||
  (last.kind === 'mark' && !/^(?:[)\]$]|\+\+|--)$/.test(last.text)) ||
  (last.kind === 'word' && /^(?:print|return|in|case)$/.test(last.text))

/** A text that is alone between the marks around it. */
const alone = (tokens: readonly Token[], i: number, isEnd: (token: Token | undefined) => boolean): string | null =>
  tokens[i]?.kind === 'string' && tokens[i]?.isOdd !== true && isEnd(tokens[i + 1]) ? (tokens[i]?.text ?? '') : null

const isClosing = (token: Token | undefined): boolean =>
  token === undefined || (token.kind === 'mark' && /^[)};\n|,]$/.test(token.text))

function scan(source: string): Found {
  const tokens = tokenize(source)
  const found: Found[] = []
  const run = (text: string | null, what: string) => {
    found.push(text === null ? doubt('dynamic-code', what) : shell(textValue(text)))
  }
  let isPrinting = false
  let depth = 0
  for (const [i, { kind, text }] of tokens.entries()) {
    const next = tokens[i + 1]
    if (kind === 'word' && /^(?:print|printf)$/.test(text)) {
      isPrinting = true
      depth = 0
    } else if (kind === 'word' && text === 'system') run(alone(tokens, i + 2, isClosing), 'awk system()')
    else if (kind === 'word' && text === 'ENVIRON') found.push(environment(tokens, i))
    else if (kind === 'word' && text === 'getline' && tokens[behindPlace(tokens, i + 1)]?.text === '<') {
      const path = alone(tokens, behindPlace(tokens, i + 1) + 1, isClosing)
      found.push(path?.startsWith('/inet') ? act('network', path) : onPath('read', fileOf(path)))
    } else if (kind === 'word' && text === 'PROCINFO' && tokens[i + 2]?.text === 'sorted_in') continue
    else if (kind === 'word' && /^(?:PROCINFO|SYMTAB|FUNCTAB|ARGV|ARGC)$/.test(text))
      found.push(doubt('dynamic-code', text))
    else if (kind === 'string' && text.startsWith('/inet')) found.push(act('network', text))
    if (kind !== 'mark') continue
    if (text === '@' || isEither(tokens, i)) found.push(doubt('dynamic-code', `awk ${text}`))
    if (/^[([]$/.test(text)) depth += 1
    if (/^[)\]]$/.test(text)) depth -= 1
    if (/^(?:[;}]|\n)$/.test(text)) isPrinting = false
    if (text === '|' || text === '|&') {
      const before = tokens[i - 1]
      if (next?.kind === 'word' && next.text === 'getline')
        run(
          before?.kind === 'string' && before.isOdd !== true && isOpening(tokens[i - 2]) ? before.text : null,
          'awk | getline',
        )
      else run(alone(tokens, i + 1, isClosing), 'awk print |')
    }
    if (isPrinting && depth <= 0 && (text === '>' || text === '>>')) {
      const path = alone(tokens, i + 1, isClosing)
      const isEmpty = tokens[i - 1]?.kind === 'string' && tokens[i - 1]?.text === '' && tokens[i - 2]?.text === 'printf'
      const written = isEmpty ? 'truncate' : 'overwrite'
      found.push(onPath(text === '>' ? written : 'append', fileOf(path)))
    }
  }
  return found
}
/** Past what a line is read into: `x`, `x[i]`, `$(i + 1)`. */
const behindPlace = (tokens: readonly Token[], from: number): number =>
  tokens.findIndex(({ kind, text }, at) => at >= from && kind === 'mark' && /^[<;{}\n]$/.test(text))

const fileOf = (path: string | null): Value => (path === null ? unknown : textValue(path))

const isOpening = (token: Token | undefined): boolean =>
  token === undefined || (token.kind === 'mark' && /^[({;\n!]$/.test(token.text)) || token.kind === 'word'

/** ENVIRON["HOME"] is no secret; a loop over all of it is. */
function environment(tokens: readonly Token[], i: number): Found {
  const [open, name, close] = tokens.slice(i + 1, i + 4)
  const isNamed = open?.text === '[' && name?.kind === 'string' && close?.text === ']'
  return !(isNamed && !isSecretName(name.text)) && act('secret', 'ENVIRON')
}
