// A folder as plain data: path -> kind, mode and content of everything in it, but for git's own, settings, logs and results.
import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

const left = new Set(['.git', 'logs', 'config', 'workspace'])

export function treeOf(root: string, below = ''): Record<string, string> {
  const names = readdirSync(join(root, below)).filter((name) => below !== '' || !left.has(name))
  return Object.fromEntries(
    names.flatMap((name): [string, string][] => {
      const path = join(below, name)
      const stat = lstatSync(join(root, path))
      const mode = (stat.mode & 0o7777).toString(8)
      if (stat.isSymbolicLink()) return [[path, `-> ${readlinkSync(join(root, path))}`]]
      if (stat.isDirectory()) return Object.entries(treeOf(root, path))
      if (!stat.isFile()) return [[path, 'special']]
      return [
        [
          path,
          `${mode} ${createHash('sha256')
            .update(readFileSync(join(root, path)))
            .digest('hex')}`,
        ],
      ]
    }),
  )
}
