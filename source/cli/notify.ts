// notify test: tells every target that this is a test, and says what came of it.
import { hostname } from 'node:os'
import { exitCodes } from '../core/failure.ts'
import type { Notice } from '../core/notice.ts'
import { send } from '../notify/send.ts'
import { report, type Command } from './command.ts'
import { openOutbox } from './watchdog.ts'

export const notify: Command = {
  async run(invocation, terminal) {
    const { settings, sender, layout } = openOutbox(invocation, terminal)
    if (settings.targets.length === 0)
      return report(
        {
          what: 'nobody is to be told',
          where: 'config/tos.json',
          remedy: "add 'notify.targets'",
          exitCode: exitCodes.usage,
        },
        terminal,
      )
    const ts = new Date().toISOString()
    const place = { root: layout.root, host: hostname(), loop: '', run: 0, job: null, step: null, exit_code: null }
    const notice: Notice = { v: 1, id: `test/${ts}`, event: 'test', ts, ...place, text: 'a test: notices arrive here' }
    let isWell = true
    for (const [i, target] of settings.targets.entries()) {
      const failed = await send(target, notice, sender)
      isWell &&= failed === null
      const kind = 'webhook' in target ? `webhook, ${target.chat}` : 'command'
      terminal.out(`notify.targets[${i}] (${kind}): ${failed === null ? 'told' : failed.why}\n`)
    }
    return isWell ? exitCodes.well : exitCodes.failed
  },
}
