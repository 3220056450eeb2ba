// What an archived loop left, packed: its step logs and outputs as one files.tar.gz, read back before anything goes. The journal stays.
import { createHash, randomBytes, type Hash } from 'node:crypto'
import {
  createReadStream,
  createWriteStream,
  fstatSync,
  lstatSync,
  readdirSync,
  renameSync,
  rmdirSync,
  unlinkSync,
} from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { Readable, Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { createTarDecoder, createTarPacker } from 'modern-tar'
import { exitCodes, Failed } from '../core/failure.ts'
import { entriesBelow } from './entries-below.ts'
import { openNew, openToRead, within } from './open-regular.ts'
import { notWritten, syncFolder } from './write-atomic.ts'

export interface Packable {
  /** Absolute. */
  readonly path: string
  readonly bytes: number
}

export interface Packed {
  readonly path: string
  readonly files: number
  /** Of the files, and of what holds them now. */
  readonly bytes: number
  readonly packedBytes: number
}

/** A second packing of a loop gets a number. */
const packedName = /^files(?:\.\d+)?\.tar\.gz$/

/** Regular files below a folder, links and pipes left where they are. @throws when it cannot be read */
const filesBelow = (folder: string): Packable[] =>
  entriesBelow(folder)
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, bytes: lstatSync(path, { throwIfNoEntry: false })?.size ?? 0 }))

/** The files of an archived loop but for its journal and what is packed already. */
export const packable = (folder: string): Packable[] =>
  filesBelow(folder).filter(({ path }) => {
    const name = relative(folder, path)
    return name !== 'journal.ndjson' && !packedName.test(name) && !name.endsWith('.tmp')
  })

/** What was packed of a loop. */
export const packedOf = (folder: string): Packable[] =>
  filesBelow(folder).filter(({ path }) => dirname(path) === folder && packedName.test(basename(path)))

/** What was read of a file: its content, and the state it was in. */
interface Taken {
  readonly sha256: string
  readonly bytes: number
  readonly mtimeMs: number
}

/** Nothing is removed that the new file does not hold, byte for byte, on the disk. @throws Failed; then all is as it was */
export async function packLoop(folder: string, files: readonly Packable[]): Promise<Packed> {
  const temporary = `files.tar.gz.${process.pid}-${randomBytes(8).toString('hex')}.tmp`
  const path = join(folder, temporary)
  try {
    const taken = await writeTar(folder, temporary, files)
    await compare(path, folder, taken)
    const final = freeName(folder)
    within(folder, ({ at }) => renameSync(at(temporary), at(final)))
    syncFolder(folder)
    for (const [file, was] of taken) remove(file, was)
    removeEmpty(folder)
    const { size: packedBytes } = lstatSync(join(folder, final))
    const bytes = [...taken.values()].reduce((sum, each) => sum + each.bytes, 0)
    return { path: join(folder, final), files: taken.size, bytes, packedBytes }
  } catch (error) {
    within(folder, ({ at }) => quietly(() => unlinkSync(at(temporary))))
    throw notWritten(path, error)
  }
}

async function writeTar(folder: string, name: string, files: readonly Packable[]): Promise<Map<string, Taken>> {
  const taken = new Map<string, Taken>()
  const { readable, controller } = createTarPacker()
  const descriptor = within(folder, (held) => openNew(held, name, 0o600))
  const written = pipeline(
    Readable.fromWeb(readable),
    createGzip(),
    createWriteStream('', { fd: descriptor, flush: true }),
  )
  const fill = async () => {
    for (const { path } of files) {
      const opened = openToRead(path)
      const { size, mtimeMs, mode } = fstatSync(opened)
      const hash = createHash('sha256')
      const mtime = new Date(mtimeMs)
      const header = { name: relative(folder, path), size, mode: mode & 0o777, mtime, type: 'file' } as const
      await pipeline(
        createReadStream('', { fd: opened, start: 0, end: Math.max(0, size - 1) }),
        hashing(hash),
        Writable.fromWeb(controller.add(header)),
      )
      taken.set(path, { sha256: hash.digest('hex'), bytes: size, mtimeMs })
    }
    controller.finalize()
  }
  await Promise.all([written, fill()])
  return taken
}

/** Hashes what goes through. */
const hashing = (hash: Hash): Transform =>
  new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })

/** Reads the file back. @throws Failed where it does not hold what was taken */
async function compare(path: string, folder: string, taken: ReadonlyMap<string, Taken>): Promise<void> {
  const found = new Map<string, string>()
  const entries = Readable.toWeb(createReadStream('', { fd: openToRead(path) }).pipe(createGunzip())).pipeThrough(
    createTarDecoder(),
  )
  for await (const { header, body } of entries) {
    const hash = createHash('sha256')
    for await (const chunk of body) hash.update(chunk)
    found.set(join(folder, header.name), hash.digest('hex'))
  }
  const lost = [...taken].find(([file, { sha256 }]) => found.get(file) !== sha256)
  if (lost)
    throw new Failed({
      what: `what was packed cannot be read back: ${relative(folder, lost[0])}`,
      where: path,
      remedy: 'nothing was removed; look at the disk, and try again',
      exitCode: exitCodes.failed,
    })
}

function freeName(folder: string): string {
  const names = new Set(readdirSync(folder))
  for (let n = 1; ; n++) {
    const name = n === 1 ? 'files.tar.gz' : `files.${n}.tar.gz`
    if (!names.has(name)) return name
  }
}

/** What somebody has written since stays. */
function remove(path: string, { bytes, mtimeMs }: Taken): void {
  within(dirname(path), ({ at }) => {
    const stat = lstatSync(at(basename(path)), { throwIfNoEntry: false })
    if (stat?.isFile() && stat.size === bytes && stat.mtimeMs === mtimeMs) unlinkSync(at(basename(path)))
  })
}

/** Deepest first; a folder that holds something stays. */
function removeEmpty(folder: string): void {
  const folders = entriesBelow(folder)
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
  for (const each of folders.toSorted((a, b) => b.length - a.length)) quietly(() => rmdirSync(each))
}

function quietly(work: () => void): void {
  try {
    work()
  } catch {
    // What is left is only in the way of the eye.
  }
}
