// Every regular expression of the sources: texts of commands, models, servers and files of a project are anybody's.
import { globSync, readFileSync } from 'node:fs'
import { parseSync, Visitor } from 'oxc-parser'

const root = new URL('..', import.meta.url).pathname
const written = ['source/**/*.ts']
/** Of these also what is made as they load, and what is made of a command's text while judging. */
const judging = ['source/policy/**/*.ts', 'source/core/containment.ts']
const reading = ['source/{models,files,core/reply}/*.ts', 'source/executor/git/*.ts']
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
  const judges = new Set(filesOf(judging))
  for (const [expression, file] of await madeWhileLoading([...judges, ...filesOf(reading)])) add(expression, file)
  for (const shape of await tokenShapes()) add(shape, shapesOfTokens)
  for (const file of filesOf(written)) {
    const text = readFileSync(root + file, 'utf8')
    let depth = 0
    const enter = () => (depth += 1)
    const leave = () => (depth -= 1)
    new Visitor({
      Literal({ regex }) {
        if (regex) add(`/${regex.pattern}/${regex.flags}`, file)
      },
      NewExpression({ callee, start, end }) {
        if (callee.name === 'RegExp' && depth > 0 && judges.has(file))
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

const filesOf = (globs) =>
  globs
    .flatMap((glob) => globSync(glob, { cwd: root }))
    .filter((file) => file !== unloaded)
    .toSorted(byText)

/** Parts of the one expression that looks at all that is written. */
const shapesOfTokens = 'source/files/token-shapes.ts'
async function tokenShapes() {
  const { tokenShapes: rows } = await import(`${root}.build/${shapesOfTokens.replace(/ts$/, 'js')}`)
  return rows.map(({ pattern }) => String(new RegExp(pattern, 'g')))
}

/** Loaded from .build/, where `npm test` puts the sources. */
async function madeWhileLoading(files) {
  const seen = []
  const Plain = globalThis.RegExp
  globalThis.RegExp = new Proxy(Plain, {
    construct(target, given, newTarget) {
      const expression = Reflect.construct(target, given, newTarget)
      const [, , caller = ''] = (new Error('here').stack ?? '').split('\n')
      const [file] = /source\/[\w/-]*\.[jt]s/.exec(caller) ?? []
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
