// Draws the README's pictures: the built program in a real terminal, on a night of 40 jobs, every cell as it is shown.
import { execFileSync, spawn as start } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { readFileSync } from 'node:fs'
import { spawn } from '@lydell/node-pty'
import xterm from '@xterm/headless'
import { makeNight } from './night-project.js'

const root = new URL('..', import.meta.url).pathname
const program = join(root, 'bin', 'tos-tui.js')
const [cellWidth, cellHeight, margin] = [8.4, 17, 10]
const palette = ['#3b4252', '#bf616a', '#a3be8c', '#ebcb8b', '#81a1c1', '#b48ead', '#88c0d0', '#e5e9f0']
const [ground, ink] = ['#1f2430', '#d8dee9']

const folder = mkdtempSync(join(tmpdir(), 'tos-pictures-'))
const project = join(folder, 'report')
const environment = {
  ...process.env,
  XDG_CONFIG_HOME: join(folder, 'config'),
  XDG_STATE_HOME: join(folder, 'state'),
  LANG: 'C.UTF-8',
  TZ: 'UTC',
}
delete environment.CI
const tos = (...args) => execFileSync(process.execPath, [program, ...args], { env: environment, stdio: 'ignore' })

/** The screen when it has stood still, as an SVG picture. */
async function picture(args, columns, rows, keys) {
  const emulator = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true })
  const pty = spawn(process.execPath, [program, ...args, '--root', project], {
    name: 'xterm-256color',
    cols: columns,
    rows,
    cwd: project,
    env: environment,
  })
  let last = Date.now()
  pty.onData((data) => {
    last = Date.now()
    emulator.write(data)
  })
  const still = async () => {
    // Clocks go on while a run waits: it never stands still for long.
    const most = Date.now() + 8000
    last = Date.now()
    while (Date.now() - last < 1500 && Date.now() < most) await delay(100)
  }
  // Nothing is still that has not begun.
  const isDrawn = () => /tos [A-Z]|tos \P{ASCII}/u.test(emulator.buffer.active.getLine(0)?.translateToString() ?? '')
  let isOver = false
  pty.onExit(() => (isOver = true))
  while (!isDrawn()) {
    if (isOver) throw new Error(`no screen: ${emulator.buffer.active.getLine(0)?.translateToString()}`)
    await delay(100)
  }
  await still()
  for (const key of keys) {
    pty.write(key)
    await still()
  }
  const drawn = draw(emulator, columns, rows)
  pty.kill('SIGKILL')
  return drawn
}

const escape = (text) => text.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c])

function draw(emulator, columns, rows) {
  const buffer = emulator.buffer.active
  const shapes = []
  for (let y = 0; y < rows; y += 1) {
    const line = buffer.getLine(buffer.baseY + y)
    if (!line) continue
    for (let x = 0; x < columns;) {
      const begin = x
      const style = styleOf(line.getCell(x))
      let text = ''
      do {
        const cell = line.getCell(x)
        text += cell.getChars() || ' '
        x += Math.max(1, cell.getWidth())
      } while (x < columns && JSON.stringify(styleOf(line.getCell(x))) === JSON.stringify(style))
      shapes.push(...run({ text, style, x: begin, y, width: x - begin }))
    }
  }
  const size = [columns * cellWidth + 2 * margin, rows * cellHeight + 2 * margin]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size[0]} ${size[1]}" font-family="DejaVu Sans Mono, Noto Sans Mono CJK JP, Menlo, Consolas, monospace" font-size="14" fill="${ink}">
<rect width="100%" height="100%" rx="6" fill="${ground}"/>
${shapes.join('\n')}
</svg>
`
}

function styleOf(cell) {
  const colour = cell.isFgPalette() ? palette[cell.getFgColor() % 8] : ink
  const back = cell.isBgPalette() ? palette[cell.getBgColor() % 8] : null
  const isInverse = cell.isInverse() !== 0
  return {
    colour: isInverse ? (back ?? ground) : colour,
    back: isInverse ? colour : back,
    isBold: cell.isBold() !== 0,
    isDim: cell.isDim() !== 0,
    // Fonts give wide and narrow characters widths of their own.
    width: cell.getWidth(),
  }
}

/** Without the digits that no picture shows. */
const tenths = (length) => Number(length.toFixed(1))

function run({ text, style, x, y, width: cells }) {
  const [left, top, width] = [margin + x * cellWidth, margin + y * cellHeight, cells * cellWidth].map(tenths)
  const back = style.back
    ? [`<rect x="${left}" y="${top}" width="${width}" height="${cellHeight}" fill="${style.back}"/>`]
    : []
  if (text.trim() === '') return back
  const colour = style.colour === ink ? '' : ` fill="${style.colour}"`
  const looks = `${colour}${style.isBold ? ' font-weight="bold"' : ''}${style.isDim ? ' opacity="0.6"' : ''}`
  const fitted = `textLength="${width}" lengthAdjust="spacingAndGlyphs" xml:space="preserve"`
  return [...back, `<text x="${left}" y="${top + cellHeight - 4}" ${fitted}${looks}>${escape(text)}</text>`]
}

/** Resolves when the journal holds an event of that type. */
async function happened(type) {
  const journal = join(project, 'logs', 'journal.ndjson')
  for (;;) {
    try {
      if (readFileSync(journal, 'utf8').includes(`"type":"${type}"`)) return
    } catch {
      // Not begun yet.
    }
    await delay(500)
  }
}

try {
  makeNight(project)
  const pictures = join(root, 'docs', 'images')
  mkdirSync(pictures, { recursive: true })
  const save = async (name, args, columns, rows, keys) =>
    writeFileSync(join(pictures, `${name}.svg`), await picture(args, columns, rows, keys))
  const runner = start(process.execPath, [program, 'run', '--loop', '--plain', '--root', project], {
    env: environment,
    stdio: 'ignore',
  })
  await happened('approval.asked')
  await save('question', ['attach', '--lang', 'en'], 80, 24, [])
  tos('deny', '--reason', 'the rates are in data/rates.csv', '--root', project)
  await new Promise((resolve) => runner.once('exit', resolve))
  await save('wide', ['watch', '--lang', 'en'], 120, 40, [])
  await save('narrow', ['watch', '--lang', 'en'], 80, 24, ['2', 's'])
  await save('japanese', ['watch', '--lang', 'ja'], 80, 24, [])
} finally {
  rmSync(folder, { recursive: true, force: true })
}
