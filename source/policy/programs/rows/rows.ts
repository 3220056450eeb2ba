// Every program that is described, by name: by its row alone, or (in readers/) with code for what its words mean.
import type { Row } from '../../grammar/row.ts'
import { archiveRows } from '../../readers/archives.ts'
import { compilerRows } from '../../readers/compilers.ts'
import { cryptoRows } from '../../readers/crypto.ts'
import { curlRows } from '../../readers/curl.ts'
import { documentRows } from '../../readers/documents.ts'
import { fdRows } from '../../readers/fd.ts'
import { fileRows } from '../../readers/files.ts'
import { hostRows } from '../../readers/hosts.ts'
import { interpreterRows } from '../../readers/interpreters.ts'
import { queryRows } from '../../readers/queries.ts'
import { remoteRows } from '../../readers/remote.ts'
import { searchRows } from '../../readers/search.ts'
import { sessionRows } from '../../readers/sessions.ts'
import { shellRows } from '../../readers/shells.ts'
import { toolRows } from '../../readers/tools.ts'
import { buildRows } from './build.ts'
import { clientRows } from './clients.ts'
import { dataRows } from './data.ts'
import { editorRows } from './editors.ts'
import { everydayRows } from './everyday.ts'
import { languageRows } from './languages.ts'
import { lookerRows } from './lookers.ts'
import { machineRows } from './machine.ts'
import { mediaRows } from './media.ts'
import { cloudRows } from './clouds.ts'
import { networkRows } from './network.ts'
import { packageRows } from './packages.ts'
import { toolchainRows } from './toolchains.ts'
import { pythonRows } from './python.ts'
import { serverRows } from './servers.ts'
import { systemRows } from './system.ts'
import { systemPackageRows } from './systems.ts'
import { textRows } from './texts.ts'
import { styleRows } from './styles.ts'
import { turningRows } from './tools.ts'
import { webRows } from './web.ts'
import { wrapperRows } from './wrappers.ts'

/** No name stands in two of them. */
export const groups: readonly Readonly<Record<string, Row>>[] = [
  buildRows,
  dataRows,
  everydayRows,
  languageRows,
  lookerRows,
  machineRows,
  mediaRows,
  networkRows,
  cloudRows,
  pythonRows,
  serverRows,
  systemRows,
  textRows,
  styleRows,
  turningRows,
  webRows,
  wrapperRows,
  archiveRows,
  clientRows,
  compilerRows,
  cryptoRows,
  curlRows,
  documentRows,
  editorRows,
  fdRows,
  fileRows,
  hostRows,
  interpreterRows,
  queryRows,
  remoteRows,
  searchRows,
  sessionRows,
  shellRows,
  toolRows,
  packageRows,
  toolchainRows,
  systemPackageRows,
]

export const rows: Readonly<Record<string, Row>> = Object.assign({}, ...groups)
