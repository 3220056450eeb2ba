import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { describe, test, type TestContext } from 'node:test'
import { providerNames } from '../../source/core/providers.ts'
import { modelServer, type ModelServer } from '../helpers/model-server.ts'
import { makeProject, temporaryFolder, tos, writeResult, type Project } from '../helpers/project.ts'
import { encrypted, certificate } from '../helpers/encrypted.ts'
import { proxyServer } from '../helpers/proxy-server.ts'
import { gitIn } from '../helpers/worktree.ts'

const commands = [{ type: 'bash', code: writeResult }]
const replies = (code: string): string[] => {
  const own = [...commands, { type: 'bash', code }]
  return [{ commands: own }, { improved_commands: own, approval: true }, { final_commands: own }].map((reply) =>
    JSON.stringify(reply),
  )
}
const portOf = (server: ModelServer) => Number(new URL(server.url).port)

/** A project whose roles are all asked as `role` says. */
async function asking(t: TestContext, role: (server: ModelServer) => object, code = 'true') {
  const server = await modelServer(t, ...replies(code))
  const all = { provider: 'openai', model: 'm', base_url: server.openAiUrl, api_key_env: 'none', ...role(server) }
  const tosFile = { models: { draft: all, review: all, final: all } }
  return { server, project: makeProject(t, { tos: tosFile }) }
}

const authorizations = ({ calls }: ModelServer) => new Set(calls.map(({ headers }) => headers.authorization))

describe('the proxy of the environment', () => {
  const elsewhere = () => ({ base_url: 'http://models.invalid/v1' })
  test('is handed calls without encryption as they are, in either spelling of its variable, with or without a scheme', async (t) => {
    for (const name of ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY']) {
      const { server, project } = await asking(t, elsewhere)
      const proxy = await proxyServer(t, { port: portOf(server) })
      const value = name === 'http_proxy' ? proxy.host : `http://${proxy.host}`
      const { code, out } = await project.tos(['run'], { environment: { [name]: value } })
      assert.equal(code, 0, out)
      assert.deepEqual([...new Set(proxy.seen)], ['POST http://models.invalid/v1/chat/completions'])
    }
  })
  const closed = '127.0.0.1:59'
  const unreached: [what: string, address: string, environment: Record<string, string>, words: RegExp][] = [
    ['at its port', 'http://models.invalid/v1', { HTTP_PROXY: closed }, /the proxy 127\.0\.0\.1:59 cannot be reached/],
    ['for a tunnel', 'https://models.invalid/v1', { HTTPS_PROXY: closed }, /the proxy 127\.0\.0\.1:59 .*NO_PROXY/],
    ['by its name', 'http://127.0.0.1:59/v1', { ALL_PROXY: 'http://proxy.invalid' }, /the proxy proxy\.invalid:80 /],
    [
      'by a way without it',
      'http://127.0.0.1:61/v1',
      { HTTP_PROXY: closed, NO_PROXY: '127.0.0.1' },
      /port in base_url/,
    ],
  ]
  for (const [what, base_url, environment, words] of unreached)
    test(`that cannot be reached ${what} is told as what it is`, async (t) => {
      const { project } = await asking(t, () => ({ base_url }))
      project.write(
        'config/config_v0_3.json',
        JSON.stringify({ ...project.json('config/config_v0_3.json'), api_retry: 0 }),
      )
      const { out } = await project.tos(['run'], { environment })
      assert.match(out, words)
    })
  test('is asked for a tunnel to an encrypted server', async (t) => {
    const { server, project } = await asking(t, () => ({ base_url: 'https://models.invalid/v1' }))
    const proxy = await proxyServer(t, { port: portOf(server) })
    project.write(
      'config/config_v0_3.json',
      JSON.stringify({ ...project.json('config/config_v0_3.json'), api_retry: 0 }),
    )
    await project.tos(['run'], { environment: { HTTPS_PROXY: `http://${proxy.host}` } })
    assert.deepEqual([...new Set(proxy.seen)], ['CONNECT models.invalid:443'])
  })
  test('gets the password of its address, which stands nowhere', async (t) => {
    const { server, project } = await asking(t, elsewhere)
    const proxy = await proxyServer(t, { port: portOf(server), credentials: 'me:pass-word-0123' })
    const environment = { HTTP_PROXY: `http://me:pass-word-0123@${proxy.host}` }
    const { code, out, err } = await project.tos(['run'], { environment })
    assert.equal(code, 0, out)
    assert.ok(![out, err, project.text('logs/journal.ndjson')].some((text) => text.includes('pass-word-0123')))
  })
  test('is passed by for what NO_PROXY names: hosts, networks, everything', async (t) => {
    for (const NO_PROXY of ['127.0.0.1', 'other.example, 127.0.0.0/8', '*', 'a,*']) {
      const { server, project } = await asking(t, () => ({}))
      const { code, out } = await project.tos(['run'], { environment: { HTTP_PROXY: 'http://127.0.0.1:9', NO_PROXY } })
      assert.equal(code, 0, out)
      assert.equal(server.calls.length, 3)
    }
  })
  test('that is none is named before anything is asked, without its value', async (t) => {
    const { project } = await asking(t, () => ({}))
    const { code, err } = await project.tos(['run'], { environment: { HTTPS_PROXY: 'ftp://me:secret@proxy' } })
    assert.equal(code, 2)
    assert.match(err, /HTTPS_PROXY is a ftp:\/\/ proxy/)
    assert.ok(!err.includes('secret'))
  })
})

