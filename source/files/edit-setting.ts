// Changes one setting in its file, and leaves every other character as it was, comments too.
import { realpathSync, statSync } from 'node:fs'
import { applyEdits, modify } from 'jsonc-parser'
import { configSchema } from '../core/config-schema.ts'
import { fail, misconfigured, succeed, type Result } from '../core/failure.ts'
import { nearestWord } from '../core/nearest.ts'
import { tosSchema } from '../core/tos-schema.ts'
import { readChecked } from './checked-json.ts'
import { isThere } from './open-regular.ts'
import type { ProjectRoot } from './project-root.ts'
import { stands } from './setting-origin.ts'
import { readTosSettings } from './settings.ts'
import { writeAtomic } from './write-atomic.ts'

const tosKeys = Object.keys(tosSchema.shape)
const configKeys = Object.keys(configSchema.shape)

export interface Edited {
  readonly file: string
  /** False: it stood so already. */
  readonly isChanged: boolean
}

/** `value` undefined takes the setting out of its file. Nothing is written that could not be read. */
export function editSetting({ root, configFile }: ProjectRoot, key: string, value: unknown): Result<Edited> {
  const path = key.split('.')
  const [first = ''] = path
  const isTos = tosKeys.includes(first)
  if (!isTos && !configKeys.includes(first)) {
    const near = nearestWord(first, [...tosKeys, ...configKeys])
    const remedy = near ? `did you mean '${near}'?` : "'tos config show' lists all"
    return fail(misconfigured(`there is no setting '${key}'`, root, remedy))
  }
  const file = isTos ? `${root}/config/tos.json` : configFile
  const read = isTos ? (isThere(file) ? readTosSettings(file) : null) : readChecked(file, configSchema)
  if (read && !read.ok) return read
  const text = read ? read.value.file.text : '{}\n'
  if (value === undefined && !stands(read?.value.file.value ?? {}, path)) return succeed({ file, isChanged: false })
  const edited = edit(text, path.map(segment), value)
  if (edited === null)
    return fail(misconfigured(`'${key}' leads through what holds no settings`, file, "see 'tos config show'"))
  const checked = isTos ? readTosSettings(file, edited) : readChecked(file, configSchema, { text: edited })
  if (!checked.ok) return checked
  if (edited === text) return succeed({ file, isChanged: false })
  // A person's own link stays one, and what only they may read stays so.
  const target = read ? realpathSync(file) : file
  writeAtomic(target, edited, 'all', read ? statSync(target).mode & 0o777 : 0o644)
  return succeed({ file, isChanged: true })
}

/** A number is the place in a list. */
const segment = (word: string): string | number => (/^\d+$/u.test(word) ? Number(word) : word)

/** Null when something on the way holds no keys. */
function edit(text: string, path: (string | number)[], value: unknown): string | null {
  const unit = /^(\t| +)\S/mu.exec(text)?.[1] ?? '  '
  const formattingOptions = { insertSpaces: unit !== '\t', tabSize: unit === '\t' ? 1 : unit.length, eol: '\n' }
  try {
    return applyEdits(text, modify(text, path, value, { formattingOptions }))
  } catch {
    return null
  }
}
