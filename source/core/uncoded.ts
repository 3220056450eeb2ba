// Refusals of the system to which Node gives no code: what its `rmSync` does not expect is told in the C library's words alone.
// Source: src/node_file.cc, strerror(3)
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

export interface Uncoded {
  /** '' for words that nobody knows here. */
  readonly code: string
  /** With its words, without paths. */
  readonly cause: string
}

/** Null for an error that has a code, or is none of the system's. */
export function uncoded(error: unknown): Uncoded | null {
  const words = error instanceof Error ? unknownWords.exec(error.message)?.[1] : undefined
  if (words === undefined) return null
  const code = codesOfWords[words] ?? ''
  return { code, cause: code === '' ? words : `${code}: ${words}` }
}
