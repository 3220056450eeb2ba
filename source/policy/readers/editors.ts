// ed: its scripts write, read and run.
import { alike, among } from '../among.ts'
import { cut, knownStart, literal, show, starts, textValue, type Value } from '../model/value.ts'
import type { Analyser, Found } from '../grammar/analysis.ts'
import { doubt, onEach, onPath, readOrFetch, shell } from '../grammar/analysis.ts'
import { reader } from '../grammar/reader.ts'
import type { Row, Verb } from '../grammar/row.ts'

// `(?=(…))\\1` takes a bracket as a whole or not at all: nothing is tried twice.
/** In brackets a delimiter is a character like others. */
const address = among(
  String.raw`
    [\s0-9.,$;%+^-]
    \/(?:\\.|(?=(\[\^?\]?[^\]]*\]))\1|[^/\\[])*(?:\/|$)
    \?(?:\\.|(?=(\[\^?\]?[^\]]*\]))\2|[^?\\[])*(?:\?|$)
    '[a-z]`,
  { after: '*' },
)

/** `g/pattern/` and its kin before the commands of each line. */
const global = /^(?:[gvGV]|global|vglobal)!?(?=[^\w\s!])(.)(?:\\.|(?=(\[\^?\]?[^\]]*\]))\2|(?!\1)[^\\[])*(?:\1|$)/s

