// Whose a store is: each project has one of its own, outside of itself; a copy of a project never works on the original's.
import { randomBytes } from 'node:crypto'
import { constants, cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as z from 'zod'
import { causeOf, exitCodes, Failed, type Failure } from '../core/failure.ts'
import { makeFolders } from '../core/make-folders.ts'
import { entryOf, isRealFolder, readPlain, tryPlain } from './plain-file.ts'
import { replaceFile } from './replace-file.ts'

export interface ClaimOptions {
  /** Where the stores of all projects lie. */
  readonly stores: string
  /** The file of the project that names its store. */
  readonly idFile: string
  /** The project root, symlinks resolved. */
  readonly root: string
}

/** A store that is this project's as long as `check` does not throw. */
export interface Claim {
  readonly folder: string
  /** What happened to it that people should know; null on an ordinary day. */
  readonly note: string | null
  /** @throws Failed when another project, a copy of this one, has taken it */
  readonly check: () => void
}

const idPattern = /^[0-9a-f]{16}$/
const idSchema = z.object({ v: z.literal(1), id: z.string().regex(idPattern) })
const ownerSchema = z.object({
  v: z.literal(1),
  root: z.string(),
  /** Device and inode of the project root. */
  device: z.string(),
  inode: z.string(),
})
type Owner = z.infer<typeof ownerSchema>

const maxBytes = 65_536

function parsed<T>(schema: z.ZodType<T>, path: string): T | null {
  try {
    const result = schema.safeParse(JSON.parse(readPlain(path, maxBytes)?.toString('utf8') ?? ''))
    return result.success ? result.data : null
  } catch {
    return null
  }
}

const ownerFile = (folder: string): string => join(folder, 'owner.json')

/** The project's store for whoever only looks; null when there is none yet. */
export function findStore(options: ClaimOptions): string | null {
  const id = idOf(options)
  const folder = id === null ? null : join(options.stores, id)
  return folder !== null && isRealFolder(folder) ? folder : null
}

/** As the project says; where that is lost, the last used of those that know this very folder as theirs. */
function idOf({ stores, idFile, root }: ClaimOptions): string | null {
  const named = parsed(idSchema, idFile)?.id
  if (named !== undefined) return named
  const here = identityOf(root)
  const isOwn = (id: string): boolean => {
    const owner = parsed(ownerSchema, ownerFile(join(stores, id)))
    return owner?.root === root && owner.device === here.device && owner.inode === here.inode
  }
  const usedAt = (id: string): number => Number(entryOf(ownerFile(join(stores, id)))?.mtimeMs ?? 0)
  const own = namesIn(stores).filter(isOwn)
  return own.toSorted((a, b) => usedAt(b) - usedAt(a))[0] ?? null
}

function namesIn(stores: string): string[] {
  try {
    return readdirSync(stores).filter((name) => idPattern.test(name))
  } catch {
    return []
  }
}

const makePrivate = (path: string): void => makeFolders(path, (folder) => mkdirSync(folder, { mode: 0o700 }))

/** Only for the process that holds the project's lock. @throws Failed with a cure when the store cannot be made */
export function claimStore(options: ClaimOptions): Claim {
  const { stores, idFile, root } = options
  try {
    makePrivate(stores)
    refuseForeign(stores)
    const isNamed = parsed(idSchema, idFile) !== null
    const named = idOf(options)
    const found = named === null ? null : join(stores, named)
    const owner = found === null ? null : parsed(ownerSchema, ownerFile(found))
    if (named === null || found === null || owner === null) {
      // The journal of a project may know a store that lies in the home of another user, or on another machine.
      const id = named ?? newId()
      makePrivate(join(stores, id))
      const claim = take(join(stores, id), root, null)
      if (!isNamed) writeId(idFile, id)
      return claim
    }
    if (!isCopy(owner, root, idFile, found)) {
      const note =
        owner.root === root ? null : `the project was moved here from ${owner.root}; its snapshots came along`
      if (!isNamed) writeId(idFile, named)
      return take(found, root, note)
    }
    const id = newId()
    const folder = join(stores, id)
    try {
      cpSync(found, folder, { recursive: true, mode: constants.COPYFILE_FICLONE, verbatimSymlinks: true })
    } catch (error) {
      rmSync(folder, { recursive: true, force: true })
      throw error
    }
    const claim = take(folder, root, `this project is a copy of ${owner.root}; it got a copy of its snapshots`)
    // Last: whoever is killed before begins anew.
    writeId(idFile, id)
    return claim
  } catch (error) {
    throw error instanceof Failed ? error : cannotWrite(stores, causeOf(error))
  }
}

/** The original is where it was, is the same folder, and still names this store. */
function isCopy(owner: Owner, root: string, idFile: string, store: string): boolean {
  const { root: original } = owner
  if (original === root) return false
  const here = identityOf(root)
  if (here.device === owner.device && here.inode === owner.inode) return false
  const there = identityOf(original)
  if (there.device !== owner.device || there.inode !== owner.inode) return false
  const named = parsed(idSchema, join(original, idFile.slice(root.length + 1)))
  return named === null || store.endsWith(named.id)
}

function identityOf(folder: string): { device: string; inode: string } {
  const entry = entryOf(folder)
  return { device: String(entry?.dev ?? 'none'), inode: String(entry?.ino ?? 'none') }
}

const newId = (): string => randomBytes(8).toString('hex')

function writeId(idFile: string, id: string): void {
  mkdirSync(dirname(idFile), { recursive: true })
  replaceFile(idFile, Buffer.from(`${JSON.stringify({ v: 1, id })}\n`))
}

function take(folder: string, root: string, note: string | null): Claim {
  const owner: Owner = { v: 1, root, ...identityOf(root) }
  replaceFile(ownerFile(folder), Buffer.from(`${JSON.stringify(owner)}\n`))
  return {
    folder,
    note,
    check() {
      const now = parsed(ownerSchema, ownerFile(folder))
      if (now === null) throw unreadOwner(ownerFile(folder))
      if (now.root === root && now.inode === owner.inode) return
      throw new Failed({
        what: 'another project has taken this store of snapshots: a copy of this one, perhaps',
        where: folder,
        remedy: 'try again',
        exitCode: exitCodes.failed,
      })
    },
  }
}

/** Whose it is cannot be told: nothing is written into it. */
function unreadOwner(path: string): Failed {
  const read = tryPlain(path, maxBytes)
  return new Failed({
    what: `whose store of snapshots this is cannot be read (${typeof read === 'string' ? read : 'it is broken'})`,
    where: path,
    remedy: "look after the disk, or move this file away and 'tos resume': it is made anew",
    exitCode: exitCodes.failed,
  })
}

/** In a folder for all users somebody else may have made it first. */
function refuseForeign(stores: string): void {
  const entry = entryOf(stores)
  const isOwn = process.getuid === undefined || entry?.uid === BigInt(process.getuid()) || entry?.uid === 0n
  if (!isOwn) throw cannotWrite(stores, 'it belongs to another user')
}

const cannotWrite = (stores: string, cause: string): Failed => new Failed(noStore(stores, cause))

export const noStore = (stores: string, cause: string): Failure => ({
  what: `no store of snapshots can be made (${cause})`,
  where: stores,
  remedy:
    "make that folder writable for this user, or name another one outside of the project: 'checkpoints.store' in config/tos.json",
  exitCode: exitCodes.failed,
})
