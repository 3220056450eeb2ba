// Runs inside the sandbox: a port on its own loopback that leads to the proxy's socket, then the command beside it.
// Nothing but Node is there to be imported. Called as: node bridge.mjs SOCKET PORT PROGRAM ARGUMENT…
import { spawn } from 'node:child_process'
import { connect, createServer } from 'node:net'

const [socket = '', port = '', program = '', ...args] = process.argv.slice(2)

const server = createServer((client) => {
  const proxy = connect(socket)
  client.on('error', () => proxy.destroy())
  proxy.on('error', () => client.destroy())
  client.pipe(proxy).pipe(client)
})
const politely = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const
const wait = (): void => undefined
// Whoever ends the command asks it too; this process ends when it has.
for (const signal of politely) process.on(signal, wait)

const start = (): void => {
  const child = spawn(program, args, { stdio: 'inherit' })
  child.once('error', () => process.exit(127))
  child.once('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1)
    for (const name of politely) process.off(name, wait)
    process.kill(process.pid, signal)
  })
}
// Without the port the command still runs; it only reaches nothing.
server.once('error', start)
server.listen({ host: '127.0.0.1', port: Number(port) }, start)
