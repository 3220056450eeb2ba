// Editors: their scripts are not followed, but what one surely runs, writes or reads is found in it.
import { alike, among } from '../among.ts'
import { cut, literal, starts, textValue, type Value } from '../model/value.ts'
import { doubt, type Found, onEach, onPath, readOrFetch, shell } from '../grammar/analysis.ts'
import { reader } from '../grammar/reader.ts'
import type { Row } from '../grammar/row.ts'

// `(?=(…))\\1` takes a bracket as a whole or not at all: nothing is tried twice.
/** In brackets a delimiter is a character like others. */
const address = among(
  String.raw`
    [\s0-9.,$;%+^:-]
    \/(?:\\.|(?=(\[\^?\]?[^\]]*\]))\1|[^/\\[])*(?:\/|$)
    \?(?:\\.|(?=(\[\^?\]?[^\]]*\]))\2|[^?\\[])*(?:\?|$)
    '[a-z]`,
  { after: '*' },
)
const writes = /^(?:W|wq?|wri?t?e?|x|xi?t?|up|update|sav|saveas|redi?r?|wn|wall?|wqa|xa)$/
const opens = /^(?:[eEf]|ed|edit|file)$/
const reads = /^(?:r|re|read|sp|vs|tabe|vi|ex)$/
/** All lines are deleted. */
const empties = /^\s*(?:,|%|1,\$|0,\$|g\/(?:\.\*|\^|)\/)\s*d\s*$/

function scriptOf(text: string, given: readonly Value[]): Found {
  const found: Found[] = []
  const lines = text.split(/[\n|]/)
  const saved = lines.some((line) => empties.test(line)) ? 'truncate' : 'modify'
  const files = [...given]
  let isText = false
  for (const line of lines) {
    // For the lines that it names, or that hold what is searched (`g/…/`).
    const command = line.replace(/^[:\s]*[gv](?=\/)/, '').replace(address, '')
    const [, word = '', target = ''] = /^([A-Za-z]*)!?\s*(?:>>?\s*)?([^]*)/.exec(command) ?? []
    const path = textValue(target.trim())
    const shellText = /^(?:r|read)?!(.*)|^[A-Za-z]+\s+!(.*)/.exec(command)
    if (isText) isText = line !== '.'
    else if (shellText) found.push(shell(textValue(shellText[1] ?? shellText[2] ?? '')))
    else if (/^[aic]$/.test(word) && target === '') isText = true
    else if (writes.test(word)) found.push(path.length === 0 ? onEach(saved, files) : onPath('overwrite', path))
    else if (path.length > 0 && (opens.test(word) || reads.test(word))) {
      found.push(readOrFetch(path))
      // The file that is meant from now on.
      if (opens.test(word)) files.push(path)
    }
  }
  return found
}

/** `+…` and, for ed, `!…` in the place of a file is a command. */
const isTyped = starts(/^\+/)
const isCommand = starts(/^!/)

const ed = reader('-s -v -r -l -E -p:', ({ call: { name, stdin }, operands }) => {
  const files = operands.filter((path) => !isCommand(path))
  return [
    onEach('read', files),
    operands.filter(isCommand).map((word) => shell(cut(word, 1))),
    scriptOf(literal(stdin) ?? '', files),
    doubt('dynamic-code', name),
  ]
})

const vim = (flags: string): Row => ({
  about: 'edits files',
  ...reader(
    `${flags} -c/+:command --cmd:command -S:script -u: -U: -i: -w:overwrite -W:overwrite -r? -t: -T: -e -E -es/-es -Es/-Es -n -N -R -M -m -b -d -D -f -g -h -l -L -p? -o? -O? -q? -v -V? -x -X -y -Y -Z -A -F -H --clean --noplugin --not-a-term --headless --startuptime:overwrite --version --help --remote? --serverlist`,
    ({ call: { name, args, stdin }, operands: files, has, inRole }) => {
      const commands = [...inRole('command'), ...args.filter(isTyped).map((arg) => cut(arg, 1))]
      const isHeard = name === 'ex' || has('e', 'E', 'es', 'Es')
      const script = [...commands, ...(isHeard ? [stdin] : [])].map((each) => literal(each) ?? '').join('\n')
      return [onEach('read', files), scriptOf(script, files), doubt('dynamic-code', name)]
    },
    { words: ({ args }) => args.filter((arg) => !isTyped(arg)) },
  ),
  tells: '-h',
})

export const editorRows: Readonly<Record<string, Row>> = {
  ...alike('ed red', { about: 'edits files by commands it reads', ...ed }),
  ex: vim('-s'),
  ...alike('vi vim view nvim vim.tiny vim.basic', vim('-s:script')),
  emacs: { about: 'edits files, by a language of its own', runs: 'code' },
  nano: { about: 'edits files', isOpen: true, operands: 'edit' },
}
