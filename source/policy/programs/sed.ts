// sed: a reader of its scripts that looks for commands that write, read or run.
import type { Action } from '../action.ts'
import { literal, show, textValue, unknown, type Value } from '../value.ts'
import { doubt, onPath, shell, type Analyser, type Run } from './analysis.ts'
import { compileGrammar, parseOptions } from './options.ts'

const grammar = compileGrammar(
  '-n/--quiet/--silent -e/--expression:script -f/--file:script-file -E/-r/--regexp-extended -i/--in-place? -l/--line-length: -s/--separate -u/--unbuffered -z/--null-data -b/--binary --posix --debug --sandbox --follow-symlinks --help --version',
)

export const sed: Analyser = ({ name, args }) => {
  const { options, operands, strange, mayHideOption } = parseOptions(grammar, args)
  const has = (option: string) => options.some((each) => each.option.name === option)
  const scripts = options.flatMap(({ option, value }) => (option.role === 'script' && value ? [value] : []))
  const files = options.flatMap(({ option, value }) => (option.role === 'script-file' && value ? [value] : []))
  const hasScript = scripts.length > 0 || files.length > 0
  const inputs = (hasScript ? operands : operands.slice(1)).filter((path) => literal(path) !== '-')
  const source = hasScript ? scripts : operands.slice(0, 1)
  const actions: Action[] = [
    ...strange.map((option) => doubt('unknown-option', `sed ${option}`)),
    ...(mayHideOption ? [doubt('unknown-option', 'sed')] : []),
    ...files.map((file) => doubt('opaque-script', `${name} -f ${show(file)}`)),
    ...inputs.map((path) => onPath('read', path)),
    ...(has('i') ? inputs.map((path) => onPath(emptiesAll(source, has('n')) ? 'truncate' : 'modify', path)) : []),
    ...(options.some(({ option, value }) => option.name === 'i' && /[*/‹]/.test(show(value ?? [])))
      ? [onPath('overwrite', unknown)]
      : []),
  ]
  const runs: Run[] = []
  // Scripts of several -e are one text: `a\` may go on in the next.
  const found = readScript(source)
  actions.push(...found.actions)
  runs.push(...found.runs)
  return { actions, runs }
}

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

function readScript(source: readonly Value[]): { actions: Action[]; runs: Run[] } {
  const actions: Action[] = []
  const runs: Run[] = []
  for (const script of source) {
    const text = literal(script)
    if (text === null) {
      // An unknown replacement in `s/a/$b/` could end it and begin another command.
      actions.push(doubt('dynamic-code', `sed ${show(script)}`))
      continue
    }
    const found = scan(text)
    if (found === null) actions.push(doubt('dynamic-code', `sed ${text}`.slice(0, 80)))
    else {
      actions.push(...found.actions)
      runs.push(...found.runs)
    }
  }
  return { actions, runs }
}

/** Null: not understood. */
function scan(text: string): { actions: Action[]; runs: Run[] } | null {
  const actions: Action[] = []
  const runs: Run[] = []
  let i = 0
  const delimited = (from: number, delimiter: string, hasClasses = true): number => {
    let at = from
    let inClass = false
    while (at < text.length) {
      const c = text[at]
      if (c === '\\') at += 1
      else if (c === '[' && hasClasses && !inClass) inClass = true
      else if (c === ']' && inClass) inClass = false
      else if (c === delimiter && !inClass) return at
      at += 1
    }
    // A bracket that is never closed was no class.
    return text.indexOf(delimiter, from)
  }
  const toLineEnd = (): string => {
    const end = text.indexOf('\n', i)
    const rest = text.slice(i, end < 0 ? text.length : end)
    i = end < 0 ? text.length : end
    return rest
  }
  const file = (kind: 'read' | 'overwrite', rest: string) => {
    const path = rest.trim()
    if (!/^\/dev\/std(?:out|err|in)$/.test(path)) actions.push(onPath(kind, textValue(path)))
  }
  while (i < text.length) {
    const c = text[i] ?? ''
    if (/[\s;{}!,0-9$~+IM]/.test(c)) {
      i += 1
      continue
    }
    if (c === '#') {
      toLineEnd()
      continue
    }
    if (c === '/' || c === '\\') {
      const delimiter = c === '/' ? '/' : (text[i + 1] ?? '')
      const end = delimited(i + (c === '/' ? 1 : 2), delimiter)
      if (end < 0) return null
      i = end + 1
      continue
    }
    i += 1
    if (c === 's' || c === 'y') {
      const delimiter = text[i] ?? ''
      const middle = delimited(i + 1, delimiter, c === 's')
      let end = middle < 0 ? -1 : middle + 1
      while (end >= 0 && end < text.length && text[end] !== delimiter) end += text[end] === '\\' ? 2 : 1
      if (end < 0 || end >= text.length) return null
      i = end + 1
      while (i < text.length && /[gpiImMe0-9w]/.test(text[i] ?? '')) {
        const flag = text[i]
        i += 1
        if (flag === 'e' && c === 's') actions.push(doubt('dynamic-code', 'sed s///e'))
        if (flag === 'w' && c === 's') file('overwrite', toLineEnd())
      }
    } else if (c === 'w' || c === 'W') file('overwrite', toLineEnd())
    else if (c === 'r' || c === 'R') file('read', toLineEnd())
    else if (c === 'e') {
      const code = toLineEnd().trim()
      if (code === '') actions.push(doubt('dynamic-code', 'sed e'))
      else runs.push(shell(textValue(code)))
    } else if (c === 'a' || c === 'i' || c === 'c') {
      while (text[i] === ' ') i += 1
      for (;;) {
        const line = toLineEnd()
        // An even number of backslashes are letters.
        let backslashes = 0
        while (line.at(-1 - backslashes) === '\\') backslashes += 1
        if (backslashes % 2 === 0 || i >= text.length) break
        i += 1
      }
    } else if (/[:btT]/.test(c)) {
      while (i < text.length && !/[;\n}]/.test(text[i] ?? '')) i += 1
    } else if (!/[dDgGhHlnNpPqQxzF=v]/.test(c)) return null
  }
  return { actions, runs }
}
