// Refusals of the system to which Node gives no code: what its `rmSync` does not expect is told in the C library's words alone, and
// what libuv has no name for by its number. Source: src/node_file.cc, deps/uv/include/uv/errno.h, strerror(3)
const unknownWords = /^, Unknown error: (.+?)(?: '|$)/s
const codesOfWords: Readonly<Record<string, string>> = {
  'Input/output error': 'EIO',
  'No space left on device': 'ENOSPC',
  'Disk quota exceeded': 'EDQUOT',
  'Read-only file system': 'EROFS',
  'Device or resource busy': 'EBUSY',
  'Text file busy': 'ETXTBSY',
  'Stale file handle': 'ESTALE',
  'Connection timed out': 'ETIMEDOUT',
  'Too many levels of symbolic links': 'ELOOP',
  'File name too long': 'ENAMETOOLONG',
  'Cannot allocate memory': 'ENOMEM',
  'Too many open files in system': 'ENFILE',
  'Invalid argument': 'EINVAL',
  'Operation not supported': 'EOPNOTSUPP',
}

const unknownNumber = /^Unknown system error -(\d+)/
/** Linux's, then Darwin's where it has another. */
const namesOfNumbers: Readonly<Record<string, readonly [code: string, words: string]>> = {
  122: ['EDQUOT', 'Disk quota exceeded'],
  69: ['EDQUOT', 'Disk quota exceeded'],
  116: ['ESTALE', 'Stale file handle'],
  70: ['ESTALE', 'Stale file handle'],
  117: ['EUCLEAN', 'Structure needs cleaning'],
  74: ['EBADMSG', 'Bad message'],
  37: ['ENOLCK', 'No locks available'],
}

export interface Uncoded {
  /** '' for words that nobody knows here. */
  readonly code: string
  /** With its words, without paths. */
  readonly cause: string
}

/** Null for an error that has a code, or is none of the system's. */
export function uncoded(error: unknown): Uncoded | null {
  if (!(error instanceof Error)) return null
  const words = unknownWords.exec(error.message)?.[1]
  if (words !== undefined) return told(codesOfWords[words] ?? '', words)
  const number = unknownNumber.exec(error.message)?.[1]
  if (number === undefined) return null
  return told(...(namesOfNumbers[number] ?? ['', `system error ${number}`]))
}

const told = (code: string, words: string): Uncoded => ({ code, cause: code === '' ? words : `${code}: ${words}` })
