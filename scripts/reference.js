// Writes docs/cli.md and man/tos.1 from the table of commands: `npm run reference`. A test keeps them equal.
import { mkdirSync, writeFileSync } from 'node:fs'

const root = new URL('..', import.meta.url).pathname
const { cliMarkdown } = await import(`${root}.build/source/cli/reference/markdown.js`)
const { manualPage } = await import(`${root}.build/source/cli/reference/manual.js`)

mkdirSync(`${root}man`, { recursive: true })
writeFileSync(`${root}docs/cli.md`, cliMarkdown())
writeFileSync(`${root}man/tos.1`, manualPage())
