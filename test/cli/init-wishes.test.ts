import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { usualWishes, wishesFrom } from '../../source/cli/init-wishes.ts'
import { newTos } from '../../source/cli/new-project.ts'
import { tosSchema } from '../../source/core/tos-schema.ts'

const told = { presets: 'ollama,anthropic', packs: 'strict', network: 'packages,example.com', done: 'out/done.txt' }
const wishes = {
  presets: ['ollama', 'anthropic'],
  packs: ['strict'],
  network: ['packages', 'example.com'],
  done: 'out/done.txt',
}

describe('what a new project is to be', () => {
  test('is told by options, and the usual where nobody can be asked', async () => {
    assert.deepEqual(await wishesFrom(told, null), { ok: true, value: wishes })
    assert.deepEqual(await wishesFrom({}, null), { ok: true, value: usualWishes })
  })
  test('is asked for where it is not told; nothing typed is the usual', async () => {
    const asked: string[] = []
    const answers = ['', 'off']
    const ask = (question: string) => {
      asked.push(question)
      return Promise.resolve(answers.shift() ?? '')
    }
    const made = await wishesFrom({ presets: 'ollama', done: 'x' }, ask)
    assert.deepEqual(made, { ok: true, value: { ...usualWishes, presets: ['ollama'], network: false, done: 'x' } })
    assert.equal(asked.length, 2)
  })
  test('is asked again with the reason when it is wrong', async () => {
    const reasons: string[] = []
    const answers = ['olama', 'ollama']
    const ask = (_: string, wrong: string) => {
      reasons.push(wrong)
      return Promise.resolve(answers.shift() ?? '')
    }
    const made = await wishesFrom({ packs: 'guarded', network: 'judged', done: 'x' }, ask)
    assert.ok(made.ok && made.value.presets[0] === 'ollama')
    assert.match(reasons[1] ?? '', /unknown preset 'olama'; did you mean 'ollama'/)
  })
  test('is refused by name when an option says what is none', async () => {
    for (const [wrong, what] of [
      [{ packs: 'guardd' }, /unknown pack 'guardd'/],
      [{ network: 'http://x' }, /no name of a host/],
      [{ done: '../x' }, /leaves the project/],
      [{ presets: 'openai,ollama,groq' }, /more than two/],
    ] as const) {
      const made = await wishesFrom(wrong, null)
      assert.match(made.ok ? '' : made.failure.what, what)
    }
  })
  test('becomes settings that are valid', async () => {
    for (const network of ['judged', 'on', 'off', 'github', 'example.com', 'packages,*.example.org']) {
      const made = await wishesFrom({ ...told, network }, null)
      assert.ok(made.ok)
      assert.ok(tosSchema.safeParse(newTos(made.value)).success, network)
    }
  })
})
