// What an error of the operating system means for a person: its cause without inner paths, and what mends it.
import { exitCodes, type ExitCode, type Failure } from './failure.ts'
import { uncoded } from './uncoded.ts'

const space = 'free some space'
const access = (wish: Wish): string =>
  wish === 'read' ? 'make it readable for this user' : 'make the folder writable for this user'

type Wish = 'read' | 'write'

/** Error code -> the next thing to do. Source: errno(3), open(2), write(2), rename(2), fsync(2). */
const remedies: Readonly<Record<string, string | ((wish: Wish) => string)>> = {
  EACCES: access,
  EPERM: access,
  ENOENT: (wish) => (wish === 'read' ? 'put it there' : 'make its folder'),
  ENOSPC: space,
  EDQUOT: 'free some space of your quota, or have it raised',
  EFBIG: "raise the limit of a file's size ('ulimit -f') or free some space",
  EROFS: 'mount its file system writable',
  EIO: "look after the disk ('dmesg' tells more)",
  ESTALE: 'mount the network folder again',
  ETIMEDOUT: 'look after the network folder',
  EMFILE: "raise the limit of open files ('ulimit -n')",
  ENFILE: 'end programs that hold many files open, or raise fs.file-max',
  EAGAIN: "raise the limit of processes ('ulimit -u') or wait until fewer run",
  ENOMEM: 'free some memory',
  EISDIR: 'move away the folder that stands there',
  ENOTDIR: 'move away the file that stands where a folder must be',
  EEXIST: 'move away what stands there',
  ENOTEMPTY: 'move away the folder that stands there',
  ELOOP: 'put the file itself in the place of the link',
  ENAMETOOLONG: 'choose a shorter path',
  EINVAL: 'put the project on a file system that takes such writes',
  ENOTSUP: 'put the project on a file system that takes such writes',
  EOPNOTSUPP: 'put the project on a file system that takes such writes',
  EXDEV: 'keep logs/ with all its folders on one file system',
  EMLINK: 'remove some of the entries of its folder',
  EUCLEAN: 'unmount the disk and check it (fsck)',
  EBADMSG: 'unmount the disk and check it (fsck)',
  ENOLCK: 'mount the network folder with locks',
  EBUSY: 'end what holds it busy',
  ETXTBSY: 'end what runs it',
  ENXIO: 'put a regular file there',
  ENODEV: 'put a regular file there',
}

/** `ENOSPC`, also where Node does not name it; '' for what is no error of the system. */
export function codeOf(error: unknown): string {
  const worded = uncoded(error)
  if (worded) return worded.code
  const code = error instanceof Error ? (error as { code?: unknown }).code : undefined
  return typeof code === 'string' ? code : ''
}

/** Did the operating system refuse, rather than the program fail? */
export const isSystemError = (error: unknown): boolean =>
  error instanceof Error &&
  typeof (error as { syscall?: unknown }).syscall === 'string' &&
  (codeOf(error) !== '' || uncoded(error) !== null)

/** `EACCES: permission denied`; paths inside the message stay out, for they may be the program's own way there. */
export function causeOfSystem(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const worded = uncoded(error)
  if (worded) return worded.cause
  return isSystemError(error) ? (error.message.split(', ')[0] ?? error.message) : error.message
}

export const remedyOf = (error: unknown, wish: Wish): string => {
  const remedy = remedies[codeOf(error)] ?? 'mend that'
  return typeof remedy === 'string' ? remedy : remedy(wish)
}

const again = ', then try again'

/** The same remedy for a run that has begun: it is not called again but resumed. */
export const toResume = (remedy: string): string =>
  `${remedy.endsWith(again) ? remedy.slice(0, -again.length) : remedy}, then 'tos resume'`

/** The failure to read or write `path`, whatever was called; a run says by itself how it goes on. */
export const refusedBySystem = (
  path: string,
  error: unknown,
  wish: Wish,
  exitCode: ExitCode = exitCodes.failed,
): Failure => ({
  what: `cannot be ${wish === 'read' ? 'read' : 'written'} (${causeOfSystem(error)})`,
  where: path,
  remedy: wish === 'read' ? remedyOf(error, wish) : `${remedyOf(error, wish)}${again}`,
  exitCode,
})
