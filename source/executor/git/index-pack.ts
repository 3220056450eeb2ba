// Has git check a pack that a command made and list what is in it, walled in: it reads an enemy's bytes.
import { spawnSync } from 'node:child_process'
import { dirname } from 'node:path'
import type { TakeOverTools } from './take-over.ts'

/** `program` is bubblewrap. */
export function indexPackWith(program: string, path: string): TakeOverTools['indexPack'] {
  return (pack, folder) => {
    const format = /pack-[0-9a-f]{64}\.pack$/.test(pack) ? ['--object-format=sha256'] : []
    const walls = ['--unshare-all', '--die-with-parent', '--new-session', '--cap-drop', 'ALL', '--ro-bind', '/', '/']
    const { status, stderr, error } = spawnSync(
      program,
      [
        ...walls,
        '--dev',
        '/dev',
        '--bind',
        folder,
        folder,
        '--chdir',
        folder,
        '--',
        'git',
        'index-pack',
        ...format,
        pack,
      ],
      {
        encoding: 'utf8',
        env: {
          PATH: path,
          HOME: '/',
          GIT_CONFIG_NOSYSTEM: '1',
          GIT_CONFIG_GLOBAL: '/dev/null',
          GIT_CEILING_DIRECTORIES: dirname(folder),
        },
      },
    )
    if (error) return error.message
    return status === 0 ? null : stderr.trim().split('\n')[0] || `exit code ${status}`
  }
}
