// A git in front of git: it counts the calls, and at one of them kills the process that called it.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { execFileSync } from 'node:child_process'

export interface Shim {
  /** PATH with the shim in front. */
  readonly path: string
  readonly calls: () => number
}

/** `killAt` counts from 1 (0: never) or names a subcommand; `runs` says whether git does its work all the same. */
export function gitShim(folder: string, { killAt, runs }: { killAt: number | string; runs: boolean }): Shim {
  mkdirSync(folder, { recursive: true })
  const git = execFileSync('bash', ['-c', 'command -v git'], { encoding: 'utf8' }).trim()
  const condition = typeof killAt === 'number' ? `[ $n = ${killAt} ]` : `[[ " $* " == *' ${killAt} '* ]]`
  const count = join(folder, 'calls')
  writeFileSync(
    join(folder, 'git'),
    `#!/bin/bash
exec 9>>'${count}.lock'; flock 9
n=$(( $(cat '${count}' 2>/dev/null || echo 0) + 1 )); echo $n > '${count}'
flock -u 9; exec 9>&-
if ${condition}; then kill -9 $PPID; ${runs ? ':' : 'exit 1'}; fi
exec '${git}' "$@"
`,
  )
  chmodSync(join(folder, 'git'), 0o755)
  // Behind walls it could neither count nor kill.
  writeFileSync(join(folder, 'bwrap'), '#!/bin/sh\necho "bwrap: not for this test" >&2; exit 1\n')
  chmodSync(join(folder, 'bwrap'), 0o755)
  return {
    path: `${folder}${delimiter}${process.env['PATH'] ?? ''}`,
    calls: () => (existsSync(count) ? Number(readFileSync(count, 'utf8')) : 0),
  }
}
