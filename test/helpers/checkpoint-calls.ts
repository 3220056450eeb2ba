// Checkpoints without a repository, for the keys of the panel.
import { succeed } from '../../source/core/failure.ts'
import type { CheckpointEntry, Checkpoints } from '../../source/ui/app/checkpoints.ts'

export const entry = (id: string, more: Partial<CheckpointEntry> = {}): CheckpointEntry => ({
  id,
  kind: 'snapshot',
  name: '',
  ts: '2026-01-02T03:00:00.000Z',
  job: 1,
  step: 2,
  files: 3,
  isPinned: false,
  ...more,
})

/** Checkpoints that keep what was asked of them. */
export function recorded(more: Partial<Checkpoints> = {}) {
  const calls: string[] = []
  const checkpoints: Checkpoints = {
    list: () =>
      Promise.resolve(
        succeed([entry('s-014'), entry('c0ffee1', { kind: 'checkpoint', name: '大きな変更の前', job: null })]),
      ),
    preview: (id) =>
      Promise.resolve(
        succeed({
          id,
          changes: [
            { path: 'src/loop.ts', change: 'restored' },
            { path: 'dist/cli.js', change: 'removed' },
            { path: 'README.ja.md', change: 'kept' },
          ] as const,
          own: ['src/loop.ts'],
          isFilesOnly: true,
          drops: { branch: null, commits: 0 },
          leftOut: [],
          notes: ['first saves now as u-004'],
          sameAs: `tos rollback ${id}`,
        }),
      ),
    previewUndo: () =>
      Promise.resolve(
        succeed({
          id: 'u-004',
          changes: [{ path: 'src/loop.ts', change: 'restored' }] as const,
          own: [],
          isFilesOnly: false,
          drops: { branch: 'main', commits: 0 },
          leftOut: [],
          notes: [],
          sameAs: 'tos undo',
        }),
      ),
    diff: (id, to) => Promise.resolve(succeed([to === null ? `diff of ${id}` : `diff of ${id} to ${to}`, '+added'])),
    previewFile: (id, path) =>
      Promise.resolve(
        succeed({
          id,
          path,
          isByPerson: true,
          patch: [`diff --git a/${path} b/${path}`, '--- a', '+++ b', '@@ -1 +1 @@', '-now', '+then'],
          sameAs: `tos rollback ${id} -- :/${path}`,
        }),
      ),
    rollBack(id, path, progress) {
      calls.push(path === null ? `rollBack ${id}` : `rollBack ${id} ${path}`)
      progress('u-004')
      return Promise.resolve(succeed({ saved: 'u-004', files: 2 }))
    },
    undo() {
      calls.push('undo')
      return Promise.resolve(succeed({ saved: 'u-005', files: 2 }))
    },
    pin(id, isPinned) {
      calls.push(`${isPinned ? 'pin' : 'unpin'} ${id}`)
      return Promise.resolve(succeed(null))
    },
    make(name) {
      calls.push(`make ${name}`)
      return Promise.resolve(succeed({ id: 'c-002', files: 3 }))
    },
    ...more,
  }
  return { calls, checkpoints }
}
