// The published package as a stranger meets it: packed, linted, installed without scripts into an empty folder, and used
// there under the lowest and the newest supported Node. `npm run rehearse`; it needs the npm registry.
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { lowestNode } from './build.js'

const newestNode = '26.12.1'
const root = new URL('..', import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), 'tos-rehearsal-'))
const run = (command, args, cwd = root) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
const installInto = (name, what) => {
  const target = join(folder, name)
  mkdirSync(target)
  run(
    'npm',
    ['install', '--prefix', target, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', what],
    target,
  )
  return target
}

let failed = 0
try {
  run(process.execPath, ['scripts/package.js'])
  run(process.execPath, ['scripts/transpile.js'])
  run('npx', ['--no-install', 'publint', '--strict', 'package'])
  const tarball = join(folder, run('npm', ['pack', '--silent', '--pack-destination', folder, './package']).trim())
  const installed = installInto('installed', tarball)
  run('npx', ['--no-install', 'attw', tarball, '--profile', 'esm-only', '--quiet'])
  // The types are compiled where nothing but the package and Node's own types is at hand.
  cpSync(join(root, 'test', 'package', 'uses.ts'), join(installed, 'uses.ts'))
  writeFileSync(join(installed, 'package.json'), JSON.stringify({ type: 'module' }))
  const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules', '@types')]
  const compiler = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', ...types]
  run(join(root, 'node_modules', '.bin', 'tsc'), [...compiler, 'uses.ts'], installed)
  for (const version of [lowestNode, newestNode]) {
    const binaries = `node-${process.platform}-${process.arch}`
    const node = join(installInto(`node-${version}`, `${binaries}@${version}`), 'node_modules', binaries, 'bin')
    console.log(`under Node ${version}`)
    const { status } = spawnSync(
      process.execPath,
      ['--test', '--test-reporter=spec', '.build/test/package/rehearsal.js'],
      {
        cwd: root,
        stdio: 'inherit',
        env: {
          ...process.env,
          REHEARSAL_FOLDER: installed,
          REHEARSAL_NODE: node,
          REHEARSAL_VERSION: version,
          // Once is enough of what is npm's work.
          ...(version === lowestNode && { REHEARSAL_TARBALL: tarball }),
        },
      },
    )
    if (status !== 0) failed += 1
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.exit(failed)
