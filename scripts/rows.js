// Writes test/fixtures/policy/rows.jsonl: for every effect of every row of a program one command that is stopped for it.
// What stands there stays as it is; a line whose effect is gone is named, for a person to take out.
// Usage: npm run rows
import { readFileSync, writeFileSync } from 'node:fs'

const root = new URL('..', import.meta.url).pathname
const built = (path) => import(`${root}.build/${path}.js`)
const { effectsOf } = await built('test/helpers/row-effects')
const { judgeOf } = await built('test/helpers/judging')
const { rows } = await built('source/policy/programs/rows/rows')

const path = `${root}test/fixtures/policy/rows.jsonl`
const lines = readFileSync(path, { encoding: 'utf8', flag: 'a+' }).split('\n').filter(Boolean)
const keyOf = ({ pack, code }) => `${pack} ${code}`
const known = new Set(lines.map((line) => keyOf(JSON.parse(line))))
const wanted = Object.entries(rows).flatMap(([name, row]) => effectsOf(name, row))
const wantedKeys = new Set(wanted.map(keyOf))
for (const { name, code, pack } of wanted) {
  if (known.has(keyOf({ pack, code }))) continue
  const { verdict } = judgeOf(pack)(code)
  if (verdict === 'allow') {
    console.log(`${name}: nothing stops '${code}' under ${pack}`)
    process.exitCode = 1
    continue
  }
  known.add(keyOf({ pack, code }))
  lines.push(JSON.stringify({ code, pack, expect: verdict }))
}
for (const line of lines) if (!wantedKeys.has(keyOf(JSON.parse(line)))) console.log(`no effect of a row: ${line}`)
writeFileSync(path, `${lines.join('\n')}\n`)
console.log(`${lines.length} commands for ${wanted.length} effects of ${Object.keys(rows).length} rows`)
