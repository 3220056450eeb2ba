import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { describe, test, type TestContext } from 'node:test'
import { bindings, type Action, type KeyBinding } from '../../source/ui/keys/keys.ts'
import { panelOrder } from '../../source/ui/panels/table.ts'
import { catalogues, type Language } from '../../source/ui/words/words.ts'
import { loopOf, makeProject, writeResult } from '../helpers/project.ts'
import { screens } from '../helpers/screens.ts'
import { openTerminal, type TestTerminal } from '../helpers/terminal.ts'
import { until } from '../helpers/until.ts'

/** What terminals send. */
const bytes: Record<string, string> = {
  tab: '\t',
  'shift+tab': '\u001B[Z',
  enter: '\r',
  esc: '\u001B',
  up: '\u001B[A',
  down: '\u001B[B',
  right: '\u001B[C',
  left: '\u001B[D',
  pageUp: '\u001B[5~',
  pageDown: '\u001B[6~',
  home: '\u001B[H',
  end: '\u001B[F',
}
const bytesOf = (key: string): string =>
  bytes[key] ?? (key.startsWith('ctrl+') ? String.fromCharCode(key.charCodeAt(5) & 31) : key)

const waiting = { commands: ['seq 200; touch waiting; until test -e go; do sleep 0.02; done', writeResult] }

/** A run that waits inside a command, with a viewer that steers; `head` is the journal's last event until it goes on. */
async function open(
  t: TestContext,
  language: Language,
  size: { columns: number; rows: number },
): Promise<{ terminal: TestTerminal; head: number }> {
  const project = makeProject(t, { config: loopOf(2), tos: { limits: { max_minutes: 60 } }, steps: [waiting, waiting] })
  t.after(() => project.write('go', ''))
  const args = ['run', '--loop', '--tui', '--lang', language, '--root', project.root]
  const terminal = openTerminal(t, args, size)
  await until(() => existsSync(project.path('waiting')))
  await terminal.sees(' 200')
  // The command may say its first words before the journal says that it was spawned.
  await until(() => project.events().at(-1)?.type === 'command.spawned')
  return { terminal, head: project.events().at(-1)?.seq ?? 0 }
}

/** What the screen shows when the key has done its work; the key that ends it again. */
function effects(language: Language): Partial<Record<Action, { shows: string | RegExp; after?: string }>> {
  const words = catalogues[language]
  const { why, asked, control } = words
  return {
    help: { shows: words.help.title, after: 'esc' },
    stepUp: { shows: words.step.behind(1), after: 'J' },
    takeControl: { shows: control.mine },
    pause: { shows: asked.pause, after: 'p' },
    stop: { shows: words.stop.title, after: 'esc' },
    raise: { shows: words.raise.title, after: 'esc' },
    // Deleting when there is nothing to delete closes the line.
    commandLine: { shows: 'rollback  undo  checkpoint', after: '\u007F' },
    goOn: { shows: why.idle },
    menu: { shows: why.idle },
    allowOnce: { shows: why.question },
    allowRun: { shows: why.question },
    deny: { shows: why.question },
    denyAndStop: { shows: why.question },
    rollBack: { shows: why.idle },
    undo: { shows: why.idle },
    eventForward: { shows: why.review },
    stopForward: { shows: why.review },
    eventBack: { shows: new RegExp(words.header.past(7, 9).replace('7', '\\d+').replace('9', '\\d+')), after: 'f' },
    interrupt: { shows: words.leaving.title, after: 'esc' },
    verify: { shows: why.underWay },
    timeline: { shows: words.timeline.title, after: 'esc' },
  }
}

async function pressUntil(terminal: TestTerminal, key: string, wanted: string | RegExp): Promise<void> {
  let looks = 0
  await until(() => {
    const text = terminal.screen().join('\n')
    if (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)) return true
    if (++looks % 50 === 0) terminal.press(key)
    return false
  })
}

