import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { configSchema } from '../../source/core/config-schema.ts'
import { layoutOf } from '../../source/files/layout.ts'
import { createMasker } from '../../source/files/mask.ts'
import { isThere } from '../../source/files/open-regular.ts'
import { writeAtomicBeside } from '../../source/files/write-atomic.ts'
import { openSession } from '../../source/orchestrator/session.ts'
import { runStarted } from '../helpers/facts.ts'
import { temporaryFolder } from '../helpers/project.ts'

const place = { job: 1, step: 1 }

test('the files of a step begin when the journal tells of it on disk', async (t) => {
  const root = temporaryFolder(t)
  const layout = layoutOf(root, configSchema.parse({ workspace_dir: 'workspace', logs_dir: 'logs' }))
  mkdirSync(dirname(layout.journal), { recursive: true })
  const opened = await openSession({
    layout,
    masker: createMasker([]),
    version: '0',
    now: () => new Date(),
    purpose: 'run',
    isClean: false,
  })
  assert.ok(opened.ok)
  const { append, files, journal, close } = opened.value
  t.after(close)
  append([runStarted()])
  append([{ type: 'job.started', job: 1, index: null, firstStep: 1, name: 'n', evidence: {} }])
  append([{ type: 'step.started', ...place, attempt: 1 }])
  append([
    {
      type: 'step.finished',
      ...place,
      phase: 'execute',
      reason: '',
      error: null,
      detail: null,
      isStopped: false,
    },
  ])
  assert.ok(!journal.isSynced)
  await writeAtomicBeside(join(temporaryFolder(t), 'other'), 'other', 'content')
  assert.ok(!isThere(layout.phaseState))
  append([{ type: 'run.paused', run: 1 }])
  assert.ok(journal.isSynced)
  await files.pending()
  assert.ok(isThere(layout.phaseState))
})