describe('a certificate of a private authority', () => {
  test('is accepted where NODE_EXTRA_CA_CERTS names it, directly and through a tunnel', async (t) => {
    for (const isTunnelled of [false, true]) {
      let port = 0
      const { server, project } = await asking(t, () => ({ base_url: 'https://models.invalid/v1' }))
      port = await encrypted(t, portOf(server))
      if (!isTunnelled) {
        const { models } = project.json('config/tos.json') as { models: Record<string, object> }
        const direct = { base_url: `https://127.0.0.1:${port}/v1` }
        const roles = Object.entries(models).map(([role, all]) => [role, { ...all, ...direct }])
        project.write('config/tos.json', JSON.stringify({ models: Object.fromEntries(roles) }))
      }
      const proxy = await proxyServer(t, { port })
      const environment = { NODE_EXTRA_CA_CERTS: certificate, ...(isTunnelled && { HTTPS_PROXY: proxy.host }) }
      const { code, out, err } = await project.tos(['run'], { environment })
      assert.equal(code, 0, out + err)
      assert.equal(server.calls.length, 3)
      assert.equal(proxy.seen.length > 0, isTunnelled)
    }
  })
  test('is refused without it, and the refusal names what helps', async (t) => {
    const { server, project } = await asking(t, () => ({}))
    const port = await encrypted(t, portOf(server))
    const config = project.json('config/config_v0_3.json')
    project.write('config/config_v0_3.json', JSON.stringify({ ...config, api_retry: 0 }))
    const { models } = project.json('config/tos.json') as { models: Record<string, object> }
    const direct = { base_url: `https://127.0.0.1:${port}/v1` }
    const roles = Object.entries(models).map(([role, all]) => [role, { ...all, ...direct }])
    project.write('config/tos.json', JSON.stringify({ models: Object.fromEntries(roles) }))
    const { code, out, err } = await project.tos(['run'])
    assert.notEqual(code, 0)
    assert.match(out + err, /certificate.*NODE_EXTRA_CA_CERTS/)
    assert.equal(server.calls.length, 0)
  })
})

