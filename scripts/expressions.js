// Every regular expression that looks at the text of a command: those written in the sources, and those made as they load.
import { globSync, readFileSync } from 'node:fs'
import { parseSync, Visitor } from 'oxc-parser'

const root = new URL('..', import.meta.url).pathname
const judging = ['source/policy/**/*.ts', 'source/core/containment.ts']
/** Begins a thread as it loads. */
const unloaded = 'source/policy/judge-worker.ts'

/** One order, whoever sorts. */
export const byText = (a, b) => (a < b ? -1 : Number(a > b))

/**
 * The expressions as `/source/flags`, with the files where they stand. An expression that a function makes has no text
 * before it is called: `made` names the code. What is called as its module loads is among the expressions, too.
 */
export async function expressionsOf() {
  const found = new Map()
  const made = []
  const add = (expression, file) => found.set(expression, new Set([...(found.get(expression) ?? []), file]))
  const files = judging.flatMap((glob) => globSync(glob, { cwd: root })).toSorted(byText)
  for (const [expression, file] of await madeWhileLoading(files.filter((each) => each !== unloaded)))
    add(expression, file)
  for (const file of files) {
    const text = readFileSync(root + file, 'utf8')
    let depth = 0
    const enter = () => (depth += 1)
    const leave = () => (depth -= 1)
    new Visitor({
      Literal({ regex }) {
        if (regex) add(`/${regex.pattern}/${regex.flags}`, file)
      },
      NewExpression({ callee, start, end }) {
        if (callee.name === 'RegExp' && depth > 0)
          made.push({ file, code: text.slice(start, end).replaceAll(/\s+/g, ' ') })
      },
      ArrowFunctionExpression: enter,
      'ArrowFunctionExpression:exit': leave,
      FunctionExpression: enter,
      'FunctionExpression:exit': leave,
      FunctionDeclaration: enter,
      'FunctionDeclaration:exit': leave,
    }).visit(parseSync(file, text).program)
  }
  return { found, made }
}

/** Loaded from .build/, where `npm test` puts the sources. */
async function madeWhileLoading(files) {
  const seen = []
  const Plain = globalThis.RegExp
  globalThis.RegExp = new Proxy(Plain, {
    construct(target, given, newTarget) {
      const expression = Reflect.construct(target, given, newTarget)
      const [, , caller = ''] = (new Error('here').stack ?? '').split('\n')
      const [file] = /source\/(?:policy\/|core\/containment)[\w/-]*\.[jt]s/.exec(caller) ?? []
      if (file) seen.push([String(expression), file.replace(/js$/, 'ts')])
      return expression
    },
  })
  try {
    for (const file of files) await import(`${root}.build/${file.replace(/ts$/, 'js')}`)
  } finally {
    globalThis.RegExp = Plain
  }
  return seen
}
