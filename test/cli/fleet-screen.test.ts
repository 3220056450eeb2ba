import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { need } from '../../source/core/failure.ts'
import { loadConfig } from '../../source/files/config-file.ts'
import { takeRequests } from '../../source/files/inbox.ts'
import { findProjectRoot } from '../../source/files/project-root.ts'
import { openFolderEngine } from '../../source/fleet/folder.ts'
import { makeProject, temporaryFolder } from '../helpers/project.ts'
import { questioned, runsHere, taken, wishOf } from '../helpers/queue.ts'
import { openTerminal } from '../helpers/terminal.ts'
import { until } from '../helpers/until.ts'

test('the queue of this machine on a terminal: a question is found, answered on its loop, and what comes is seen', async (t) => {
  const state = temporaryFolder(t)
  const engine = openFolderEngine(join(state, 'tos', 'queue'))
  const { root } = makeProject(t)
  await taken(engine, wishOf(root, { project: 'shop' }))
  t.after(await runsHere(root, questioned()))
  const { layout } = need(loadConfig(need(findProjectRoot(root, root))))
  const environment = { XDG_STATE_HOME: state }
  const terminal = openTerminal(t, ['fleet', '--lang', 'ja'], { columns: 80, rows: 24, environment })
  await terminal.sees(/質問 +shop\/l-0001 .*curl -X POST/)
  terminal.press('\r')
  await terminal.sees(/質問 1.*curl -X POST.*a 今回だけ/s)
  terminal.press('a')
  const asked: unknown[] = []
  await until(() => asked.push(...takeRequests(layout.inbox)) > 0)
  assert.partialDeepStrictEqual(asked, [{ kind: 'approve', question: 1, scope: 'once' }])
  terminal.press('\u001B')
  await terminal.sees(/質問 +shop\/l-0001/)
  need(await engine.submit(wishOf('/srv/docs')))
  await terminal.sees(/待機 +docs\/l-0002/)
  terminal.press('q')
  assert.equal(await terminal.exited, 0)
})
