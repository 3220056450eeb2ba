// What changed, as a list of files: enter shows the patch of one, u puts it back as it was before.
import { patchFiles, type PatchedFile } from '../../views/patch-files.ts'
import type { FilePreview } from '../app/checkpoints.ts'
import type { Message, ScreenDialog } from '../app/message.ts'
import { row, seg, type Row } from '../draw/row.tsx'
import { cutTo, endOf, fitEnd, widthOf } from '../draw/width.ts'
import type { Words } from '../words/words.ts'
import { leave, type Choice } from './dialog.ts'
import { patchDialog, patchRows, textRows } from './message.ts'

export interface ChangedFiles {
  readonly title: string
  /** The snapshot that holds them as they were before. */
  readonly from: string
  readonly files: readonly PatchedFile[]
  /** As git tells it, for reading all of it at once. */
  readonly lines: readonly string[]
}

/** What `lines` tell; null where no file can be told apart. */
export function changedFiles(title: string, from: string, lines: readonly string[]): ChangedFiles | null {
  const files = patchFiles(lines)
  return files.length > 0 ? { title, from, files, lines } : null
}

/** `at`: the file the cursor stands on. */
export function filesDialog(words: Words, shown: ChangedFiles, at = 0): ScreenDialog {
  const { title, files, from, lines } = shown
  const sum = (of: 'added' | 'removed') => files.reduce((total, file) => total + (file[of] ?? 0), 0)
  return {
    title,
    isWide: true,
    rows: [row(seg(words.files.sum(files.length, sum('added'), sum('removed'))))],
    list: { rows: (columns) => files.map((file) => fileRow(words, file, columns)), at },
    first: 1,
    choices: [
      leave(words.dialog.close),
      { label: words.files.patch, gives: (_typed, on) => ({ type: 'open', dialog: fileDialog(words, shown, on) }) },
      putBack(words, from, (on) => files[on]?.path ?? null),
      {
        label: words.files.all,
        key: 'A',
        gives: (_typed, on) => ({
          type: 'open',
          dialog: {
            ...patchDialog(words, title, lines),
            back: () => ({ type: 'open', dialog: filesDialog(words, shown, on) }),
          },
        }),
      },
    ],
  }
}

const signs: Readonly<Record<PatchedFile['change'], readonly [string, 'good' | 'plain' | 'bad']>> = {
  created: ['A', 'good'],
  changed: ['M', 'plain'],
  deleted: ['D', 'bad'],
}

const countColumns = 7

function fileRow(words: Words, { path, change, added, removed }: PatchedFile, columns: number): Row {
  const [sign, tone] = signs[change]
  const counts =
    added === null || removed === null
      ? [seg(fitEnd(words.files.binary, 2 * countColumns), 'dim')]
      : [
          seg(fitEnd(added > 0 ? `+${added}` : '', countColumns), 'good'),
          seg(fitEnd(removed > 0 ? `-${removed}` : '', countColumns), 'bad'),
        ]
  const room = Math.max(8, columns - 2 * countColumns - 5)
  // The name of a file is worth more than its folders.
  const name = widthOf(path) <= room ? path : `..${endOf(path, room - 2)}`
  return [seg(`${sign} `, tone), ...counts, seg(`  ${cutTo(name, room)}`)]
}

function putBack(words: Words, from: string, pathOf: (at: number) => string | null): Choice<Message> {
  return {
    label: words.files.putBack,
    key: 'u',
    gives(_typed, at) {
      const path = pathOf(at)
      return path === null ? null : { type: 'put back', id: from, path }
    },
  }
}

/** The patch of one file; back to the list, and on to the next. */
function fileDialog(words: Words, shown: ChangedFiles, at: number): ScreenDialog {
  const { files, from } = shown
  const file = files[at]
  if (!file) return filesDialog(words, shown)
  const toList = (): Message => ({ type: 'open', dialog: filesDialog(words, shown, at) })
  const next = (at + 1) % files.length
  return {
    ...patchDialog(words, `${file.path} (${at + 1}/${files.length})`, file.lines),
    back: toList,
    choices: [
      { label: words.files.back, gives: toList },
      ...(files.length > 1
        ? [
            {
              label: words.files.next,
              key: 'n',
              gives: (): Message => ({ type: 'open', dialog: fileDialog(words, shown, next) }),
            },
          ]
        : []),
      putBack(words, from, () => file.path),
    ],
  }
}

/** What will change in the file, and the question. */
export function putBackDialog(words: Words, { id, path, isByPerson, patch, sameAs }: FilePreview): ScreenDialog {
  const title = words.files.putBackTitle(path, id)
  const [file] = patchFiles(patch)
  if (!file) return { title, rows: [row(seg(words.files.same(path, id)))], choices: [leave(words.dialog.close)] }
  return {
    title,
    isWide: true,
    rows: (_typed, columns) => [
      ...textRows([words.files.becomes[file.change](path, id)], columns),
      ...(isByPerson ? textRows([words.files.byPerson], columns, 'warn') : []),
      ...textRows([`${words.dialog.sameAs}: ${sameAs}`], columns, 'dim'),
      ...patchRows(file.lines, columns),
    ],
    decides: true,
    choices: [
      leave(words.dialog.cancel),
      {
        label: words.files.putBack,
        key: 'u',
        gives: () => ({ type: 'work', title, work: { kind: 'rollBack', id, path } }),
      },
    ],
  }
}
