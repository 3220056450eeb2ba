import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { parseOptions } from '../../source/cli/arguments.ts'
import { parseRaise } from '../../source/cli/raise.ts'
import { commandRow } from '../../source/cli/table/table.ts'
import { raisableNames } from '../../source/core/settings.ts'
import { repository } from '../helpers/repository.ts'

/** What stands in the holes of a twin's text. */
const holes: readonly (readonly [pattern: RegExp, values: readonly string[]])[] = [
  [/\$\{way\}/, ['raise', 'resume --raise']],
  [/\$\{limit\}=\$\{typed \|\| 'N'\}/, raisableNames.map((name) => `${name}=5`)],
  [/\$\{type\}/, ['bash', 'powershell']],
  [/\$\{id\}/, ['s-001']],
]

/** Every call the dialogs say does the same, from their source. */
function twins(): string[] {
  const files = globSync(['source/ui/**/*.{ts,tsx}', 'source/cli/session-checkpoints.ts'], { cwd: repository })
  const found = files.flatMap((file) =>
    [...readFileSync(join(repository, file), 'utf8').matchAll(/sameAs(?:\}: |: `)(tos [^`]+)`/g)].map(
      ([, call = '']) => call,
    ),
  )
  return holes.reduce<string[]>(
    (calls, [pattern, values]) =>
      calls.flatMap((call) => (pattern.test(call) ? values.map((value) => call.replace(pattern, value)) : [call])),
    found.filter((call) => !call.includes('${sameAs}')),
  )
}

describe('a call that a dialog says does the same', () => {
  test('is there in every dialog that changes something', () => assert.ok(twins().length >= 12, twins().join('\n')))
  for (const call of twins())
    test(`is taken by the parser: ${call}`, () => {
      const [, name = '', ...args] = call.split(' ')
      const row = commandRow(name)
      assert.ok(row, `no command is called ${name}`)
      const parsed = parseOptions(args, row, name)
      assert.ok(parsed.ok, parsed.ok ? '' : parsed.failure.what)
      const limits = name === 'raise' ? parsed.value.operands : [parsed.value.options['raise'] ?? []].flat().map(String)
      assert.ok(parseRaise(limits).ok)
    })
})
