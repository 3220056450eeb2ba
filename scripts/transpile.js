// Turns every TypeScript file of source/, test/, bench/ and torture/ into JavaScript below .build/, without looking at types
// (`npm run typecheck` does): only what is newer than its output, so that a second run costs next to nothing.
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { transform } from 'esbuild'
import { lowestNode } from './build.js'

const root = new URL('..', import.meta.url).pathname
const built = `${root}.build/`
const changedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

/** Imports of our own files name them as they are written. */
const ownImport = /((?:\bfrom|\bimport|\bimport\()\s*")(\.{1,2}\/[^"]+)\.tsx?"/g

export async function transpile() {
  const sources = globSync('{source,test,bench,torture}/**/*.{ts,tsx}', {
    cwd: root,
    exclude: (path) => path.endsWith('.d.ts'),
  })
  const outputs = new Map(sources.map((path) => [path.replace(/tsx?$/, 'js'), path]))
  for (const stale of globSync('{source,test,bench,torture}/**/*.js', { cwd: built }))
    if (!outputs.has(stale)) rmSync(built + stale)
  const scripts = Math.max(changedAt(`${root}scripts/transpile.js`), changedAt(`${root}package.json`))
  await Promise.all(
    Array.from(outputs, async ([output, source]) => {
      if (changedAt(built + output) > Math.max(changedAt(root + source), scripts)) return
      const { code } = await transform(readFileSync(root + source, 'utf8'), {
        loader: source.endsWith('x') ? 'tsx' : 'ts',
        jsx: 'automatic',
        target: `node${lowestNode}`,
        sourcemap: 'inline',
        sourcefile: root + source,
      })
      mkdirSync(dirname(built + output), { recursive: true })
      writeFileSync(built + output, code.replaceAll(ownImport, '$1$2.js"'))
    }),
  )
  // What the sources import besides.
  for (const name of ['package.json', ...globSync('config/**/*.json', { cwd: root })]) {
    mkdirSync(dirname(built + name), { recursive: true })
    cpSync(root + name, built + name)
  }
}

if (process.argv[1] === new URL(import.meta.url).pathname) await transpile()
