// Is a regular expression ever slower than its text is long? Asks recheck, and keeps what it found in
// test/policy/checked-expressions.json, so that `npm test` needs no checker: it only looks whether every one is listed.
// Usage: npm run redos            checks the expressions that are not listed, and lists those that are linear
//        npm run redos -- --all   checks every one again (nightly)
//        node scripts/redos.js --look [LIST]   only looks, as `npm test` does (after `node scripts/transpile.js`)
import { readFileSync, writeFileSync } from 'node:fs'
import { byText, expressionsOf } from './expressions.js'

const root = new URL('..', import.meta.url).pathname
const timeout = 60_000

const [wish, given] = process.argv.slice(2)
const path = (wish === '--look' && given) || `${root}test/policy/checked-expressions.json`
const list = JSON.parse(readFileSync(path, 'utf8'))
const { found, made } = await expressionsOf()
const bounded = new Map(list.bounded.map((row) => [row.expression, row]))
const isListed = new Set([...list.safe, ...bounded.keys()])
const places = (expression) => [...(found.get(expression) ?? [])].join(' ')
const isSame = (a, b) => a.file === b.file && a.code === b.code

const problems = [
  ...made
    .filter((each) => !list.made.some((row) => isSame(row, each)))
    .map(({ file, code }) => `made while judging, and nothing says why it is safe: ${file}: ${code}`),
  ...list.made.filter((row) => !made.some((each) => isSame(row, each))).map(({ code }) => `no longer made: ${code}`),
  ...[...bounded.values()]
    .filter((row) => !found.has(row.expression))
    .map((row) => `no longer there: ${row.expression}`),
  ...[...list.bounded, ...list.made]
    .filter(({ reason }) => !reason)
    .map((row) => `without a reason: ${JSON.stringify(row)}`),
]

if (wish === '--look') {
  const missing = [...found.keys()].filter((each) => !isListed.has(each))
  problems.push(...missing.map((each) => `not checked yet: ${each} (${places(each)})`))
  problems.push(...list.safe.filter((each) => !found.has(each)).map((each) => `no longer there: ${each}`))
} else {
  const { check } = await import('recheck')
  const known = new Set(list.safe)
  const safe = []
  for (const expression of found.keys()) {
    if (wish !== '--all' && known.has(expression)) safe.push(expression)
    else if (wish === '--all' || !bounded.has(expression)) {
      const end = expression.lastIndexOf('/')
      const result = await check(expression.slice(1, end), expression.slice(end + 1), { timeout })
      if (result.status === 'safe') safe.push(expression)
      else if (!bounded.has(expression))
        problems.push(
          `${result.complexity?.summary ?? result.error?.kind ?? result.status}: ${expression} (${places(expression)})` +
            (result.attack ? `\n    slow for ${result.attack.pattern}` : ''),
        )
    }
  }
  const { version } = JSON.parse(readFileSync(`${root}node_modules/recheck/package.json`, 'utf8'))
  const listed = { ...list, checker: `recheck ${version}`, safe: safe.toSorted(byText) }
  writeFileSync(path, `${JSON.stringify(listed, null, 2)}\n`)
  console.log(`${safe.length} linear, ${bounded.size} bounded, ${problems.length} to mend`)
}

if (problems.length > 0) {
  console.error(problems.join('\n'))
  console.error(
    wish === '--look'
      ? "run 'npm run redos': it checks them and keeps the list (test/policy/checked-expressions.json)"
      : 'write them so that they are linear; where the text they see is short by construction, say so under `bounded`',
  )
  process.exitCode = 1
}
process.exit()
