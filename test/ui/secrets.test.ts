// The keys of the models never reach the screen, nor a git object, however slowly they come.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { setImmediate as turn } from 'node:timers/promises'
import { test } from 'node:test'
import { modelServer, type Reply } from '../helpers/model-server.ts'
import { makeProject, writeResult } from '../helpers/project.ts'
import { openTerminal } from '../helpers/terminal.ts'
import { until } from '../helpers/until.ts'
import { gitIn } from '../helpers/worktree.ts'

const mine = 'sk-openai-0123456789abcdefghij'
const theirs = 'sk-ant-0123456789abcdefghijkl'
/** What must not be seen: the keys, and as much of one as would give it away. */
const forbidden = [mine, theirs, mine.slice(0, 18), theirs.slice(0, 18)]

test('no key on the screen while models stream it and commands print it, and none in the repository', async (t) => {
  const waits = (name: string): string => `touch ${name}; until test -e go-on; do sleep 0.02; done`
  const commands = [
    `printf ${mine.slice(0, 12)}; sleep 0.6; echo ${mine.slice(12)}; printf '\\033[1m${theirs.slice(0, 9)}\\033[m${theirs.slice(9)}\\n'; seq 3; ${waits('printed')}`,
    writeResult,
  ].map((code) => ({ type: 'bash', code }))
  const text = (value: object): string => JSON.stringify({ thought: `keys ${mine} ${theirs} seen`, ...value })
  let isStreamed = false
  /** Sends all but the end, and that when the screen has shown the rest. */
  const slowly =
    (value: object) =>
    async (reply: Reply): Promise<void> => {
      const events = reply.events(text(value))
      reply.begin()
      reply.send(...events.slice(0, 14))
      await until(() => isStreamed)
      for (const event of events.slice(14)) {
        reply.send(event)
        await turn()
      }
      reply.response.end()
    }
  const server = await modelServer(
    t,
    slowly({ commands }),
    text({ improved_commands: commands, approval: true }),
    text({ final_commands: commands }),
  )
  const project = makeProject(t, { config: {}, tos: { models: {} } })
  gitIn(project.root, 'init', '-q', '-b', 'main')
  const terminal = openTerminal(t, ['run', '--tui', '--root', project.root], {
    columns: 120,
    rows: 40,
    environment: {
      OPENAI_API_KEY: mine,
      ANTHROPIC_API_KEY: theirs,
      OPENAI_BASE_URL: server.openAiUrl,
      ANTHROPIC_BASE_URL: server.url,
    },
  })
  await terminal.sees(/masked.*masked/)
  isStreamed = true
  await until(() => existsSync(project.path('printed')))
  await terminal.sees(/\b3 *│/)
  project.write('go-on', '')
  await terminal.sees(/DONE/)
  terminal.press('q')
  await terminal.exited
  const made = await project.tos(['checkpoint', 'with the logs'])
  assert.equal(made.code, 0, made.err)
  const objects = execFileSync('git', ['cat-file', '--batch-all-objects', '--batch', '--buffer'], {
    cwd: project.root,
    maxBuffer: 100 * 1024 * 1024,
  }).toString('latin1')
  assert.match(objects, /command\.finished/)
  for (const secret of forbidden) {
    assert.ok(!terminal.raw().includes(secret), `${secret} on the terminal`)
    assert.ok(!objects.includes(secret), `${secret} in a git object`)
  }
})
