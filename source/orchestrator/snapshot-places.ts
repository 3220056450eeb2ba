// Places that a snapshot tells of: repositories that came since the one before, and what it left out.
import { join } from 'node:path'
import { nameOf, shown, type Name } from '../checkpoints/names.ts'
import type { Store } from '../checkpoints/store.ts'
import { dangerAt } from '../executor/git/danger.ts'
import { isThere } from '../files/open-regular.ts'

/** What the commands since the last snapshot made, and git outside would look into. */
export function newRepositories({ repository: { top }, memory }: Store, known: ReadonlySet<Name>): string[] {
  const added = memory.nested.filter((name) => !known.has(name)).map(shown)
  return added.map((name) => {
    const danger = dangerAt(join(top, name), top)
    const cause = danger === null ? '' : ` (git would obey it: ${danger})`
    return `${name} is a repository of its own now${cause}: look at it before you run git, make or an editor there`
  })
}

/** Absolute paths of what a snapshot left out; of a name that is no UTF-8 the folder it lies in. */
export function placesOf({ repository, memory }: Store, leftOut: readonly { readonly path: Name }[]): string[] {
  const submodules = memory.submodules.map((path) => ({ path }))
  const paths = [...leftOut, ...submodules].flatMap(({ path }) => {
    const parts = path.split('/').filter(Boolean)
    const broken = parts.findIndex((part) => nameOf(shown(part)) !== part)
    const place = join(repository.top, ...parts.slice(0, broken < 0 ? undefined : broken).map(shown))
    return isThere(place) ? [place] : []
  })
  return [...new Set(paths)]
}