/** Commands that change the text in memory alone, or end. */
const plain = /^(?:#.*|s\W.*|[mt]\s*[\d.$+-]*[pln]*|k[a-z]|(?:[=dhHjlnpPqQsuxyz&]|z\d+)[pln]*|)$/

/** A line of an editor without the lines it is for. */
const withoutAddress = (line: string): string => line.replace(address, '')

/** All lines are deleted. */
const wholeGone = /^\s*(?:,|%|1,\$|0,\$|g\/(?:\.\*|\^|)\/)\s*d\s*$/

const lineEditor: Analyser = ({ name, args, stdin }) => {
  const operands = args.filter((arg) => !/^[-+]/.test(knownStart(arg)))
  const commands = operands.filter((path) => knownStart(path).startsWith('!'))
  const files = operands.filter((path) => !commands.includes(path))
  const script = literal(stdin)
  return [
    onEach('read', files),
    commands.map((command) => shell(textValue((literal(command) ?? '').slice(1)))),
    script === null ? doubt('dynamic-code', name) : readScript(script.split('\n'), files),
  ]
}

function readScript(lines: readonly string[], given: readonly Value[]): Found {
  const found: Found[] = []
  let files = given
  let isText = false
  let isEmptied = false
  const command = (text: string, isGlobal: boolean): void => {
    const [whole] = global.exec(text) ?? []
    if (whole !== undefined) return command(withoutAddress(text.slice(whole.length).replace(/\\$/, '')), true)
    // The lines of a global command end otherwise than those of a plain one.
    if (/^[aic]\s*\\?$/.test(text)) isText = !isGlobal
    else if (text.startsWith('!')) found.push(shell(textValue(text.slice(1))))
    else if (/^(?:[eErfW]|wq?)(?:\s|$)/.test(text)) fileCommand(text)
    else if (!plain.test(text.trimEnd())) found.push(doubt('dynamic-code', text.slice(0, 40)))
  }
  const fileCommand = (text: string): void => {
    const [, letter = '', rest = ''] = /^(\w)q?\s*(.*)$/s.exec(text) ?? []
    const isWriting = /[wW]/.test(letter)
    if (rest.startsWith('!')) found.push(shell(textValue(rest.slice(1))))
    else if (rest === '') found.push(isWriting && onEach(isEmptied ? 'truncate' : 'modify', files))
    else {
      const path = textValue(rest.trim())
      if (letter !== 'f') found.push(onPath(isWriting ? 'overwrite' : 'read', path))
      // The file that is meant from now on.
      if (/[eEf]/.test(letter) || files.length === 0) files = [path]
    }
  }
  for (const line of lines) {
    if (wholeGone.test(line)) isEmptied = true
    else if (/^[^.]*[aic]\s*$/.test(line)) isEmptied = false
    if (isText) isText = line !== '.'
    else command(withoutAddress(line), false)
  }
  return found
}

// vi and its kin: what their commands write, read and run.

/** Commands that change the text in memory alone, or end. */
const plainEx = among(
  `q quit qa qall cq cquit d de delete p print P nu number l list j join m move t co copy y yank k ma mark pu put
  u undo red redo noh nohlsearch ret retab sor sort ve version z`,
  { after: String.raw`!?(?:\s|\d|$)(?!.*=)` },
)
const sign = /^(?:$|["#&<>=~])/

const substitutes = /^(?:s|substitute|&&?)(?=\W)(?!.*\\=)/

const settings = /^(?:se|set|setl|setlocal)\s+[a-z]+[!?]?$/

function exScript(lines: readonly string[], given: readonly Value[]): Found {
  const found: Found[] = []
  let files = given
  let isText = false
  const command = (text: string): void => {
    const [whole] = global.exec(text) ?? []
    if (whole !== undefined) return command(withoutAddress(text.slice(whole.length)))
    const [, word = '', force = '', rest = ''] = /^([A-Za-z]*)(!?)(.*)$/s.exec(text) ?? []
    const target = rest.trim()
    if (word === '' && force !== '') found.push(shell(textValue(rest)))
    else if (/^(?:a|append|i|insert|c|change)$/.test(word) && target === '') isText = true
    else if (/^(?:w|wri?t?e?|wq|x|xi?t?|up(?:date)?|wn|wa|wall|wqa|xa)$/.test(word)) write(target)
    else if (/^(?:sav|saveas)$/.test(word)) write(target)
    else if (/^(?:redi?r?)$/.test(word) && target.startsWith('>')) write(target)
    else if (/^(?:e|ed|edit|r|re|read|f|file|sp|vs|tabe|vi|ex)$/.test(word) && target !== '') open(word, target)
    else if (!(plainEx.test(text) || sign.test(text) || substitutes.test(text) || settings.test(text)))
      found.push(doubt('dynamic-code', text.slice(0, 40)))
  }
  const write = (target: string): void => {
    const path = target.replace(/^>>?\s*/, '')
    if (target.startsWith('!')) found.push(shell(textValue(target.slice(1))))
    else if (path === '') found.push(onEach('modify', files))
    else found.push(onPath('overwrite', textValue(path)), expanded(path))
  }
  const open = (word: string, target: string): void => {
    if (target.startsWith('!')) return void found.push(shell(textValue(target.slice(1))))
    if (!word.startsWith('f')) found.push(readOrFetch(textValue(target)))
    found.push(expanded(target))
    if (!word.startsWith('r')) files = [...files, textValue(target)]
  }
  for (const line of lines) {
    if (isText) isText = line !== '.'
    else command(withoutAddress(line.replace(/^[:\s]+/, '')))
  }
  return found
}

/** Backticks and variables in names are expanded. */
const expanded = (path: string): Found => /[`$%#*+]/.test(path) && doubt('dynamic-code', path.slice(0, 40))

/** `+…` is a command. */
const isTyped = starts(/^\+/)

const vim = (flags: string): Verb =>
  reader(
    `${flags} -c/+:command --cmd:command -S:script -u:config -U:config -i: -w:overwrite -W:overwrite -r? -t: -T: -e -E -es/-es -Es/-Es -n -N -R -M -m -b -d -D -f -g -h -l -L -p? -o? -O? -q? -v -V? -x -X -y -Y -Z -A -F -H --clean --noplugin --not-a-term --headless --startuptime:overwrite --version --help --remote? --serverlist`,
    ({ call: { name, args, stdin }, options, operands: files, has, inRole }) => {
      const typed = args.filter(isTyped).map((arg) => cut(arg, 1))
      const commands = [...inRole('command'), ...typed].map(literal)
      if (/version|help/.test(options.map(({ option }) => option.name).join(' '))) return []
      const input = name === 'ex' || has('e', 'E', 'es', 'Es') ? literal(stdin) : ''
      const isConfigured = inRole('config').some((value) => !/^(?:NONE|NORC|DEFAULTS)$/.test(show(value)))
      const isUnclear = commands.includes(null) || input === null || isConfigured
      return [
        onEach('read', files),
        isUnclear && doubt('dynamic-code', name),
        exScript(
          [...commands.map((each) => each ?? ''), ...(input ?? '').split('\n')].flatMap((line) => line.split('|')),
          files,
        ),
        files.length > 0 && commands.length === 0 && doubt('dynamic-code', `${name} waits for keys`),
      ]
    },
    { words: ({ args }) => args.filter((arg) => !isTyped(arg)) },
  )

const visual = (flags: string): Row => ({
  about: 'edits files',
  ...vim(flags),
  allow: "-c 's/a/b/' -c wq a.txt < /dev/null",
  ask: ['a.txt', '-S x a.txt', "-c 'py x' a.txt"],
  deny: ["-c '!rm ~/diary.md' a", "-c 'w /srv/app/a' b", '-c q ~/.ssh/id_rsa'],
})

export const editorRows: Readonly<Record<string, Row>> = {
  ...alike('ed red', {
    about: 'edits files by commands it reads',
    analyse: lineEditor,
    allow: "-s a.txt <<< $',s/a/b/\\nw'",
    ask: ['a.txt'],
    deny: ["a.txt <<< 'w /srv/app/a'", "a.txt <<< '!rm ~/diary.md'", '~/.ssh/id_rsa <<< q'],
  }),
  ex: visual('-s'),
  ...alike('vi vim view nvim vim.tiny vim.basic', visual('-s:script')),
  emacs: {
    about: 'edits files, by a language of its own',
    runs: 'code',
    ask: ['a.txt'],
  },
  nano: { about: 'edits files', isOpen: true, operands: 'edit', deny: ['/srv/app/a'] },
}
