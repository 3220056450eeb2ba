// Builds the folder that is published, package/: `npm run package`. It has a manifest of its own, without dependencies,
// because everything is bundled, and the licences of all that is bundled.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { bundle } from './build.js'
import { repositoryOf } from './repository.js'
import { writeTypes } from './types.js'

const root = new URL('..', import.meta.url).pathname
const target = join(root, 'package')
const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'))

rmSync(target, { recursive: true, force: true })
mkdirSync(target, { recursive: true })
const metafile = await bundle(join(target, 'dist'))
await writeTypes(join(target, 'types'))
for (const name of ['bin', 'config', 'docs', 'examples', 'man', 'README.md', 'README.ja.md', 'CHANGELOG.md', 'LICENSE'])
  cpSync(join(root, name), join(target, name), { recursive: true })
// For who works on the sources, which the package does not have.
rmSync(join(target, 'docs', 'architecture.md'))
for (const name of globSync('docs/images/*.png', { cwd: target })) rmSync(join(target, name))
// Programs read them: without the white space they are half as big.
for (const name of globSync('config/schema/*.json', { cwd: target }))
  writeFileSync(join(target, name), JSON.stringify(readJson(join(target, name))))
writeFileSync(join(target, 'THIRD-PARTY-NOTICES.txt'), notices(metafile))
writeFileSync(
  join(target, 'package.json'),
  `${JSON.stringify(manifest(readJson(join(root, 'package.json'))), null, 2)}\n`,
)

/** What the repository's manifest says of the program; what only its developers need is left out. */
function manifest({ name, version, description, license, keywords, repository, bin, type, exports, engines, os }) {
  return {
    name,
    version,
    description,
    license,
    keywords,
    repository: repository ?? repositoryOf(origin()),
    type,
    bin,
    man: './man/tos.1',
    exports,
    engines,
    os,
  }
}

/** The address of git's remote `origin`; empty without one. */
function origin() {
  const { stdout, status } = spawnSync('git', ['remote', 'get-url', 'origin'], { cwd: root, encoding: 'utf8' })
  return status === 0 ? stdout.trim() : ''
}

/** Name, version and licence of every package that has a line in the bundle; a text that several share stands once. */
function notices({ inputs }) {
  const folders = new Set(Object.keys(inputs).map((input) => packageFolder(join(root, input))))
  folders.delete(null)
  const packages = [...folders].map((folder) => Object.assign({ folder }, readJson(join(folder, 'package.json'))))
  const byName = packages.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  const sharing = Map.groupBy(byName, licenceText)
  const sections = [...sharing].map(([text, those]) => `${those.map(titleOf).join('\n')}\n\n${text}\n`)
  return `tos-tui contains these packages.\n\n${sections.join(`\n${'-'.repeat(78)}\n\n`)}`
}

function titleOf({ name, version, license }) {
  return `${name} ${version} (${license ?? 'see below'})`
}

function licenceText({ folder, name, license }) {
  const [file] = globSync('{LICEN[CS]E,licen[cs]e,COPYING}*', { cwd: folder }).toSorted()
  if (file === undefined && !license) throw new Error(`${name} names no licence: it cannot be bundled`)
  if (file === undefined) return `Licensed under ${license}; the package holds no text of it.`
  return readFileSync(join(folder, file), 'utf8').trim()
}

/** The innermost folder above `file` that is a package below node_modules; null for our own files. */
function packageFolder(file) {
  if (!file.includes('/node_modules/')) return null
  for (let folder = dirname(file); folder !== root; folder = dirname(folder)) {
    const path = join(folder, 'package.json')
    // Some packages hold package.json files that only say how their modules are to be read.
    if (existsSync(path) && readJson(path).version !== undefined) return folder
  }
  return null
}
