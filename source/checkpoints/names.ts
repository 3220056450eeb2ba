// File names as git and the system know them: bytes. One character of a Name is one byte, so nothing is ever mangled.

/** A path relative to the top of the working tree, a byte per character. */
export type Name = string

export const toBytes = (name: Name): Buffer => Buffer.from(name, 'latin1')
export const fromBytes = (bytes: Uint8Array): Name => Buffer.from(bytes).toString('latin1')
/** The path of `name` below an absolute folder, as bytes: node:fs takes those unchanged. */
export const pathOf = (folder: string, name: Name): Buffer => Buffer.concat([Buffer.from(`${folder}/`), toBytes(name)])

/** For people; bytes that are no UTF-8 show as replacement characters. */
export const shown = (name: Name): string => toBytes(name).toString('utf8')
/** The name of a path that people wrote. */
export const nameOf = (text: string): Name => fromBytes(Buffer.from(text))

/** Parts that end with a zero byte, as git writes them with -z. */
export function splitZero(output: Uint8Array): Name[] {
  const parts = fromBytes(output).split('\0')
  if (parts.at(-1) === '') parts.pop()
  return parts
}

export const joinZero = (names: readonly Name[]): Buffer => toBytes(names.map((name) => `${name}\0`).join(''))

/** The folders above a name, the nearest first, without the top. */
export function foldersAbove(name: Name): Name[] {
  const folders: Name[] = []
  for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1)) folders.push(name.slice(0, at))
  return folders
}

/** Does it name something below the top, outside of every git folder? */
export const isSafeName = (name: Name): boolean =>
  name !== '' && !name.includes('\0') && name.split('/').every((part) => !/^(?:|\.|\.\.|\.git)$/i.test(part))
