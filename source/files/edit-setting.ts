// Changes one setting in its file, and leaves every other character as it was, comments too.
import { applyEdits, modify } from 'jsonc-parser'
import { configSchema } from '../core/config-schema.ts'
import { fail, misconfigured, succeed, type Result } from '../core/failure.ts'
import { nearestWord } from '../core/nearest.ts'
import { tosSchema } from '../core/tos-schema.ts'
import { readChecked } from './checked-json.ts'
import { isThere } from './open-regular.ts'
import type { ProjectRoot } from './project-root.ts'
import { readTosSettings } from './settings.ts'
import { writeAtomic } from './write-atomic.ts'

const tosKeys = Object.keys(tosSchema.shape)
const configKeys = Object.keys(configSchema.shape)

/** `value` undefined takes the setting out of its file. The path of the file; nothing is written that could not be read. */
export function editSetting({ root, configFile }: ProjectRoot, key: string, value: unknown): Result<string> {
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
  const edited = edit(text, path.map(segment), value)
  const checked = isTos ? readTosSettings(file, edited) : readChecked(file, configSchema, { text: edited })
  if (!checked.ok) return checked
  if (edited !== text) writeAtomic(file, edited)
  return succeed(file)
}

/** A number is the place in a list. */
const segment = (word: string): string | number => (/^\d+$/u.test(word) ? Number(word) : word)

function edit(text: string, path: (string | number)[], value: unknown): string {
  const unit = /^(\t| +)\S/mu.exec(text)?.[1] ?? '  '
  const formattingOptions = { insertSpaces: unit !== '\t', tabSize: unit === '\t' ? 1 : unit.length, eol: '\n' }
  return applyEdits(text, modify(text, path, value, { formattingOptions }))
}
