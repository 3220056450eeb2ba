// Breaks the program: whoever holds the lock is taken for dead.
import { Server } from 'node:net'

const real: unknown = Reflect.get(Server.prototype, 'listen')
if (typeof real !== 'function') throw new Error('no listen')
Object.assign(Server.prototype, {
  listen(this: Server, ...args: unknown[]): Server {
    const text = JSON.stringify(args[0])
    if (!text.includes('\\u0000')) return Reflect.apply(real, this, args)
    return Reflect.apply(real, this, [JSON.parse(text.replace('\\u0000', `\\u0000${process.pid}`)), ...args.slice(1)])
  },
})
const kill = process.kill.bind(process)
Object.assign(process, {
  kill(pid: number, signal?: NodeJS.Signals | number): true {
    if (signal === 0) throw Object.assign(new Error('kill ESRCH'), { code: 'ESRCH' })
    return kill(pid, signal)
  },
})
