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
          notes: ['first saves now as u-004'],
          sameAs: `tos rollback ${id}`,
        }),
      ),
    diff: (id, to) => Promise.resolve(succeed([to === null ? `diff of ${id}` : `diff of ${id} to ${to}`, '+added'])),
    rollBack(id, progress) {
      calls.push(`rollBack ${id}`)
      progress('restoring 1 of 2')
      return Promise.resolve(succeed([`rollback ${id}`]))
    },
    undo() {
      calls.push('undo')
      return Promise.resolve(succeed(['undone: u-004 is back']))
    },
    pin(id, isPinned) {
      calls.push(`${isPinned ? 'pin' : 'unpin'} ${id}`)
      return Promise.resolve(succeed([]))
    },
    make(name) {
      calls.push(`make ${name}`)
      return Promise.resolve(succeed([`checkpoint ${name}`]))
    },
    ...more,
  }
  return { calls, checkpoints }
}
