import { spawn } from 'node:child_process'
import { once } from 'node:events'
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { exitCodes } from '../../source/core/failure.ts'
import { bash, makeProject, program, temporaryFolder, tos } from '../helpers/project.ts'

const inWorkspace = ['--workspace', '/home/dev/ws']
const check = (pack: string, ...rest: string[]) => tos(['policy', 'check', '--pack', pack, ...inWorkspace, ...rest])
const lines = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

describe('policy check', () => {
  test('ends with 0 for allow, 10 for ask and 1 for deny', async () => {
    assert.equal((await check('guarded', '--', 'ls')).code, 0)
    assert.equal((await check('guarded', '--', 'curl http://example.com')).code, 10)
    assert.equal((await check('guarded', '--', 'rm', '-rf', '/srv')).code, 1)
  })
  test('tells people the actions, the rule and its line, and what it would be without', async () => {
    const { out } = await check('no-delete-outside', '--', 'cd /srv && rm -rf app')
    assert.match(out, /^ {2}2 {2}rm -rf app$/m)
    assert.match(out, /^ {5}delete app and all below$/m)
    assert.match(out, /^deny {2}no-delete-outside {2}config\/packs\/no-delete-outside\.json:\d+$/m)
    assert.match(out, /^verdict: deny$/m)
    assert.match(out, /^without no-delete-outside: allow$/m)
  })
  test('shows nothing that could move a terminal', async () => {
    const { out } = await check('guarded', '--', "rm -rf '/srv/\u001b[2J\u202e'")
    assert.doesNotMatch(out, /[\u001b\u202e]/)
  })
  test('tells programs the same as JSON', async () => {
    const { out, code } = await check('no-delete-outside', '--json', '--', 'env rm -rf /srv')
    assert.equal(code, 1)
    assert.partialDeepStrictEqual(JSON.parse(out), {
      type: 'bash',
      verdict: 'deny',
      rule: 'no-delete-outside',
      commands: [
        { program: 'env', wrappers: [] },
        {
          program: 'rm',
          args: ['-rf', '/srv'],
          wrappers: ['env'],
          actions: [{ kind: 'delete', path: '/srv', tree: true }],
        },
      ],
      without: 'allow',
    })
  })
  test('judges with or without a sandbox when told; a pack alone has none', async () => {
    const of = async (...rest: string[]) => (await check('guarded', ...rest, '--', 'make')).code
    assert.deepEqual([await of(), await of('--sandbox', 'off'), await of('--sandbox', 'on')], [10, 10, 0])
    assert.equal(await of('--sandbox', 'maybe'), exitCodes.usage)
    const { out } = await check('guarded', '--sandbox=on', '--', 'make')
    assert.match(out, /^held {2}policy\.dynamic\n.*make[^]*^verdict: allow \(contained\)$/m)
  })
  test('judges PowerShell when told', async () => {
    assert.equal((await check('tos-default', '--type', 'powershell', '--', 'R`i notes.txt')).code, 1)
    assert.equal((await check('tos-default', '--type', 'powershell', '--', 'Get-Date')).code, 0)
  })
  test('judges as the project would: its words, its rules, its packs', async (t) => {
    const project = makeProject(t, {
      config: { execution_policy: { default_action: 'allow', deny_if_contains: ['forbidden'] } },
      tos: {
        policy: { packs: ['no-network'], rules: [{ id: 'own', effect: 'ask', program: ['touch'] }] },
      },
    })
    const verdict = async (code: string) => {
      const { verdict, rule, place } = JSON.parse(
        (await tos(['policy', 'check', '--json', '--root', project.root, '--', code])).out,
      )
      return [verdict, rule, String(place).replace(/:\d+$/, '')]
    }
    assert.deepEqual(await verdict('echo forbidden'), ['deny', 'deny_if_contains[0]', 'config/config_v0_3.json'])
    assert.deepEqual(await verdict('touch a'), ['ask', 'own', 'config/tos.json'])
    assert.deepEqual(await verdict('curl x'), ['deny', 'no-network', 'config/packs/no-network.json'])
    assert.deepEqual(await verdict('ls'), ['allow', '', ''])
  })
  test('says when what is touched counts as scratch, which no rule protects', async (t) => {
    const { out } = await tos(['policy', 'check', '--root', makeProject(t).root, '--', 'rm -rf ../other'])
    assert.match(out, /^note: \S+\/other lies in \S+, which is scratch: no rule protects what is there$/m)
  })
  test('refuses a rule that does not hold, with file and line', async (t) => {
    const rules = [{ id: 'own', effect: 'deny', program: ['rm'], match: ['ls'] }]
    const project = makeProject(t, { tos: { policy: { rules } } })
    const { code, err } = await tos(['policy', 'check', '--root', project.root, '--', 'ls'])
    assert.equal(code, exitCodes.usage)
    assert.match(err, /config\/tos\.json:\d+.*rule 'own': it does not hit its example "ls"/s)
  })
  test('refuses a kind of action that does not exist', async (t) => {
    const project = makeProject(t, { tos: { policy: { rules: [{ id: 'own', effect: 'deny', action: ['explode'] }] } } })
    const { code, err } = await tos(['policy', 'check', '--root', project.root, '--', 'ls'])
    assert.equal(code, exitCodes.usage)
    assert.match(err, /config\/tos\.json:\d+.*action/s)
  })
  for (const [what, args, message] of [
    ['an unknown pack', ['check', '--pack', 'gaurded', '--', 'ls'], /unknown pack 'gaurded'.*did you mean 'guarded'/s],
    ['an unknown type', ['check', '--pack', 'guarded', '--type', 'zsh', '--', 'ls'], /unknown type 'zsh'/],
    ['no command', ['check', '--pack', 'guarded'], /no command is given/],
    ['no command, where there is no project either', ['explain', '--root', '/proc'], /no command is given/],
    ['an unknown word', ['chek', '--pack', 'guarded'], /unknown sub-command 'chek'.*tos policy check/s],
    ['no word at all', ['--pack', 'guarded'], /no sub-command is named/],
  ] as const)
    test(`refuses ${what}`, async () => {
      const { code, err } = await tos(['policy', ...args])
      assert.equal(code, exitCodes.usage)
      assert.match(err, message)
    })
})

