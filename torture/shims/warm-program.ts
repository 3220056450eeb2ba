// The built program's main function, called again and again in one process: a start costs more than most calls do.
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { main as Main } from '../../source/cli/main.ts'
import { program } from '../../test/helpers/project.ts'
import { repository } from '../../test/helpers/repository.ts'
import type { WarmAnswer, WarmCall } from '../harness/warm.ts'

// What it starts of itself is the program.
process.argv[1] = program
const { main }: { main: typeof Main } = await import(join(repository, 'dist', 'main.js'))

process.on('message', (call: WarmCall) => void answer(call))
process.send?.({ isReady: true })

async function answer({ args, environment }: WarmCall): Promise<void> {
  const said = { out: '', err: '' }
  const code = await main(args, {
    out: (text) => void (said.out += text),
    error: (text) => void (said.err += text),
    input: () => Readable.from([]),
    environment,
    folder: '/',
    isTty: false,
  })
  const told: WarmAnswer = { code, ...said }
  process.send?.(told)
}
