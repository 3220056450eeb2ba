import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { loopOf, makeProject, writeResult } from '../../helpers/project.ts'
import { openTerminal } from '../../helpers/terminal.ts'
import { until } from '../../helpers/until.ts'

/** Runs in the viewer's process before the program does: on SIGUSR2 something the program relies on fails. */
const failing = (what: string) => ({
  NODE_OPTIONS: `--import "data:text/javascript,process.on('SIGUSR2',()=>{${what}})"`,
})
const breakClock = 'Date.prototype.getHours=function(){throw new Error(%22no+clock%22)}'

describe('the terminal is given back, and the error is read on the normal screen', () => {
  for (const [when, what, keys] of [
    ['an exception nobody caught', `throw new Error(%22no+clock%22)`, ''],
    ['a rejection nobody caught', `Promise.reject(new Error(%22no+clock%22))`, ''],
    ['an exception while drawing', breakClock, '50'],
  ] as const)
    test(`after ${when}`, async (t) => {
      const project = makeProject(t, { config: loopOf(1), steps: [{ commands: [writeResult] }] })
      assert.equal((await project.tos(['run', '--plain'])).code, 0)
      const environment = failing(what)
      const terminal = openTerminal(t, ['watch', '--root', project.root], { columns: 80, rows: 24, environment })
      await terminal.sees('DONE')
      terminal.kill('SIGUSR2')
      let code: number | null = null
      void terminal.exited.then((ended) => (code = ended))
      await until(() => {
        if (code === null) terminal.press(keys)
        return code !== null
      })
      assert.equal(code, 1)
      await terminal.sees('tos: unexpected: no+clock; please report this; TOS_DEBUG=1 shows where')
      assert.doesNotMatch(terminal.history().join('\n'), /^ +at |\.js:/m)
      assert.equal(terminal.isAlternate(), false)
      assert.deepEqual(terminal.modes(), { isCursorShown: true, wraps: true, marksPaste: false })
    })
})
