// ed: its scripts write, read and run.
import type { Action } from '../model/action.ts'
import { among } from '../among.ts'
import { knownStart, literal, textValue, type Value } from '../model/value.ts'
import { doubt, onPath, shell, type Analyser, type Analysis, type Run } from '../grammar/analysis.ts'

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
export const global =
  /^(?:[gvGV]|global|vglobal)!?(?=[^\w\s!])(.)(?:\\.|(?=(\[\^?\]?[^\]]*\]))\2|(?!\1)[^\\[])*(?:\1|$)/s

/** Commands that change the text in memory alone, or end. */
const plain = /^(?:#.*|s\W.*|[mt]\s*[\d.$+-]*[pln]*|k[a-z]|(?:[=dhHjlnpPqQsuxyz&]|z\d+)[pln]*|)$/

/** A line of an editor without the lines it is for. */
export const withoutAddress = (line: string): string => line.replace(address, '')

/** All lines are deleted. */
const wholeGone = /^\s*(?:,|%|1,\$|0,\$|g\/(?:\.\*|\^|)\/)\s*d\s*$/

export const lineEditor: Analyser = ({ name, args, stdin }) => {
  const operands = args.filter((arg) => !/^[-+]/.test(knownStart(arg)))
  const commands = operands.filter((path) => knownStart(path).startsWith('!'))
  const files = operands.filter((path) => !commands.includes(path))
  const script = literal(stdin)
  const reads = files.map((path) => onPath('read', path))
  const runs = commands.map((command) => shell(textValue((literal(command) ?? '').slice(1))))
  if (script === null) return { actions: [...reads, doubt('dynamic-code', name)], runs }
  const found = readScript(script.split('\n'), files)
  return { actions: [...reads, ...found.actions], runs: [...runs, ...found.runs] }
}

function readScript(lines: readonly string[], given: readonly Value[]): Analysis {
  const actions: Action[] = []
  const runs: Run[] = []
  let files = given
  let isText = false
  let isEmptied = false
  const command = (text: string, isGlobal: boolean): void => {
    const [whole] = global.exec(text) ?? []
    if (whole !== undefined) return command(withoutAddress(text.slice(whole.length).replace(/\\$/, '')), true)
    // The lines of a global command end otherwise than those of a plain one.
    if (/^[aic]\s*\\?$/.test(text)) isText = !isGlobal
    else if (text.startsWith('!')) runs.push(shell(textValue(text.slice(1))))
    else if (/^(?:[eErfW]|wq?)(?:\s|$)/.test(text)) fileCommand(text)
    else if (!plain.test(text.trimEnd())) actions.push(doubt('dynamic-code', text.slice(0, 40)))
  }
  const fileCommand = (text: string): void => {
    const [, letter = '', rest = ''] = /^(\w)q?\s*(.*)$/s.exec(text) ?? []
    const isWriting = /[wW]/.test(letter)
    if (rest.startsWith('!')) runs.push(shell(textValue(rest.slice(1))))
    else if (rest === '')
      actions.push(...(isWriting ? files.map((path) => onPath(isEmptied ? 'truncate' : 'modify', path)) : []))
    else {
      const path = textValue(rest.trim())
      if (letter !== 'f') actions.push(onPath(isWriting ? 'overwrite' : 'read', path))
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
  return { actions, runs }
}
