// Where a project's repository was when it was seen the last time, relative to the project: it may move, or lose its `.git`.
import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import * as z from 'zod'
import type { GitPlaces } from './find-repository.ts'
import { readPlain } from './plain-file.ts'
import { replaceFile } from './replace-file.ts'

const schema = z.object({ v: z.literal(1), top: z.string(), gitFolder: z.string(), commonFolder: z.string() })
const fileIn = (store: string): string => join(store, 'places.json')

export function rememberedPlaces(store: string, root: string): GitPlaces | null {
  try {
    const { top, gitFolder, commonFolder } = schema.parse(
      JSON.parse(readPlain(fileIn(store), 65_536)?.toString() ?? ''),
    )
    const places = {
      top: resolve(root, top),
      gitFolder: resolve(root, gitFolder),
      commonFolder: resolve(root, commonFolder),
    }
    return existsSync(places.top) ? places : null
  } catch {
    // None was remembered.
    return null
  }
}

export function rememberPlaces(store: string, root: string, places: GitPlaces): void {
  const [top, gitFolder, commonFolder] = [places.top, places.gitFolder, places.commonFolder].map((path) =>
    relative(root, path),
  )
  const bytes = Buffer.from(JSON.stringify({ v: 1, top, gitFolder, commonFolder }))
  if (readPlain(fileIn(store))?.equals(bytes) !== true) replaceFile(fileIn(store), bytes)
}
