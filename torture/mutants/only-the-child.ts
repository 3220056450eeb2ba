// Breaks the program: only the process that was started gets a signal, not its group and not what left it.
const real = process.kill.bind(process)
const own = new Set<number>()
Object.assign(process, {
  kill(pid: number, signal?: NodeJS.Signals | number): true {
    if (signal === 0) return real(pid, signal)
    if (pid < 0) own.add(-pid)
    if (pid < 0 || own.has(pid) || pid === process.pid) return real(Math.abs(pid), signal)
    return true
  },
})
