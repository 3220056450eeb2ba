// Builtins that change the shell itself: options, aliases, arguments, its end.
import { allVariables, doubt } from '../grammar/analysis.ts'
import { knownStart, literal, unknown } from '../model/value.ts'
import { result, type Builtin } from './builtin.ts'

export const setOptions: Builtin = ({ shell, args, values, texts }) => {
  if (values.length === 0) return result([allVariables('all variables')], unknown)
  const names: Record<string, string> = { f: 'noglob', a: 'allexport', x: 'xtrace' }
  for (let i = 0; i < values.length; i += 1) {
    const text = texts[i] ?? null
    if (text === '--' || text === null || !/^[-+]./.test(text)) {
      const rest = args.slice(text === '--' ? i + 1 : i)
      shell.positional = rest.some(({ isMany }) => isMany) ? null : rest.map(({ value }) => value)
      return result()
    }
    const isOn = text.startsWith('-')
    const long = /^[-+]\w*o$/.test(text) ? (texts[(i += 1)] ?? '') : ''
    const short = Array.from(text.slice(1), (flag) => names[flag] ?? '')
    for (const name of [...short, long]) {
      if (name !== '') shell.options[isOn ? 'add' : 'delete'](name)
    }
  }
  return result()
}

export const shellOptions: Builtin = ({ shell, texts }) => {
  const isOn = texts.some((text) => /^-\w*s/.test(text ?? ''))
  const isOff = texts.some((text) => /^-\w*u/.test(text ?? ''))
  for (const text of texts) {
    if (text === null || text.startsWith('-')) continue
    if (isOn) shell.options.add(text)
    if (isOff) shell.options.delete(text)
  }
  return result(texts.includes(null) ? [doubt('changed-lookup', 'shopt')] : [])
}

export const alias: Builtin = ({ shell, values }) => {
  for (const value of values) {
    const start = knownStart(value)
    const at = start.indexOf('=')
    if (at < 0) continue
    const text = literal(value)
    shell.aliases.set(start.slice(0, at), text === null ? '\0unknown' : text.slice(at + 1))
  }
  return result([], unknown)
}

export const unalias: Builtin = ({ shell, texts }) => {
  for (const text of texts) {
    if (text === '-a') shell.aliases.clear()
    else shell.aliases.delete(text ?? '')
  }
  return result()
}

export const shift: Builtin = ({ shell, texts }) => {
  const count = Number(texts[0] ?? '1')
  shell.positional = shell.positional === null || !Number.isInteger(count) ? null : shell.positional.slice(count)
  return result()
}

export const exit: Builtin = ({ shell, values }) => {
  if (values.length <= 1) shell.isDead = true
  return result()
}

export const hash: Builtin = ({ texts }) =>
  result(
    texts.some((text) => text === null || /^-\w*[pd]/.test(text)) ? [doubt('changed-lookup', 'hash -p')] : [],
    unknown,
  )

export const enable: Builtin = ({ texts, shell }) => {
  if (texts.some((text) => text === null || /^-\w*f/.test(text))) return result([doubt('dynamic-code', 'enable -f')])
  if (texts.some((text) => /^-\w*[nd]/.test(text ?? ''))) shell.isLookupChanged = true
  return result([], unknown)
}
