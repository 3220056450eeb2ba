// Makes a release: `npm run release -- VERSION`. Checks first, then version, section of the changelog, commit and tag; the
// package and its bill of materials lie in package/ afterwards. Publishing is a person's act, and is told at the end.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { released } from './changelog.js'

const root = new URL('..', import.meta.url).pathname
const run = (command, args) =>
  execFileSync(command, args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim()
const stop = (what, remedy) => {
  console.error(`release: ${what}; ${remedy}`)
  process.exit(1)
}

const version = process.argv[2] ?? ''
if (!/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)) stop('no version is named', 'write npm run release -- 0.2.0')
if (run('git', ['status', '--porcelain']) !== '') stop('the tree is not clean', 'commit or stash first')
if (run('git', ['tag', '--list', `v${version}`]) !== '') stop(`v${version} is there already`, 'take the next version')

const today = new Date().toISOString().slice(0, 10)
const changelog = released(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), version, today)
if (changelog === null) stop('CHANGELOG.md has nothing under Unreleased', 'say there what is new')

execFileSync(join(root, '.ci', 'run'), { cwd: root, stdio: 'inherit' })

writeFileSync(join(root, 'CHANGELOG.md'), changelog)
run('npm', ['version', version, '--no-git-tag-version', '--allow-same-version'])
run(process.execPath, ['scripts/package.js'])
writeFileSync(
  join(root, 'package', 'sbom.cdx.json'),
  `${run('npm', ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev'])}\n`,
)
run('git', ['commit', '--all', '--message', `Release ${version}`])
run('git', ['tag', '--annotate', `v${version}`, '--message', `tos-tui ${version}`])
const { repository } = JSON.parse(readFileSync(join(root, 'package', 'package.json'), 'utf8'))
if (!repository)
  console.log('The package names no repository: provenance wants one. Set the remote origin, or package.json, first.')
console.log(`v${version} is tagged. To publish, from CI with an identity that can attest it:
  git push --follow-tags && npm publish ./package --provenance --access public`)
