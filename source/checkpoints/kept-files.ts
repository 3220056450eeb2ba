// Files of a tree of the store, with their bytes.
import { splitZero, type Name } from './names.ts'
import type { Store } from './store.ts'

export interface Kept {
  readonly name: Name
  readonly mode: string
  readonly bytes: Buffer
}

/** @throws Failed when the store lacks one of them */
export async function keptFiles(
  { shadow }: Pick<Store, 'shadow'>,
  tree: string,
  isWanted: (name: Name) => boolean = () => true,
): Promise<Kept[]> {
  const rows = splitZero(await shadow.git.bytes(['ls-tree', '-r', '-z', '--full-tree', tree]))
  const files = rows
    .map((row) => {
      const at = row.indexOf('\t')
      const [mode = '', , object = ''] = row.slice(0, at).split(' ')
      return { name: row.slice(at + 1), mode, object }
    })
    .filter(({ name }) => isWanted(name))
  const input = files.map(({ object }) => `${object}\n`).join('')
  const out = files.length === 0 ? Buffer.alloc(0) : await shadow.git.bytes(['cat-file', '--batch'], { input })
  let at = 0
  return files.map(({ name, mode }) => {
    const end = out.indexOf(10, at)
    const size = Number(out.subarray(at, end).toString('latin1').split(' ')[2])
    const bytes = out.subarray(end + 1, end + 1 + size)
    at = end + 1 + size + 1
    return { name, mode, bytes }
  })
}
