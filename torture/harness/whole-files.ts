// Is any file of the product torn? Looked at by an ordinary reader, right behind a kill.
import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Names what is torn. A temporary file is none of the product's, and the journal may end in a beginning. */
export function tornFiles(root: string): string[] {
  const names = globSync(['logs/**', 'workspace/artifacts/**'], { cwd: root }).filter((name) =>
    statSync(join(root, name), { throwIfNoEntry: false })?.isFile(),
  )
  return names.flatMap((name) => {
    if (name.endsWith('.tmp')) return []
    const text = readFileSync(join(root, name), 'utf8')
    if (name.endsWith('.json')) return isJson(text) ? [] : [`${name} is torn (${text.length} characters)`]
    if (!name.endsWith('journal.ndjson')) return []
    const lines = text.split('\n').slice(0, -1)
    return lines.every(isJson) ? [] : [`${name} has a broken line`]
  })
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
