// The name a program is known by.
import { below } from '../grammar/analysis.ts'
import { literal, textValue, type Value } from '../model/value.ts'
import { normalise } from '../model/path.ts'
import { among } from '../among.ts'

const standard = among(
  String.raw`
    ^\/(?:usr\/(?:local\/)?)?s?bin\/ ^\/usr\/games\/(?=[^/]+$) ^\/usr\/libexec\/(?=[^/]+$)
    ^\/usr\/lib\/git-core\/(?=[^/]+$) ^\/opt\/homebrew\/bin\/(?=[^/]+$) ^\/snap\/bin\/(?=[^/]+$) ^\/opt\/(?=[^/]+$)`,
  { before: '', after: '' },
)

/** The name a program is known by, null when it is a file of somebody's own. */
export function plainName(program: string, folder: Value): string | null {
  const path = program.includes('/') ? literal(below(folder, textValue(program))) : null
  const text = path === null ? program : normalise(path)
  const name = text.replace(standard, '')
  return name.includes('/') ? null : name
}

export const startScript = /^\/etc\/(?:rc\.d\/)?init\.d\/[^/]+$/
