// Builds the program and the torture suite, and runs it, where the system lets it in process and mount namespaces of its own:
// `npm run torture [-- --seed N --minutes M --only NAME --at N --lanes N --record FILE --mutants]`.
import { spawnSync } from 'node:child_process'

const root = new URL('..', import.meta.url).pathname
const walls = ['unshare', '-pfm', '--mount-proc', '--kill-child']
const isApart = spawnSync(walls[0], [...walls.slice(1), 'true']).status === 0
if (!isApart) process.stderr.write('no namespaces here: what needs a disk or a clock of its own is skipped by name\n')
// So that a machine with other work stays usable.
const gentle = spawnSync('nice', ['true']).status === 0 ? ['nice', '-n', '10'] : []

for (const call of [
  [process.execPath, 'scripts/build.js'],
  [process.execPath, 'scripts/transpile.js'],
  [...(isApart ? walls : []), ...gentle, process.execPath, '.build/torture/run.js', ...process.argv.slice(2)],
]) {
  const { CI: _ci, ...environment } = process.env
  const { status } = spawnSync(call[0], call.slice(1), { cwd: root, stdio: 'inherit', env: environment })
  if (status !== 0) process.exit(status ?? 1)
}
