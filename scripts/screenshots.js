// Draws the README's pictures: the built program in a real terminal, on the demo's project, every cell as it is shown.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { spawn } from '@lydell/node-pty'
import xterm from '@xterm/headless'

const root = new URL('..', import.meta.url).pathname
const program = join(root, 'bin', 'tos-tui.js')
const [cellWidth, cellHeight, margin] = [8.4, 17, 10]
const palette = ['#3b4252', '#bf616a', '#a3be8c', '#ebcb8b', '#81a1c1', '#b48ead', '#88c0d0', '#e5e9f0']
const [ground, ink] = ['#1f2430', '#d8dee9']

const folder = mkdtempSync(join(tmpdir(), 'tos-pictures-'))
const project = join(folder, 'report')
const environment = { ...process.env, XDG_CONFIG_HOME: join(folder, 'config'), LANG: 'C.UTF-8', TZ: 'UTC' }
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
    last = Date.now()
    while (Date.now() - last < 1500) await delay(100)
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
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size[0]} ${size[1]}" font-family="DejaVu Sans Mono, Noto Sans Mono CJK JP, Menlo, Consolas, monospace" font-size="14">
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

function run({ text, style, x, y, width }) {
  const [left, top] = [margin + x * cellWidth, margin + y * cellHeight]
  const back = style.back
    ? [`<rect x="${left}" y="${top}" width="${width * cellWidth}" height="${cellHeight}" fill="${style.back}"/>`]
    : []
  if (text.trim() === '') return back
  const looks = `fill="${style.colour}"${style.isBold ? ' font-weight="bold"' : ''}${style.isDim ? ' opacity="0.6"' : ''}`
  const fitted = `textLength="${width * cellWidth}" lengthAdjust="spacingAndGlyphs" xml:space="preserve"`
  return [...back, `<text x="${left}" y="${top + cellHeight - 4}" ${fitted} ${looks}>${escape(text)}</text>`]
}

try {
  tos('demo', '--prepare', '--dir', project)
  tos('run', '--loop', '--plain', '--root', project)
  tos('checkpoint', 'year_done', '--root', project)
  const pictures = join(root, 'docs', 'images')
  mkdirSync(pictures, { recursive: true })
  writeFileSync(
    join(pictures, 'wide.svg'),
    await picture(['watch', '--lang', 'en'], 120, 40, ['<', '<', ...Array(6).fill(',')]),
  )
  writeFileSync(join(pictures, 'narrow.svg'), await picture(['watch', '--lang', 'en'], 80, 24, ['3']))
  writeFileSync(
    join(pictures, 'japanese.svg'),
    await picture(['watch', '--lang', 'ja'], 80, 24, ['<', '<', ...Array(6).fill(',')]),
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
