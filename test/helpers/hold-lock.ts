// A program: takes the lock with the record argv[2] of the folder argv[3], says how that went and stays.
import { acquireLock } from '../../source/files/lock.ts'

const [, , path = '', root = ''] = process.argv
const taken = await acquireLock(path, root, 'child')
process.stdout.write(`${JSON.stringify(taken.ok ? { ok: true, takenOver: taken.value.takenOver } : taken)}\n`)
process.stdin.resume()