describe('a key', () => {
  const key = 'k-0123456789-abcdef'
  const nowhere = (project: Project, ...texts: string[]) => {
    for (const text of [...texts, project.text('logs/journal.ndjson')])
      assert.ok(!text.includes(key), text.slice(0, 500))
  }
  test('stands in a .env beside the configuration, and no command gets it', async (t) => {
    const { server, project } = await asking(
      t,
      () => ({ api_key_env: 'MY_KEY' }),
      'echo "got:$MY_KEY"; cat config/.env',
    )
    project.write('config/.env', `# mine\nMY_KEY="${key}"\n`)
    const { code, out, err } = await project.tos(['run'])
    assert.equal(code, 0, err)
    assert.deepEqual([...authorizations(server)], [`Bearer ${key}`])
    assert.match(project.text('logs/journal.ndjson'), /got:\\n/)
    nowhere(project, out, err)
  })
  test('of the environment counts more than one of the .env', async (t) => {
    const { server, project } = await asking(t, () => ({ api_key_env: 'MY_KEY' }))
    project.write('config/.env', 'MY_KEY=other-key-000000\n')
    await project.tos(['run'], { environment: { MY_KEY: key } })
    assert.deepEqual([...authorizations(server)], [`Bearer ${key}`])
  })
  test('is printed by a command, which is asked once', async (t) => {
    const { server, project } = await asking(t, () => ({ api_key_command: `echo x >> asked; echo; echo ' ${key} '` }))
    const { code, out, err } = await project.tos(['run'])
    assert.equal(code, 0, err)
    assert.deepEqual([...authorizations(server)], [`Bearer ${key}`])
    assert.equal(project.text('asked'), 'x\n')
    assert.ok(![out, err].some((text) => text.includes(`Bearer ${key}`)))
  })
  test('that its command cannot give ends the run before a call, with the reason and without what it printed', async (t) => {
    const wrong: [string, RegExp][] = [
      [`echo ${key}; echo ${key} >&2; exit 3`, /ended with exit code 3/],
      ['true', /printed nothing/],
      [`echo ${key}; echo ${key}`, /printed 2 lines instead of a key/],
      ['exec sleep 60', /did not answer within 0\.2 s/],
    ]
    for (const [command, reason] of wrong) {
      const { server, project } = await asking(t, () => ({ api_key_command: command }))
      if (command.includes('sleep')) {
        const { models } = project.json('config/tos.json') as { models: object }
        project.write('config/tos.json', JSON.stringify({ models: { ...models, api_key_timeout_sec: 0.2 } }))
      }
      const { code, out, err } = await project.tos(['run'])
      assert.equal(code, 2, out)
      assert.match(err, reason)
      assert.match(err, /models\.draft\.api_key_command/)
      assert.ok(!(out + err).includes(key))
      assert.equal(server.calls.length, 0)
    }
  })
  test('in a file that git holds or would take is not read', async (t) => {
    const { project } = await asking(t, () => ({}))
    gitIn(project.root, 'init', '-q')
    project.write('config/.env', `MY_KEY=${key}\n`)
    const { code, err } = await project.tos(['run'])
    assert.equal(code, 2)
    assert.match(err, /git does not ignore this file of keys; add 'config\/\.env' to \.gitignore/)
  })
})

test('headers go with every call, filled from the environment, and what proves who asks stands nowhere', async (t) => {
  const secret = 'team-secret-0123456789'
  const headers = { 'X-Team': 'blue', 'X-Gateway-Key': '${GATEWAY}' }
  const { server, project } = await asking(t, () => ({ headers }))
  assert.match((await project.tos(['run'])).err, /missing env vars GATEWAY/)
  const { code, out } = await project.tos(['run'], { environment: { GATEWAY: secret } })
  assert.equal(code, 0, out)
  for (const { headers: sent } of server.calls)
    assert.deepEqual([sent['x-team'], sent['x-gateway-key']], ['blue', secret])
  assert.ok(!project.text('logs/journal.ndjson').includes(secret))
})

describe('tos init --models', () => {
  test('writes settings for every preset, which are read again', async (t) => {
    const root = temporaryFolder(t)
    for (const name of providerNames) {
      const made = await tos(['init', `${root}/${name}`, '--models', name])
      assert.equal(made.code, 0, made.err)
      const checked = await tos(['status', '--root', `${root}/${name}`])
      assert.equal(checked.code, 0, checked.err)
    }
  })
  test('gives the first preset draft and final, the second the review', async (t) => {
    const root = temporaryFolder(t)
    const { out } = await tos(['init', root, '--models', 'ollama, deepseek'])
    assert.match(out, /set DEEPSEEK_API_KEY \(or write config\/\.env\)/)
    const project = { provider: 'ollama', model: 'gpt-oss:20b' }
    const { models } = JSON.parse(readFileSync(`${root}/config/tos.json`, 'utf8'))
    assert.deepEqual(models, {
      draft: project,
      review: { provider: 'deepseek', model: 'deepseek-flash' },
      final: project,
    })
  })
  test('names what it does not know, and makes nothing then', async (t) => {
    const root = temporaryFolder(t)
    const { code, err } = await tos(['init', `${root}/x`, '--models', 'olama'])
    assert.equal(code, 2)
    assert.match(err, /unknown preset 'olama'; did you mean 'ollama'\?/)
    assert.equal(existsSync(`${root}/x`), false)
  })
})
