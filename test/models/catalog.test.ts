import assert from 'node:assert/strict'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test, type TestContext } from 'node:test'
import { exitCodes } from '../../source/core/failure.ts'
import { loadModels } from '../../source/models/catalog.ts'
import { settingsOf } from '../helpers/facts.ts'
import { plainOptions } from '../helpers/model-options.ts'
import { temporaryFolder } from '../helpers/project.ts'

const replay = { provider: 'replay' } as const
const settings = settingsOf({}, { models: { draft: replay, review: replay, final: replay, replay: 'config/r.json' } })

function load(t: TestContext, text: string | null) {
  const root = temporaryFolder(t)
  mkdirSync(join(root, 'config'))
  if (text !== null) writeFileSync(join(root, 'config/r.json'), text)
  return loadModels({ root, settings, environment: {}, readRecording: (path) => readFileSync(path, 'utf8') })
}
/** What the failure says, checked to name the file and to be a wrong configuration. */
async function complaint(t: TestContext, text: string | null): Promise<string> {
  const loaded = await load(t, text)
  assert.ok(!loaded.ok, 'it was accepted')
  assert.ok(loaded.failure.where?.endsWith('/config/r.json'), loaded.failure.where ?? 'no place')
  assert.equal(loaded.failure.exitCode, exitCodes.usage)
  assert.ok(loaded.failure.remedy !== '')
  return loaded.failure.what
}
const recording = (...answers: object[]) => JSON.stringify({ v: 1, answers })

describe('the models of a run', () => {
  test('roles with the same provider share one model', async (t) => {
    const loaded = await load(t, recording({ role: 'draft', text: 'x' }))
    assert.ok(loaded.ok)
    const { draft, review, final } = loaded.value
    assert.equal(draft.provider, 'replay')
    assert.ok(draft === review && review === final)
  })
  test('the recording is looked for in the project root', async (t) => {
    const loaded = await load(t, recording({ role: 'draft', text: 'found' }))
    assert.ok(loaded.ok)
    const place = { job: 1, step: 1, call: 0 }
    const rest = { ordinal: 0, timeoutMs: 1000, options: plainOptions, onDelta: () => undefined }
    const question = { role: 'draft', model: 'm', prompt: '', place, ...rest } as const
    const outcome = await loaded.value.draft.ask(question, new AbortController().signal)
    assert.partialDeepStrictEqual(outcome, { ok: true, text: 'found' })
  })
  test('a byte order mark before the recording is accepted, as in every input file', async (t) => {
    const loaded = await load(t, `\uFEFF${recording({ role: 'draft', text: 'x' })}`)
    assert.ok(loaded.ok, loaded.ok ? '' : loaded.failure.what)
  })
})

describe('a recording that cannot be used names the file and', () => {
  test('why it cannot be read', async (t) => {
    assert.match(await complaint(t, null), /cannot be read \(ENOENT/)
  })
  test('that it is no JSON', async (t) => {
    assert.match(await complaint(t, '{"v": 1, "answers": ['), /cannot be read/)
    assert.match(await complaint(t, ''), /cannot be read/)
  })
  const wrong: Record<string, [string, RegExp]> = {
    'the version': [JSON.stringify({ v: 2, answers: [] }), /'v'/],
    'the missing answers': [JSON.stringify({ v: 1 }), /'answers'/],
    'the role': [recording({ role: 'draft' }, { role: 'judge' }), /'answers\.1\.role'/],
    'the missing role': [recording({ text: 'x' }), /'answers\.0\.role'/],
    'the text': [recording({ role: 'draft', text: 5 }), /'answers\.0\.text'/],
    'the job': [recording({ role: 'draft', job: 0 }), /'answers\.0\.job'/],
    'the step': [recording({ role: 'draft', step: 1.5 }), /'answers\.0\.step'/],
    'the latency': [recording({ role: 'draft', latency_ms: -1 }), /'answers\.0\.latency_ms'/],
    'the pieces': [recording({ role: 'draft', pieces: 0 }), /'answers\.0\.pieces'/],
    'the kind of a failure': [recording({ role: 'draft', failure: { kind: 'odd' } }), /'answers\.0\.failure\.kind'/],
    'the usage': [recording({ role: 'draft', usage: { input: 1 } }), /'answers\.0\.usage\.output'/],
    'the unknown key of an answer': [recording({ role: 'draft', txet: 'x' }), /'answers\.0'.*txet/],
    'the unknown key of the file': [JSON.stringify({ v: 1, answers: [], model: 'x' }), /model/],
  }
  for (const [what, [text, expected]] of Object.entries(wrong))
    test(what, async (t) => {
      assert.match(await complaint(t, text), expected)
    })
})
