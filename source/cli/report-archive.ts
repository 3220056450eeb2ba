// The archive of a report: its three forms, the journal, the step logs, the settings, the snapshots; every secret masked.
import { lstatSync } from 'node:fs'
import { isUtf8 } from 'node:buffer'
import { basename, dirname, join, relative } from 'node:path'
import { gzipSync } from 'node:zlib'
import { packTar, type TarEntry } from 'modern-tar'
import type { Masker } from '../files/mask.ts'
import { namesIn } from '../files/archive.ts'
import { entriesBelow } from '../files/entries-below.ts'
import { readRegular } from '../files/open-regular.ts'
import { writeOutput } from '../files/write-output.ts'
import { Failed } from '../core/failure.ts'
import type { FoundProject } from './project.ts'
import type { Bundle } from './report-bundle.ts'
import type { ReportWish } from './report-facts.ts'
import { textPath } from '../orchestrator/publish.ts'

export interface ArchiveWish {
  readonly path: string
  /** Name -> text: the forms of the report. */
  readonly forms: Readonly<Record<string, string>>
  readonly wish: ReportWish
  readonly loop: string
  readonly bundle: Bundle
  readonly masker: Masker
  readonly madeAt: string
}

interface Member {
  readonly name: string
  readonly body: Uint8Array
}

/** Bytes of a file that is taken. */
const mostBytes = 256 * 1024 * 1024

/** Its members' names, and a sentence for everything that is not in it. @throws Failed */
export async function writeArchive(
  opened: FoundProject,
  { path, forms, wish, loop, bundle, masker, madeAt }: ArchiveWish,
): Promise<{ readonly names: readonly string[]; readonly leftOut: readonly string[] }> {
  const leftOut: string[] = bundle.leftOut === null ? [] : [`snapshots.bundle: ${bundle.leftOut}`]
  const files = wish.isCurrent ? filesOfCurrent(opened, loop) : filesIn(dirname(wish.journal), '')
  const settings = settingsFiles(opened)
  const members: Member[] = [
    ...Object.entries(forms).map(([name, text]) => ({ name, body: Buffer.from(text) })),
    ...[...files, ...settings].flatMap(([name, file]): Member[] => {
      try {
        return [{ name, body: maskedBytes(readRegular(file, mostBytes), masker) }]
      } catch (error) {
        if (!(error instanceof Failed)) throw error
        leftOut.push(`${name}: ${error.failure.what}`)
        return []
      }
    }),
    ...(bundle.bytes ? [{ name: 'snapshots.bundle', body: bundle.bytes }] : []),
  ]
  const lines = [
    ...members.map(({ name, body }) => `${name}\t${body.length}`),
    ...leftOut.map((line) => `left out: ${line}`),
  ]
  const all = [...members, { name: 'MANIFEST.txt', body: Buffer.from(`${lines.join('\n')}\n`) }]
  const folder = `report-${loop}`
  const mtime = new Date(madeAt)
  const entries = all.map(({ name, body }): TarEntry => ({
    header: { name: `${folder}/${name}`, size: body.length, mode: 0o600, mtime, type: 'file' },
    body,
  }))
  writeOutput(path, gzipSync(await packTar(entries)), 0o600)
  return { names: all.map(({ name }) => name), leftOut }
}

/** Text is masked as text; the bytes of anything else one by one, which leaves all others as they are. */
function maskedBytes(bytes: Buffer, masker: Masker): Uint8Array {
  const encoding = isUtf8(bytes) ? 'utf8' : 'latin1'
  const text = bytes.toString(encoding)
  const masked = masker.mask(text)
  return masked === text ? bytes : Buffer.from(masked, encoding)
}

type Named = readonly [name: string, file: string]

function filesOfCurrent({ layout }: FoundProject, loop: string): Named[] {
  // What the jobs were given and gave, wherever the settings say it lies.
  const folder = join(layout.workspace, 'artifacts')
  const artifacts = namesIn(folder).map((name) => join(folder, name))
  const single = [
    layout.journal,
    layout.phaseSummary,
    layout.phaseState,
    layout.runSummary,
    textPath(layout.runSummary),
    layout.jobResult,
    ...(layout.jobInput === null ? [] : [layout.jobInput]),
    layout.lastCheckpoint,
    layout.runnerLog,
  ]
  return [
    ...[...new Set([...single, ...artifacts])].filter(isFile).map((file): Named => [basename(file), file]),
    ...filesIn(layout.steps, 'steps/'),
    ...filesIn(layout.output, 'output/'),
    ...filesIn(join(layout.archive, loop), ''),
  ]
}

const settingsFiles = ({ configFile }: FoundProject): Named[] => {
  const folder = dirname(configFile.path)
  const names =
    basename(folder) === 'config'
      ? namesIn(folder).filter((name) => name.endsWith('.json'))
      : [basename(configFile.path)]
  return names.map((name): Named => [`config/${name}`, join(folder, name)]).filter(([, file]) => isFile(file))
}

const isFile = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isFile() === true

function filesIn(folder: string, prefix: string): Named[] {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return []
  return entriesBelow(folder)
    .filter((entry) => entry.isFile())
    .map((entry): Named => {
      const file = join(entry.parentPath, entry.name)
      return [prefix + relative(folder, file), file]
    })
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
}
