// Every program of Windows that is described, by name.
import { effectsBy } from '../../grammar/effects.ts'
import type { Row } from '../../grammar/row.ts'
import { windowsFileRows } from './files.ts'
import { windowsNetworkRows } from './network.ts'
import { windowsProgramRows } from './programs.ts'
import { windowsSystemRows } from './system.ts'

const rows: Readonly<Record<string, Row>> = {
  ...windowsSystemRows,
  ...windowsNetworkRows,
  ...windowsProgramRows,
  ...windowsFileRows,
}

/** Undefined: Windows has no such program here. */
export const windowsRow = (name: string): Row | undefined => (Object.hasOwn(rows, name) ? rows[name] : undefined)

export const windowsNames: readonly string[] = Object.keys(rows)

/** What a call does; help does nothing. */
export const windowsEffects = ({ said = '' }: Row, words: string): string =>
  /(?:^|\s)\/\?$/.test(words) ? '' : effectsBy(said, words)
