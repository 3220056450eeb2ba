// Builds everything and runs the tests: `npm test`, or `npm test -- source-folder/name` for some of them.
// Files share processes (test-groups.js).
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle } from './build.js'
import { writeGroups } from './test-groups.js'
import { transpile } from './transpile.js'

const root = new URL('..', import.meta.url).pathname
const run = (command, args, env = process.env) => {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env })
  if (status !== 0) process.exit(status ?? 1)
}

/** The program is bundled anew when anything that goes into it has changed since. */
const builtAt = statSync(`${root}dist/cli.js`, { throwIfNoEntry: false })?.mtimeMs ?? 0
const inputs = ['package.json', 'scripts/build.js', ...globSync('source/**/*', { cwd: root })]
if (inputs.some((path) => statSync(root + path).mtimeMs >= builtAt)) await bundle(`${root}dist`)
await transpile()

const wanted = process.argv.slice(2)
const files = globSync('**/*.test.js', { cwd: `${root}.build/test` })
  .filter((file) => wanted.length === 0 || wanted.some((part) => `.build/test/${file}`.includes(part)))
  .toSorted()
// Terminal tests need a terminal that CI variables do not talk Ink out of.
const { CI: _ci, ...environment } = process.env
// Stores of snapshots go with the tests, not into anybody's home.
const state = mkdtempSync(join(tmpdir(), 'tos-state-'))
process.once('exit', () => rmSync(state, { recursive: true, force: true }))
run(
  process.execPath,
  [
    '--enable-source-maps',
    '--test',
    '--test-concurrency=4',
    // Ends what hangs, on a busy machine, too.
    `--test-timeout=${process.env.TOS_KILL_ALL ? 36_000_000 : 2_400_000}`,
    '--test-reporter=spec',
    ...writeGroups(`${root}.build/groups`, files),
  ],
  { ...environment, XDG_STATE_HOME: state },
)
