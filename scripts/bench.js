// Builds the program and the benchmarks, and runs them: `npm run bench`, or `npm run bench -- step` for one.
import { spawnSync } from 'node:child_process'

const root = new URL('..', import.meta.url).pathname
for (const [command, ...args] of [
  [process.execPath, 'scripts/build.js'],
  [process.execPath, 'scripts/transpile.js'],
  [process.execPath, '--expose-gc', '.build/bench/run.js', ...process.argv.slice(2)],
]) {
  // The screen is measured in colour, whoever reads the figures.
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { FORCE_COLOR: '1', ...process.env },
  })
  if (status !== 0) process.exit(status ?? 1)
}
