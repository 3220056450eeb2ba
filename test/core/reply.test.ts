import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { Role } from '../../source/core/event-place.ts'
import { readReply } from '../../source/core/reply.ts'
import { replySchemas } from '../../source/core/reply/schemas.ts'
import { repository } from '../helpers/repository.ts'

interface Row {
  readonly id: string
  readonly role: Role
  /** A text, or parts with how often each is repeated. */
  readonly text: string | readonly [string, number][]
  /** Accepted: the code of its commands. */
  readonly codes?: readonly string[]
  /** Refused: words of the reason. */
  readonly refused?: string
  readonly why: string
}

const rows: readonly Row[] = JSON.parse(readFileSync(join(repository, 'test/fixtures/replies.json'), 'utf8'))
const keys = { draft: 'commands', review: 'improved_commands', final: 'final_commands' } as const
const textOf = ({ text }: Row) =>
  typeof text === 'string' ? text : text.map(([part, times]) => part.repeat(times)).join('')
const title = ({ id, why }: Row) => `${id}${why === '' ? '' : ` (${why})`}`

describe('a reply is accepted', () => {
  for (const row of rows.filter(({ codes }) => codes))
    test(title(row), () => {
      const reply = readReply(row.role, textOf(row))
      assert.ok(reply.ok, reply.ok ? '' : reply.reason)
      const commands = replySchemas[row.role].parse(reply.value)[keys[row.role]] as { code: string }[]
      assert.deepEqual(
        commands.map(({ code }) => code),
        row.codes,
      )
    })
})

describe('a reply is refused, with the reason', () => {
  for (const row of rows.filter(({ refused }) => refused !== undefined))
    test(title(row), () => {
      const reply = readReply(row.role, textOf(row))
      assert.ok(!reply.ok, 'it was accepted')
      assert.ok(reply.reason.includes(row.refused ?? ''), reply.reason)
    })
})

test('every row of the fixture says either what is accepted or why it is refused', () => {
  assert.ok(rows.length >= 40)
  assert.deepEqual(
    rows.filter(({ codes, refused }) => (codes === undefined) === (refused === undefined)),
    [],
  )
})

describe('what a reply holds', () => {
  test('is handed on as it came, unknown keys included, in their order', () => {
    const text = '{"z": 1, "final_commands": [{"why": "w", "code": "c", "type": "t"}], "a": {"b": null}}'
    const reply = readReply('final', text)
    assert.ok(reply.ok)
    assert.equal(JSON.stringify(reply.value), JSON.stringify(JSON.parse(text)))
  })
  test('a "__proto__" key stays a key and changes no object', () => {
    const reply = readReply('final', '{"__proto__": {"polluted": 1}, "final_commands": []}')
    assert.ok(reply.ok)
    assert.equal(Object.getPrototypeOf(reply.value), Object.prototype)
    assert.ok(Object.hasOwn(reply.value, '__proto__'))
    assert.equal('polluted' in {}, false)
  })
  test('the text that was read is told with the refusal', () => {
    const extracted = (text: string) => {
      const reply = readReply('final', text)
      return reply.ok ? null : reply.extracted
    }
    assert.equal(extracted('so: {"a": 1} there'), '{"a": 1}')
    assert.equal(extracted('so: {"a": [1} there'), '{"a": [1} there')
    assert.equal(extracted('  only prose '), 'only prose')
  })
})

describe('no reply holds up the run: it is read in one go, however it is nested', { concurrency: true }, () => {
  const module = new URL('../../source/core/reply.js', import.meta.url).href
  const hostile = {
    'brackets that are never closed': `'['.repeat(400_000)`,
    'brackets that are all closed': `'['.repeat(200_000) + ']'.repeat(200_000)`,
    'open brackets before the answer': `'[ '.repeat(200_000) + '{"final_commands":[]}'`,
    'open braces behind the answer': `'{"final_commands":[]} ' + '{'.repeat(400_000)`,
    'braces of no object': `'{x'.repeat(200_000) + '}'.repeat(200_000)`,
  }
  for (const [what, text] of Object.entries(hostile))
    test(what, async () => {
      const code = `import { readReply } from '${module}'; readReply('final', ${text})`
      const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: 'inherit', timeout: 300_000 })
      const [exitCode, signal] = await new Promise<unknown[]>((resolve) => {
        child.once('close', (...ended) => resolve(ended))
      })
      assert.deepEqual([exitCode, signal], [0, null], 'it was still being read when the time was over')
    })
})
