import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { describe, test, type TestContext } from 'node:test'
import * as z from 'zod'
import { main } from '../../source/cli/main.ts'
import type { Terminal } from '../../source/cli/command.ts'
import { commandNames, commandTable } from '../../source/cli/table/table.ts'
import type { OptionRow } from '../../source/cli/table/row.ts'
import { answers, answersJsonSchema } from '../../source/core/answers.ts'
import { failureSchema } from '../../source/core/failure-data.ts'
import { makeProject, temporaryFolder } from '../helpers/project.ts'
import { gitIn, initRepository } from '../helpers/worktree.ts'

/** A call in this process: what it printed, and its exit code. */
async function call(argv: readonly string[], folder: string): Promise<{ code: number; out: string }> {
  let out = ''
  const terminal: Terminal = {
    out: (text) => void (out += text),
    error: () => undefined,
    async *input() {
      // Nothing is piped in.
    },
    environment: { PATH: process.env['PATH'], HOME: folder, XDG_STATE_HOME: process.env['XDG_STATE_HOME'] },
    folder,
    isTty: false,
  }
  return { code: await main(argv, terminal), out }
}

/** They run without a project. */
const needNone = new Set<string>(['demo', 'fleet', 'keys'])

const takesJson = commandNames.filter((name) => {
  const options: readonly OptionRow[] = commandTable[name].options
  return options.some((option) => option.name === 'json')
})

describe('with --json', () => {
  for (const name of takesJson)
    test(`${name} tells a failure as one line of data and nothing else`, async (t) => {
      const folder = temporaryFolder(t)
      const wrong = needNone.has(name) ? ['--no-such-option'] : ['--root', `${folder}/nowhere`]
      for (const more of [['--no-such-option'], wrong]) {
        const { code, out } = await call([name, '--json', ...more], folder)
        assert.notEqual(code, 0)
        assert.equal(out.split('\n').length, 2, out)
        assert.equal(failureSchema.parse(JSON.parse(out)).error.exitCode, code)
      }
    })
  test('every answer is what its schema says, with no field that it does not know', async (t) => {
    const { root } = await ranProject(t)
    const submit = await call(['submit', '--root', root], root)
    assert.equal(submit.code, 0, submit.out)
    writeFileSync(`${root}/commands.jsonl`, '{"type":"bash","code":"frobnicate"}\n')
    const calls: readonly [keyof typeof answers, readonly string[]][] = [
      ['checkpoints', ['checkpoints']],
      ['checkpoint', ['checkpoints', 'show', 's-002']],
      ['differences', ['checkpoints', 'diff', 's-001', 's-002']],
      ['lines', ['checkpoints', 'diff', 's-001', '--patch']],
      ['pinned', ['checkpoints', 'pin', 's-001']],
      ['exported', ['checkpoints', 'export', 's-001', `${root}/out.tar`]],
      ['diff', ['diff', '1', '--stat']],
      ['preview', ['rollback', 's-001', '--dry-run']],
      ['preview', ['undo', '--dry-run']],
      ['verdict', ['policy', 'check', '--', 'ls']],
      ['programs', ['policy', 'programs', 'xsv']],
      ['coverage', ['policy', 'coverage', `${root}/commands.jsonl`]],
      ['status', ['status']],
      ['runs', ['runs']],
      ['calls', ['runs', 'show']],
      ['report', ['report', 'job-1']],
      ['settings', ['config', 'show']],
      ['fleet', ['fleet', 'list']],
      ['submitted', ['fleet', 'show', 'l-0001']],
      ['keys', ['keys']],
      ['doctor', ['doctor']],
      ['routine', ['routine', 'weekly']],
      ['pruned', ['logs', 'prune', '--dry-run']],
    ]
    const named = new Set(calls.map(([name]) => name))
    // Those of a database are read in test/fleet/hosts.test.ts.
    assert.deepEqual(
      [...named, 'hosts', 'limits', 'schedules', 'attempts', 'people', 'salvaged'].toSorted(),
      Object.keys(answers).toSorted(),
    )
    for (const [name, [command = '', ...rest]] of calls) {
      const { out } = await call([command, '--json', ...rest], root)
      const data: unknown = JSON.parse(out)
      assert.deepEqual(z.unknown().parse(answers[name]().parse(data)), data, `${name}: ${out.slice(0, 300)}`)
    }
  })
})

test('the keys of an answer are of one kind: the library’s camelCase, or the runbook’s snake_case', () => {
  const text = JSON.stringify(answersJsonSchema())
  const schemas = z.object({ $defs: z.record(z.string(), z.unknown()) }).parse(JSON.parse(text)).$defs
  const kinds = Object.entries(schemas).map(([name, schema]) => {
    const keys = keysIn(schema)
    const isSnake = keys.some((key) => key.includes('_'))
    const isCamel = keys.some((key) => /[a-z][A-Z]/.test(key))
    assert.ok(!(isSnake && isCamel), `${name}: ${keys.join(' ')}`)
    return [name, isSnake] as const
  })
  assert.deepEqual(
    kinds.flatMap(([name, isSnake]) => (isSnake ? [name] : [])),
    ['status', 'runs', 'calls', 'report'],
  )
})

/** Names of all properties, at any depth. */
function keysIn(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(keysIn)
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([name, value]) =>
    name === 'properties' && typeof value === 'object' && value !== null
      ? Object.keys(value).concat(keysIn(Object.values(value)))
      : keysIn(value),
  )
}

async function ranProject(t: TestContext) {
  const project = makeProject(t, {
    files: { '.gitignore': 'logs/\nworkspace/\n', 'a.txt': 'one\n' },
    steps: [{ commands: ['echo two > a.txt'] }, { commands: ['echo three > a.txt'] }],
    config: { max_steps: 2 },
  })
  initRepository(project.root)
  gitIn(project.root, 'add', '-A')
  gitIn(project.root, 'commit', '-q', '-m', 'begin')
  await project.tos(['run'])
  await project.tos(['checkpoint', 'base'])
  return project
}
