// A failing disk below some folders, loaded into the program: TORTURE_DISK says which call of which kind fails, and how.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { constants } from 'node:os'
import { join } from 'node:path'
import type { DiskFault } from '../harness/disk-fault.ts'

/** Calls of node:fs by what they do to a disk. */
const kinds: Readonly<Record<string, DiskFault['kind']>> = {
  writeSync: 'write',
  writeFileSync: 'write',
  appendFileSync: 'write',
  copyFileSync: 'write',
  fsyncSync: 'sync',
  fdatasyncSync: 'sync',
  renameSync: 'rename',
  mkdirSync: 'mkdir',
  unlinkSync: 'unlink',
  rmSync: 'unlink',
  rmdirSync: 'unlink',
  openSync: 'open',
  readSync: 'read',
  readFileSync: 'read',
  readdirSync: 'read',
  closeSync: 'close',
  ftruncateSync: 'write',
}
const fault: DiskFault = JSON.parse(process.env['TORTURE_DISK'] ?? '{}')
const { readlinkSync, writeFileSync } = fs
let seen = 0

function pathOf(place: unknown): string {
  try {
    if (typeof place === 'number') return readlinkSync(`/proc/self/fd/${place}`)
    const held = /^(\/proc\/self\/fd\/\d+)(?:\/(.*))?$/.exec(String(place))
    return held?.[1] ? join(readlinkSync(held[1]), held[2] ?? '') : String(place)
  } catch {
    return ''
  }
}

for (const [name, kind] of Object.entries(kinds)) {
  if (kind !== fault.kind) continue
  const real: unknown = Reflect.get(fs, name)
  if (typeof real !== 'function') continue
  Reflect.set(fs, name, (...args: unknown[]): unknown => {
    const path = pathOf(args[0])
    if (!fault.below.some((folder) => path.startsWith(folder))) return Reflect.apply(real, fs, args)
    seen++
    if (seen !== fault.at && !(fault.lasts && seen > fault.at)) return Reflect.apply(real, fs, args)
    writeFileSync(fault.record, `${name} of ${path}\n`, { flag: 'a' })
    if (fault.code === 'short') {
      // A short count without an error, as the kernel gives it.
      const [descriptor, data, offset = 0, length] = args
      if (name !== 'writeSync' || !(data instanceof Uint8Array)) return Reflect.apply(real, fs, args)
      const whole = typeof length === 'number' ? length : data.length - Number(offset)
      return Reflect.apply(real, fs, [descriptor, data, offset, Math.max(1, Math.floor(whole / 2))])
    }
    // The descriptor is gone although closing it failed. Source: close(2)
    if (kind === 'close') Reflect.apply(real, fs, args)
    // libuv has no name for a quota that is used up. Source: deps/uv/include/uv/errno.h
    const errno = -constants.errno[fault.code]
    const code = fault.code === 'EDQUOT' ? `Unknown system error ${errno}` : fault.code
    throw Object.assign(new Error(`${code}: refused, ${name.replace('Sync', '')}`), {
      code,
      errno,
      syscall: name.replace('Sync', ''),
      path,
    })
  })
}
syncBuiltinESMExports()