describe('every key, in a real terminal', () => {
  for (const { language, size } of screens)
    test(`${language} ${size.columns}x${size.rows}: the ones that show what they did`, async (t) => {
      const { terminal } = await open(t, language, size)
      const { panels } = catalogues[language]
      for (const [number, name] of panelOrder.entries()) {
        terminal.press(String(number))
        if (name !== 'step') await terminal.sees(new RegExp(`\\[${number}\\]? ${panels[name]}`))
      }
      const shown = effects(language)
      const table: readonly KeyBinding[] = bindings
      for (const { action, keys } of table) {
        const effect = shown[action]
        if (!effect) continue
        for (const key of keys) {
          terminal.press('0')
          terminal.press(bytesOf(key))
          // An answer counts only alone, and not close behind an ESC: a person presses again.
          if ('aAdD'.includes(key)) await pressUntil(terminal, key, effect.shows)
          else await terminal.sees(effect.shows)
          if (effect.after === 'esc') {
            await terminal.sees('[ ')
            terminal.press(bytesOf('esc'))
            await until(() => !terminal.screen().join('\n').includes('> [ '))
          } else if (effect.after) terminal.press(effect.after)
        }
      }
      terminal.press('q')
      assert.equal(await terminal.exited, 0)
    })

  test('those that move in a list, and those for the terminal', async (t) => {
    const { terminal, head } = await open(t, 'en', { columns: 120, rows: 40 })
    terminal.press('5')
    await terminal.sees(new RegExp(`\\[5\\] Events ━+ #${head} ━`))
    // Keys, and how far back the cursor is then.
    const moves: readonly (readonly [string, number])[] = [
      ['j', 1],
      [bytesOf('down'), 2],
      ['k', 1],
      [bytesOf('up'), 0],
      [bytesOf('pageDown'), 5],
      [bytesOf('ctrl+d'), 10],
      [bytesOf('pageUp'), 5],
      [bytesOf('ctrl+u'), 0],
      ['G', head - 1],
      ['g', 0],
      [bytesOf('end'), head - 1],
      [bytesOf('home'), 0],
      ['jjf', 0],
    ]
    for (const [keys, back] of moves) {
      terminal.press(keys)
      terminal.press(bytesOf('enter'))
      await terminal.sees(`#${head - back} `)
      await terminal.sees('[ Look at this moment ]')
      terminal.press(bytesOf('esc'))
      await terminal.sees('[0] Job 1 > Step 1')
    }
    terminal.press('+')
    await until(() => !terminal.screen().join('\n').includes('[1] Run'))
    terminal.press('_')
    await terminal.sees('[1] Run')
    terminal.press('/judged')
    await terminal.sees('/judged_')
    await terminal.sees('2 fit')
    terminal.press(bytesOf('enter'))
    terminal.press('nN')
    terminal.press(bytesOf('esc'))
    await terminal.sees(`#${head} `)
    terminal.press('y')
    await until(() => terminal.raw().includes('\u001B]52;c;'))
    await terminal.sees('copied')
    terminal.press('[')
    await until(() => !terminal.isAlternate())
    await terminal.sees('any key returns to the screen')
    terminal.press(' ')
    await until(() => terminal.isAlternate())
    await terminal.sees('[1] Run')
    const bytesBefore = terminal.raw().length
    terminal.press(bytesOf('ctrl+l'))
    await until(() => terminal.raw().length > bytesBefore + 2000)
    terminal.press('q')
    assert.equal(await terminal.exited, 0)
  })

  test('a step back in time and on again, to the present', async (t) => {
    const { terminal } = await open(t, 'en', { columns: 120, rows: 40 })
    terminal.press('<')
    await terminal.sees(/REVIEW #(\d+) of \d+/)
    terminal.press('<')
    await terminal.sees('draft > review > final')
    terminal.press('>')
    await terminal.sees(/REVIEW #\d+ of \d+/)
    terminal.press('p')
    await terminal.sees('you look at the past; f returns to the present')
    terminal.press('f')
    await terminal.sees('LIVE')
    terminal.press('q')
    assert.equal(await terminal.exited, 0)
  })
})

test('a storm of window sizes ends in the screen of the last one', async (t) => {
  const { terminal } = await open(t, 'ja', { columns: 120, rows: 40 })
  for (let i = 0; i < 60; i++) terminal.resize(20 + ((i * 37) % 140), 3 + ((i * 11) % 45))
  terminal.resize(60, 15)
  await terminal.sees('[0 ステップ]')
  terminal.resize(20, 5)
  await until(
    () => {
      const rows = terminal.screen().filter((line) => line.trim() !== '')
      return rows.length <= 4 && (rows[0] ?? '').includes('実行中')
    },
    () => terminal.screen().join('\n'),
  )
  terminal.resize(120, 40)
  await terminal.sees('[5] イベント')
  terminal.press('q')
  assert.equal(await terminal.exited, 0)
  assert.equal(terminal.raw().includes('\u001B[3J'), false)
})
