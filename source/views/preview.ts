// A rollback's preview as lines for people.
import { printableLine } from '../core/printable.ts'
import type { RestorePreview } from '../core/restore-preview.ts'
import { counted } from '../core/text.ts'

const words = { created: 'comes back', changed: 'is changed', deleted: 'is deleted' } as const

const whoseWork = (isByPerson: boolean, archivedLoop: string | undefined): string => {
  if (isByPerson) return '  (changed by somebody outside the loop)'
  return archivedLoop === undefined ? '' : `  (changed by the archived loop ${archivedLoop})`
}

/** At most `most` paths; all of them are in the plain data. */
export function previewLines(preview: RestorePreview, most: number): string[] {
  const { target, scope, paths, emptyFolders, branch, commits, notes, leftOut, patch = [] } = preview
  const count = (change: keyof typeof words) => paths.filter((path) => path.change === change).length
  const byPerson = paths.filter((path) => path.isByPerson)
  const where = branch === null ? 'HEAD (detached)' : `branch ${branch}`
  const lines = [
    `goes back to ${target.name}${target.id === null || target.id === target.name ? '' : ` (${target.id})`} ${target.commit.slice(0, 12)}: ${scope === 'all' ? `files, index and ${where}` : 'files only'}`,
    `${counted(count('changed'), 'file')} changed, ${count('deleted')} deleted, ${count('created')} come back; all of it can be undone`,
    ...paths
      .slice(0, most)
      .map(
        ({ path, change, isByPerson, archivedLoop }) =>
          `  ${words[change].padEnd(10)}  ${path}${whoseWork(isByPerson, archivedLoop)}`,
      ),
    ...(paths.length > most ? [`  … and ${paths.length - most} more`] : []),
    ...emptyFolders.slice(0, most).map((folder) => `  is removed  ${folder}/ (empty)`),
  ]
  const hidden = byPerson.filter((path) => !paths.slice(0, most).includes(path))
  return [
    ...lines,
    ...hidden.slice(0, most).map(({ path }) => `  changed by somebody outside the loop: ${path}`),
    ...(commits.dropped > 0 ? [`${where} loses ${commits.dropped} commits`] : []),
    ...(commits.gained > 0 ? [`${where} gains ${commits.gained} commits`] : []),
    ...notes,
    ...leftOut.slice(0, most).map(({ path, why }) => `too big or not readable for a snapshot: ${path} (${why})`),
    ...patch.slice(0, most * 10),
    ...(patch.length > most * 10 ? [`… and ${patch.length - most * 10} more lines`] : []),
  ].map(printableLine)
}
