// tmux and screen: what they run stays behind.
import { concat, knownStart, literal, type Value } from '../value.ts'
import { act, doubt, only, shell, type Analyser, type Run } from './analysis.ts'

/** tmux and screen: what follows the options and the sub-command's name is shell text, and it stays behind. */
export const multiplexer: Analyser = ({ name, args }) => {
  const texts = args.map(literal)
  if (
    texts.some(
      (text) =>
        text !== null &&
        /^(?:ls|list-\w+|-V|-ls|-list|kill-server|has-session|display-message|show-options)$/.test(text),
    )
  )
    return only()
  const valued = /^-(?:L|S|f|s|n|t|c|e|x|y|F|T|h|p|d)$/
  const rest = args.filter(
    (arg, i) =>
      !knownStart(arg).startsWith('-') &&
      !(
        valued.test(texts[i - 1] ?? '') &&
        texts[i - 1] !== '-d' &&
        !(name === 'screen' && /^-[dhx]/.test(texts[i - 1] ?? ''))
      ),
  )
  const code = name === 'tmux' ? rest.slice(1) : rest
  const runs: Run[] = code.length > 0 ? [shell(concat(...code.flatMap((word): Value[] => [word, [' ']])))] : []
  const isKeys = texts.includes('send-keys') || texts.includes('send')
  return { actions: [act('detach', name), ...(isKeys ? [doubt('dynamic-code', 'tmux send-keys')] : [])], runs }
}
