// Breaks the program: files are opened whatever they are, waiting for who is at the other end.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const realOpen = fs.openSync
const realStat = fs.fstatSync
Object.assign(fs, {
  openSync(path: fs.PathLike, flags: fs.OpenMode, mode?: fs.Mode): number {
    const asked = typeof flags === 'number' ? flags & ~fs.constants.O_NONBLOCK : flags
    return realOpen(path, asked, mode)
  },
  fstatSync(descriptor: number, options?: fs.StatSyncOptions): fs.Stats | fs.BigIntStats | undefined {
    const stat = realStat(descriptor, options)
    if (stat?.isFIFO()) Object.assign(stat, { isFile: () => true })
    return stat
  },
})
syncBuiltinESMExports()
