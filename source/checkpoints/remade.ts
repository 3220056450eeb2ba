// Folders that tools make again from other files of the project: no snapshot holds them, each is named with what makes it.
import { readdirSync } from 'node:fs'
import { fromBytes, pathOf, type Name } from './names.ts'

/** A folder that is there again after one command. */
export interface Remade {
  readonly path: Name
  /** What makes it again. */
  readonly by: string
}

interface Rule {
  readonly by: string
  /** One of these lies beside it; else it is an ordinary folder with that name. */
  readonly beside?: readonly string[]
  /** This lies in it. */
  readonly inside?: string
}

/** Folder name -> what tells that it is one. What people may write into by hand (dist, build, vendor, out) is not here. */
const table: Readonly<Record<string, readonly Rule[]>> = {
  node_modules: [{ by: 'npm install' }],
  bower_components: [{ by: 'bower install' }],
  '.next': [{ by: 'next build', beside: ['package.json'] }],
  '.nuxt': [{ by: 'nuxt build', beside: ['package.json'] }],
  '.svelte-kit': [{ by: 'vite build', beside: ['package.json'] }],
  '.angular': [{ by: 'ng build', beside: ['angular.json'] }],
  '.turbo': [{ by: 'turbo', beside: ['package.json'] }],
  '.parcel-cache': [{ by: 'parcel', beside: ['package.json'] }],
  '.venv': [{ by: 'python -m venv', inside: 'pyvenv.cfg' }],
  venv: [{ by: 'python -m venv', inside: 'pyvenv.cfg' }],
  env: [{ by: 'python -m venv', inside: 'pyvenv.cfg' }],
  __pycache__: [{ by: 'python' }],
  '.pytest_cache': [{ by: 'pytest' }],
  '.mypy_cache': [{ by: 'mypy' }],
  '.ruff_cache': [{ by: 'ruff' }],
  '.hypothesis': [{ by: 'hypothesis' }],
  '.tox': [{ by: 'tox' }],
  '.nox': [{ by: 'nox' }],
  '.eggs': [{ by: 'setup.py', beside: ['setup.py'] }],
  target: [
    { by: 'cargo build', beside: ['Cargo.toml'] },
    { by: 'mvn package', beside: ['pom.xml'] },
    { by: 'sbt compile', beside: ['build.sbt'] },
  ],
  '.gradle': [{ by: 'gradle build' }],
  '.terraform': [{ by: 'terraform init' }],
  '.dart_tool': [{ by: 'dart pub get', beside: ['pubspec.yaml'] }],
  Pods: [{ by: 'pod install', beside: ['Podfile'] }],
  _build: [{ by: 'mix compile', beside: ['mix.exs'] }],
  deps: [{ by: 'mix deps.get', beside: ['mix.exs'] }],
  'dist-newstyle': [{ by: 'cabal build' }],
  '.stack-work': [{ by: 'stack build' }],
  '.zig-cache': [{ by: 'zig build' }],
  '.ccache': [{ by: 'the compiler' }],
  '.cache': [{ by: 'the tools that cache there' }],
}

/** `more` are folders of the settings, relative to the top, or bare names that hold everywhere. */
export function remadeBy(top: string, folder: Name, more: readonly string[]): string | null {
  const at = folder.lastIndexOf('/')
  const name = folder.slice(at + 1)
  if (more.includes(name) || more.includes(folder)) return "'checkpoints.remade'"
  const rules = Object.hasOwn(table, name) ? table[name] : undefined
  if (!rules) return null
  const beside = rules.some((rule) => rule.beside) ? namesIn(top, folder.slice(0, Math.max(0, at))) : []
  const inside = rules.some((rule) => rule.inside) ? namesIn(top, folder) : []
  const fits = (rule: Rule) =>
    (rule.beside?.some((file) => beside.includes(file)) ?? true) &&
    (rule.inside === undefined || inside.includes(rule.inside))
  return rules.find(fits)?.by ?? null
}

function namesIn(top: string, folder: Name): Name[] {
  try {
    return readdirSync(folder === '' ? top : pathOf(top, folder), { encoding: 'buffer' }).map(fromBytes)
  } catch {
    return []
  }
}

/** Does one of the folders (ending with a slash) or files hold the name? */
export const isWithin = (name: Name, places: ReadonlySet<Name>): boolean => {
  if (places.has(name)) return true
  for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1))
    if (places.has(name.slice(0, at + 1))) return true
  return false
}
