// Builds everything and runs the tests: `npm test`, or `npm test -- source-folder/name` for some of them.
import { spawnSync } from 'node:child_process'
import { globSync, rmSync } from 'node:fs'

const root = new URL('..', import.meta.url).pathname
const run = (command, args, env = process.env) => {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env })
  if (status !== 0) process.exit(status ?? 1)
}

rmSync(`${root}.build`, { recursive: true, force: true })
run(process.execPath, ['scripts/build.js'])
run('npx', ['--no-install', 'tsc', '-p', 'tsconfig.test.json'])

const wanted = process.argv.slice(2)
const files = globSync('.build/test/**/*.test.js', { cwd: root })
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .toSorted()
// Terminal tests need a terminal that CI variables do not talk Ink out of.
const { CI: _ci, ...environment } = process.env
run(
  process.execPath,
  [
    '--enable-source-maps',
    '--test',
    '--test-concurrency=3',
    `--test-timeout=${process.env.TOS_KILL_ALL ? 3_600_000 : 180_000}`,
    '--test-reporter=spec',
    ...files,
  ],
  environment,
)
