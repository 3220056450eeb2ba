// New objects of a command, each checked to be what its name says, put among the repository's.
import { createHash } from 'node:crypto'
import { chmodSync, copyFileSync, createReadStream, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createInflate, inflateSync } from 'node:zlib'
import { filesBelow, isRealFolder, lookAt, namesIn, readPlain } from './plain-file.ts'
import type { WorkingCopy } from './working-copy.ts'

const loose = /^[0-9a-f]{2}\/(?:[0-9a-f]{38}|[0-9a-f]{62})$/
/** Bytes up to which an object is checked in memory. */
const small = 4 * 1024 * 1024
const largestInflated = 64 * 1024 * 1024
/** A few kilobytes can be made to inflate for days. */
const largestEver = 16 * 1024 ** 3

/** A sentence about what is wrong with them, or null. */
export async function importObjects(
  { folder, repository: { common } }: WorkingCopy,
  indexPack: (pack: string, folder: string) => string | null,
): Promise<string | null> {
  const [from, to] = [join(folder, 'objects'), join(common, 'objects')]
  for (const name of filesBelow(from, 1)) {
    if (!loose.test(name) || lookAt(join(to, name)) !== null) continue
    const problem = await importLoose(join(from, name), to, name)
    if (problem !== null) return problem
  }
  for (const name of namesIn(join(from, 'pack'))) {
    if (!/^pack-[0-9a-f]{40,64}\.pack$/.test(name) || lookAt(join(to, 'pack', name)) !== null) continue
    const problem = importPack(join(from, 'pack', name), to, name, indexPack)
    if (problem !== null) return problem
  }
  return null
}

async function importLoose(path: string, to: string, name: string): Promise<string | null> {
  const wanted = name.replace('/', '')
  const algorithm = wanted.length === 40 ? 'sha1' : 'sha256'
  const folder = join(to, name.slice(0, 2))
  mkdirSync(folder, { recursive: true })
  if (!isRealFolder(folder)) return `${folder} is no folder`
  const target = join(to, name)
  const temporary = join(folder, `tmp_obj_${process.pid}`)
  rmSync(temporary, { force: true })
  const bytes = (lookAt(path)?.size ?? 0) <= small ? readPlain(path, small) : null
  try {
    const found = (bytes && hashOf(bytes, algorithm)) ?? (await hashOfFile(path, algorithm))
    if (found !== wanted) return `the object ${wanted} is not what its name says`
    if (bytes === null) copyFileSync(path, temporary)
    else writeFileSync(temporary, bytes, { flush: true })
    chmodSync(temporary, 0o444)
    renameSync(temporary, target)
    return null
  } catch (error) {
    rmSync(temporary, { force: true })
    return `the object ${wanted} cannot be taken over (${String(error)})`
  }
}

/** Null: too large for that. */
function hashOf(bytes: Buffer, algorithm: string): string | null {
  try {
    return createHash(algorithm)
      .update(inflateSync(bytes, { maxOutputLength: largestInflated }))
      .digest('hex')
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

async function hashOfFile(path: string, algorithm: string): Promise<string> {
  const hash = createHash(algorithm)
  let bytes = 0
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      done(bytes > largestEver ? new Error('larger than any object here may be') : null, chunk)
    },
  })
  await pipeline(createReadStream(path), createInflate(), count, hash)
  return hash.digest('hex')
}

/** git reads every object of it and makes the table of contents anew; the command's own table is not looked at. */
function importPack(
  path: string,
  to: string,
  name: string,
  indexPack: (pack: string, folder: string) => string | null,
): string | null {
  const folder = join(path, '..', `checked-${name}`)
  mkdirSync(folder)
  const copy = join(folder, name)
  if (lookAt(path)?.isFile() !== true) return `${name} is no file`
  renameSync(path, copy)
  const failed = indexPack(copy, folder)
  if (failed !== null) return `the pack ${name} is damaged (${failed})`
  const pack = join(to, 'pack')
  if (!isRealFolder(pack)) mkdirSync(pack)
  for (const each of [name, name.replace(/pack$/, 'idx')]) {
    const temporary = join(pack, `tmp_${each}`)
    copyFileSync(join(folder, each), temporary)
    chmodSync(temporary, 0o444)
    renameSync(temporary, join(pack, each))
  }
  return null
}
