// vi and its kin: what their commands write, read and run.
import type { Action } from '../model/action.ts'
import { knownStart, literal, show, textValue, type Value } from '../model/value.ts'
import { doubt, onPath, readOrFetch, shell, type Analysis, type Call, type Run } from '../grammar/analysis.ts'
import { global, withoutAddress } from './ed.ts'
import { cut } from '../grammar/options.ts'
import { reader } from '../grammar/reader.ts'
import { among } from '../among.ts'

/** Commands that change the text in memory alone, or end. */
const plain = among(
  `q quit qa qall cq cquit d de delete p print P nu number l list j join m move t co copy y yank k ma mark pu put
  u undo red redo noh nohlsearch ret retab sor sort ve version z`,
  { after: String.raw`!?(?:\s|\d|$)(?!.*=)` },
)
const sign = /^(?:$|["#&<>=~])/

const substitutes = /^(?:s|substitute|&&?)(?=\W)(?!.*\\=)/

const settings = /^(?:se|set|setl|setlocal)\s+[a-z]+[!?]?$/

function exScript(lines: readonly string[], given: readonly Value[]): Analysis {
  const actions: Action[] = []
  const runs: Run[] = []
  let files = given
  let isText = false
  const command = (text: string): void => {
    const [whole] = global.exec(text) ?? []
    if (whole !== undefined) return command(withoutAddress(text.slice(whole.length)))
    const [, word = '', force = '', rest = ''] = /^([A-Za-z]*)(!?)(.*)$/s.exec(text) ?? []
    const target = rest.trim()
    if (word === '' && force !== '') runs.push(shell(textValue(rest)))
    else if (/^(?:a|append|i|insert|c|change)$/.test(word) && target === '') isText = true
    else if (/^(?:w|wri?t?e?|wq|x|xi?t?|up(?:date)?|wn|wa|wall|wqa|xa)$/.test(word)) write(target)
    else if (/^(?:sav|saveas)$/.test(word)) write(target)
    else if (/^(?:redi?r?)$/.test(word) && target.startsWith('>')) write(target)
    else if (/^(?:e|ed|edit|r|re|read|f|file|sp|vs|tabe|vi|ex)$/.test(word) && target !== '') open(word, target)
    else if (!(plain.test(text) || sign.test(text) || substitutes.test(text) || settings.test(text)))
      actions.push(doubt('dynamic-code', text.slice(0, 40)))
  }
  const write = (target: string): void => {
    const path = target.replace(/^>>?\s*/, '')
    if (target.startsWith('!')) runs.push(shell(textValue(target.slice(1))))
    else if (path === '') actions.push(...files.map((each) => onPath('modify', each)))
    else actions.push(onPath('overwrite', textValue(path)), ...expanded(path))
  }
  const open = (word: string, target: string): void => {
    if (target.startsWith('!')) return void runs.push(shell(textValue(target.slice(1))))
    if (!word.startsWith('f')) actions.push(readOrFetch(textValue(target)))
    actions.push(...expanded(target))
    if (!word.startsWith('r')) files = [...files, textValue(target)]
  }
  for (const line of lines) {
    if (isText) isText = line !== '.'
    else command(withoutAddress(line.replace(/^[:\s]+/, '')))
  }
  return { actions, runs }
}

/** Backticks and variables in names are expanded. */
const expanded = (path: string): Action[] => (/[`$%#*+]/.test(path) ? [doubt('dynamic-code', path.slice(0, 40))] : [])

/** As ex, -s is a flag; `+…` is a command. */
const plainWords = ({ name, args }: Call): readonly Value[] =>
  args.filter((arg) => !knownStart(arg).startsWith('+') && !(name === 'ex' && literal(arg) === '-s'))

export const vim = reader(
  '-c/+:command --cmd:command -S:script -s:script -u:config -U:config -i: -w:overwrite -W:overwrite -r? -t: -T: -e -E -es -Es -n -N -R -M -m -b -d -D -f -g -h -l -L -p? -o? -O? -q? -v -V? -x -X -y -Y -Z -A -F -H --clean --noplugin --not-a-term --headless --startuptime:overwrite --version --help --remote? --serverlist',
  ({ call: { name, args, stdin }, options, operands: files, has, inRole }) => {
    const typed = args.filter((arg) => knownStart(arg).startsWith('+')).map((arg) => cut(arg, 1))
    const commands = [...inRole('command'), ...typed].map(literal)
    if (/version|help/.test(options.map(({ option }) => option.name).join(' '))) return []
    const input = name === 'ex' || has('e', 'E', 'es', 'Es') ? literal(stdin) : ''
    const isConfigured = inRole('config').some((value) => !/^(?:NONE|NORC|DEFAULTS)$/.test(show(value)))
    const isUnclear = commands.includes(null) || input === null || isConfigured
    return [
      files.map((path) => onPath('read', path)),
      isUnclear && doubt('dynamic-code', name),
      exScript(
        [...commands.map((each) => each ?? ''), ...(input ?? '').split('\n')].flatMap((line) => line.split('|')),
        files,
      ),
      files.length > 0 && commands.length === 0 && doubt('dynamic-code', `${name} waits for keys`),
    ]
  },
  { words: plainWords },
)
