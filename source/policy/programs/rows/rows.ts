// Every program that is described by one row, by name.
import type { Row } from '../../grammar/row.ts'
import { buildRows } from './build.ts'
import { dataRows } from './data.ts'
import { everydayRows } from './everyday.ts'
import { languageRows } from './languages.ts'
import { machineRows } from './machine.ts'
import { mediaRows } from './media.ts'
import { pythonRows } from './python.ts'
import { runnerRows } from './runners.ts'
import { serverRows } from './servers.ts'
import { textRows } from './texts.ts'
import { webRows } from './web.ts'

export const rows: Readonly<Record<string, Row>> = {
  ...dataRows,
  ...mediaRows,
  ...pythonRows,
  ...webRows,
  ...buildRows,
  ...languageRows,
  ...runnerRows,
  ...serverRows,
  ...machineRows,
  ...everydayRows,
  ...textRows,
}