describe('policy check --stdin', () => {
  const judge = (input: string) =>
    tos(['policy', 'check', '--pack', 'no-delete-outside', ...inWorkspace, '--stdin'], { input })

  test('answers each line with one, in order', async () => {
    const input = [
      { id: 'a', code: 'rm -rf /srv' },
      { id: 7, code: 'ls' },
      { id: 'c', code: 'rm -rf "$X"' },
      { id: 'd', type: 'powershell', code: 'ri /srv -Recurse' },
    ]
    const { out, code } = await judge(input.map((row) => `${JSON.stringify(row)}\n`).join(''))
    assert.equal(code, 0)
    assert.deepEqual(
      lines(out).map(({ id, verdict }) => [id, verdict]),
      [
        ['a', 'deny'],
        [7, 'allow'],
        ['c', 'ask'],
        ['d', 'deny'],
      ],
    )
  })
  test('asks about lines that cannot be read, and goes on', async () => {
    const { out } = await judge('{"id":1,\nnull\n[]\n{"id":2}\n{"id":3,"code":5}\n\n{"id":4,"code":"ls"}')
    assert.deepEqual(
      lines(out).map(({ id, verdict, rule }) => [id, verdict, rule]),
      [...Array.from({ length: 5 }, () => [null, 'ask', 'policy.input']), [4, 'allow', '']],
    )
  })
  test('judges a thousand lines', async () => {
    const input = Array.from({ length: 1000 }, (_, i) => JSON.stringify({ id: i, code: i % 2 ? `rm /srv/${i}` : 'ls' }))
    const { out } = await judge(input.join('\n'))
    assert.deepEqual(
      lines(out).map(({ id, verdict }) => [id, verdict]),
      input.map((_, i) => [i, i % 2 ? 'deny' : 'allow']),
    )
  })
})

describe('policy test', () => {
  test('runs every example of the packs and of the project', async (t) => {
    const rules = [{ id: 'own', effect: 'deny', program: ['rm'], match: ['rm a'], not_match: ['ls'] }]
    const project = makeProject(t, { tos: { policy: { rules } } })
    const own = await project.tos(['policy', 'test'])
    assert.equal(own.code, 0)
    const [, count = '0', examples = '0'] = /^(\d+) rules, (\d+) examples, 0 failed$/m.exec(own.out) ?? []
    const bare = makeProject(t)
    assert.match(
      (await bare.tos(['policy', 'test'])).out,
      new RegExp(`^${Number(count) - 1} rules, ${Number(examples) - 2} examples, 0 failed$`, 'm'),
    )
  })
})

describe('policy replay', () => {
  test('lists the decisions another policy would change', async (t) => {
    const project = makeProject(t, { steps: [{ commands: bash('echo a', 'touch workspace/b') }] })
    await project.tos(['run'])
    const same = await project.tos(['policy', 'replay'])
    assert.deepEqual([same.code, same.out], [0, ''])
    assert.match(same.err, /0 of 2 decisions would change/)
    project.write(
      'other.json',
      JSON.stringify({ policy: { rules: [{ id: 'no-touch', effect: 'deny', program: ['touch'] }] } }),
    )
    const other = await project.tos(['policy', 'replay', '--policy', project.path('other.json')])
    assert.match(
      other.out,
      /^job 1 step 1 command 2: allow -> deny {2}no-touch \(.*other\.json:\d+\) {2}touch workspace\/b$/m,
    )
    assert.match(other.err, /1 of 2 decisions would change/)
    const asJson = await project.tos(['policy', 'replay', '--json', '--policy', project.path('other.json')])
    assert.partialDeepStrictEqual(lines(asJson.out), [
      { job: 1, step: 1, index: 1, was: 'allow', now: { verdict: 'deny' } },
    ])
  })
  test('says when there is no journal', async (t) => {
    const project = makeProject(t)
    const { code, err } = await project.tos(['policy', 'replay', temporaryFolder(t) + '/none.ndjson'])
    assert.equal(code, exitCodes.usage)
    assert.match(err, /there is no journal/)
  })
})

test('a slow reader gets every line', async () => {
  const rows = Array.from({ length: 3000 }, (_, id) => `${JSON.stringify({ id, code: 'ls' })}\n`).join('')
  const child = spawn(process.execPath, [program, 'policy', 'check', '--stdin', '--pack', 'no-network'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(rows)
  // More than a pipe holds is written before anything is read.
  let told = ''
  child.stdout.setEncoding('utf8').pause()
  await Promise.race([once(child, 'exit'), once(child.stdin, 'finish').then(() => once(child.stdin, 'close'))])
  child.stdout.on('data', (text: string) => (told += text)).resume()
  await once(child.stdout, 'end')
  assert.equal(told.trim().split('\n').length, 3000)
})
