// config: what is set and where it stands; one setting read, changed or taken out.
import { exitCodes } from '../core/failure.ts'
import { nearestWord } from '../core/nearest.ts'
import { printableLine } from '../core/printable.ts'
import { editSetting } from '../files/edit-setting.ts'
import { createMasker } from '../files/mask.ts'
import { findProjectRoot } from '../files/project-root.ts'
import { settingRows, type SettingRow } from '../files/setting-origin.ts'
import { loadSettings } from '../files/settings.ts'
import { secretsOf } from '../orchestrator/secrets.ts'
import { usageFailure } from './arguments.ts'
import { flag, report, text, type Command, type Invocation, type Terminal } from './command.ts'

export const config: Command = {
  run(invocation, terminal) {
    const [verb = 'show', key = '', written] = invocation.operands
    const isEdit = verb === 'set' || verb === 'unset'
    return Promise.resolve(
      isEdit
        ? change(key, written === undefined ? undefined : valueOf(written), invocation, terminal)
        : show(verb === 'get' ? key : null, invocation, terminal),
    )
  },
}

/** As JSON where it is some, else the word itself. */
function valueOf(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    return written
  }
}

function change(key: string, value: unknown, invocation: Invocation, terminal: Terminal): number {
  const found = findProjectRoot(terminal.folder, text(invocation, 'root'))
  if (!found.ok) return report(found.failure, terminal)
  const edited = editSetting(found.value, key, value)
  if (!edited.ok) return report(edited.failure, terminal)
  const { file, isChanged } = edited.value
  terminal.error(`tos: ${file} ${isChanged ? 'is changed; the next run begins with it' : 'says so already'}\n`)
  return exitCodes.well
}

function show(key: string | null, invocation: Invocation, terminal: Terminal): number {
  const found = findProjectRoot(terminal.folder, text(invocation, 'root'))
  if (!found.ok) return report(found.failure, terminal)
  const loaded = loadSettings(found.value)
  if (!loaded.ok) return report(loaded.failure, terminal)
  // A webhook's address is a secret: what is shown may be sent on.
  const all = createMasker(secretsOf(terminal.environment, loaded.value)).mask(settingRows(loaded.value))
  const rows: SettingRow[] = key === null ? all : all.filter((row) => row.key === key || row.key.startsWith(`${key}.`))
  if (key !== null && rows.length === 0) {
    const near = nearestWord(
      key,
      all.map((row) => row.key),
    )
    const remedy = near ? `did you mean '${near}'?` : "'tos config show' lists all"
    return report(usageFailure(`there is no setting '${key}'`, remedy), terminal)
  }
  const [only] = rows
  if (flag(invocation, 'json')) terminal.out(`${JSON.stringify(rows, null, 2)}\n`)
  else if (only && only.key === key) terminal.out(`${lineOf(only.value)}\n`)
  else terminal.out(rows.map((row) => rowText(row, flag(invocation, 'origin'))).join(''))
  return exitCodes.well
}

const lineOf = (value: unknown): string => printableLine(typeof value === 'string' ? value : JSON.stringify(value))

const rowText = ({ key, value, place }: SettingRow, hasOrigin: boolean): string =>
  `${hasOrigin ? `${place ?? 'default'}\t` : ''}${key} = ${printableLine(JSON.stringify(value) ?? '')}\n`
