import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asTyped } from '../../source/cli/called-as.ts'

test('who came by npx reads calls that can be typed there, all others read tos', () => {
  const text = "tos: nothing runs; start it with 'tos run', or look with 'tos status'\n  tos checkpoints   the list\n"
  const typed =
    "tos: nothing runs; start it with 'npx tos-tui run', or look with 'npx tos-tui status'\n  npx tos-tui checkpoints   the list\n"
  assert.equal(asTyped(text, { npm_command: 'exec' }), typed)
  assert.equal(asTyped(text, { npm_command: 'run-script' }), text)
  assert.equal(asTyped(text, {}), text)
})
