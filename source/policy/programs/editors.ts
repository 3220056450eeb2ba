// Line editors and vi: their scripts write, read and run.
import type { Action } from '../action.ts'
import { knownStart, literal, show, textValue, type Value } from '../value.ts'
import { doubt, onPath, shell, type Analyser, type Analysis, type Run } from './analysis.ts'
import { compileGrammar, cut, parseOptions } from './options.ts'

/** ed and ex: `!` runs, `w` writes, `r !` runs, `e` reads. */
export const lineEditor: Analyser = ({ name, args, stdin }) => {
  const files = args.filter((arg) => !/^[-+]/.test(knownStart(arg)))
  const script = literal(stdin)
  const reads = files.map((path) => onPath('read', path))
  if (script === null) return { actions: [...reads, doubt('dynamic-code', name)], runs: [] }
  const found = editorScript(script.split('\n'), files)
  return { actions: [...reads, ...found.actions], runs: found.runs }
}

function editorScript(lines: readonly string[], files: readonly Value[]): Analysis {
  const actions: Action[] = []
  const runs: Run[] = []
  let isText = false
  for (const line of lines) {
    if (isText) {
      isText = line !== '.'
      continue
    }
    const command = line.replace(/^[:\s]*(?:[0-9.,$;%+-]|\/(?:\\.|[^/\\])*\/|'[a-z])*/, '')
    const bang = /^(?:[a-z]*\s*)?!(.*)$/s.exec(command)
    if (bang) runs.push(shell(textValue(bang[1] ?? '')))
    else if (/^(?:[aic])(?:\s|$)/.test(command)) isText = true
    else if (/^[wW]/.test(command) || /^(?:wq|x|up)/.test(command)) {
      const target = /^(?:w!?q?|W|x|up\w*|write)!?\s+(?:>>\s*)?(.+)$/.exec(command)?.[1]
      actions.push(
        ...(target === undefined
          ? files.map((path) => onPath('modify', path))
          : [onPath('overwrite', textValue(target.trim()))]),
      )
    } else if (
      /^(?:py|lua|perl|ruby|tcl|mz|call|exe|so|let|sil|nor|fu|au|if|bufdo|argdo|windo|g.*\/(?:py|exe|!))/.test(command)
    )
      actions.push(doubt('dynamic-code', command.slice(0, 40)))
    else if (/^[eEr]\s+(.+)$/.test(command)) actions.push(onPath('read', textValue(command.slice(2).trim())))
  }
  return { actions, runs }
}

const vimGrammar = compileGrammar(
  '-c/+:command --cmd:command -S:script -s:script -u:config -U:config -i: -w:overwrite -W:overwrite -r? -t: -T: -e -E -es -Es -n -N -R -M -m -b -d -D -f -g -h -l -L -p? -o? -O? -q? -v -V? -x -X -y -Y -Z -A -F -H --clean --noplugin --not-a-term --headless --startuptime:overwrite --version --help --remote? --serverlist',
)

export const vim: Analyser = ({ name, args: given, stdin }) => {
  // As ex, -s is a flag.
  const args = name === 'ex' ? given.filter((arg) => literal(arg) !== '-s') : given
  const plus = args.filter((arg) => knownStart(arg).startsWith('+'))
  const parsed = parseOptions(
    vimGrammar,
    args.filter((arg) => !knownStart(arg).startsWith('+')),
  )
  const files = parsed.operands
  const actions: Action[] = files.map((path) => onPath('read', path))
  const runs: Run[] = []
  const commands = [
    ...parsed.options.flatMap(({ option, value }) => (option.role === 'command' && value ? [value] : [])),
    ...plus.map((arg) => cut(arg, 1)),
  ]
  if (/version|help/.test(parsed.options.map(({ option }) => option.name).join(' '))) return { actions: [], runs: [] }
  const text = commands.map(literal)
  const isEx = name === 'ex' || parsed.options.some(({ option }) => /^(?:e|E|es|Es)$/.test(option.name))
  const input = isEx ? literal(stdin) : ''
  if (
    text.includes(null) ||
    input === null ||
    parsed.options.some(
      ({ option, value }) =>
        option.role === 'script' || (option.role === 'config' && !/^(?:NONE|NORC|DEFAULTS)$/.test(show(value ?? []))),
    )
  ) {
    actions.push(doubt('dynamic-code', name))
  }
  const found = editorScript(
    [...text.map((each) => each ?? ''), ...(input ?? '').split('\n')].flatMap((line) => line.split('|')),
    files,
  )
  return {
    actions: [
      ...actions,
      ...found.actions,
      ...(files.length > 0 && commands.length === 0 ? [doubt('dynamic-code', `${name} waits for keys`)] : []),
    ],
    runs: [...runs, ...found.runs],
  }
}
