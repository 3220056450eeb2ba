// Members that code gives its own objects: `self.x = …`, `def area(self)`.
import type { Language } from './language.ts'

/** Insides of functions, frames and generators. */
const insides = /^(?:_|(?:gi|cr|ag|tb|f|co|func)_)/

/**
 * Only of code whose objects are all its own: with a module that reaches files or processes, a member of the
 * code's own name may be another object's.
 */
export function ownMembers({ imports, modules, dangerous }: Language, code: string): ReadonlySet<string> {
  if (imports !== 'python') return new Set()
  const reaching = Object.keys(modules).filter((name) => modules[name] !== null && !name.includes('.'))
  const words = new Set(code.match(/\w+/g))
  if (reaching.some((name) => words.has(name))) return new Set()
  const found = [
    ...code.matchAll(
      /\b(?:self|cls)\s*\.\s*(\w+)\s*[-+*/|]?=(?!=)|\bdef\s+(\w+)\s*\(\s*(?:self|cls)\b|^[ \t]{1,200}(\w+)[ \t]*:\s*\w/gm,
    ),
  ]
  const names = found.flatMap((each) => each.slice(1)).filter((name) => name !== undefined)
  return new Set(names.filter((name) => !insides.test(name) && !dangerous.has(name) && !Object.hasOwn(modules, name)))
}
