// Nothing torn, lost or repeated: the runner is killed at any moment, until its loop is done nevertheless.
import { rmSync } from 'node:fs'
import { commandExists } from '../harness/commands.ts'
import { judgeLedger, ledgerLoop } from '../harness/ledger.ts'
import { start, type Ended, type StartOptions } from '../harness/program.ts'
import { tornFiles } from '../harness/whole-files.ts'
import type { Injected, Promised, World } from '../promise.ts'

/** Calls of the system before which the kernel kills the program, and up to which of them. */
const calls: Readonly<Record<string, number>> = {
  'write,pwrite64,writev': 120,
  'fdatasync,fsync': 60,
  'rename,renameat,renameat2': 30,
  'mkdir,mkdirat': 20,
  'unlink,unlinkat': 12,
  'clone,clone3,vfork': 12,
}
const killsOfOneLoop = 14

interface Kill {
  readonly what: string
  readonly options: StartOptions
}

function killAt({ random }: World): Kill {
  const place = random.below(commandExists('strace') ? 3 : 2)
  if (place === 0) {
    const ms = 150 + random.below(1_800)
    return {
      what: `after ${ms} ms`,
      options: {
        onStart: (child) => {
          const timer = setTimeout(() => child.kill('SIGKILL'), ms)
          child.once('exit', () => clearTimeout(timer))
        },
      },
    }
  }
  if (place === 1) {
    const line = 1 + random.below(70)
    let seen = 0
    return {
      what: `at event ${line} of its run`,
      options: { onLine: (_line, child) => void (++seen === line && child.kill('SIGKILL')) },
    }
  }
  const name = random.pick(Object.keys(calls))
  const n = 1 + random.below(calls[name] ?? 1)
  return {
    what: `before ${name} number ${n}`,
    options: {
      before: [
        'strace',
        '-qq',
        '-o',
        '/dev/null',
        '-e',
        `trace=${name}`,
        '-e',
        `inject=${name}:signal=SIGKILL:when=${n}`,
      ],
    },
  }
}

const wasKilled = ({ code, signal }: Ended): boolean => signal === 'SIGKILL' || code === 137

export const kills: Promised = {
  name: 'kills',
  says: 'nothing torn, lost or repeated when the runner is killed',
  full: 1000,
  missing: () => null,
  mutants: { 'late-journal': (i) => i, 'naive-writer': (i) => i },
  async inject(world): Promise<Injected> {
    const { project, names, ledger } = ledgerLoop(world, { jobs: 3, git: world.random.below(3) === 0 })
    const broken: string[] = []
    const doubtful: string[] = []
    const done: string[] = []
    let faults = 0
    let call = ['run', '--loop', '--json']
    for (;;) {
      const kill: Kill = faults < killsOfOneLoop ? killAt(world) : { what: 'not killed', options: {} }
      const begun = ledger().length
      const ended = await start(world, [...call, '--root', project.root], kill.options)
      if (wasKilled(ended)) {
        faults++
        done.push(kill.what)
        broken.push(...tornFiles(project.root).map((torn) => `${kill.what}: ${torn}`))
      }
      const named = / in doubt: command .*?echo begin (\w+) /.exec(ended.err)?.[1]
      const isDecided = call.includes('--in-doubt')
      if (named && !doubtful.includes(named) && (isDecided || ended.code === 5)) doubtful.push(named)
      if (ended.isHung) broken.push(`${kill.what}: hung`)
      if (ended.code === 0) break
      if (!wasKilled(ended) && ended.code !== 5) {
        broken.push(
          `${call.join(' ')} (${kill.what}, ${begun} lines before): exit code ${ended.code}: ${ended.err.slice(-300)}`,
        )
        break
      }
      if (broken.length > 0) break
      // Two words of a person: first what is in doubt is told, then it is decided.
      call = ended.code === 5 ? ['resume', '--loop', '--json', '--in-doubt', 'skip'] : ['resume', '--loop', '--json']
    }
    if (broken.length === 0) broken.push(...judgeLedger(names, ledger(), doubtful))
    if (doubtful.length > faults) broken.push(`${doubtful.length} in doubt after ${faults} kills`)
    rmSync(project.root, { recursive: true, force: true })
    return {
      faults,
      broken: broken.map((what) => `${what} [kills: ${done.join('; ')}]`),
      figures: { 'commands run': names.length, 'in doubt, each reported': doubtful.length },
    }
  },
}
