// Writes man/tos.1 and docs/cli.md, docs/keys.md in every language from their tables: `npm run reference`. A test keeps
// them equal.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

const root = new URL('..', import.meta.url).pathname
const { referencePages } = await import(`${root}.build/source/cli/reference/pages.js`)

for (const [path, text] of Object.entries(referencePages())) {
  mkdirSync(dirname(root + path), { recursive: true })
  writeFileSync(root + path, text)
}
