// docker, podman and kubectl: their service may do anything on the machine, unless the call only fetches, builds or looks.
import { literal, type Value } from '../value.ts'
import { act, only, type Analyser } from './analysis.ts'

const set = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** First words of calls that give a container nothing of the machine. */
const apart = set('pull build images image-ls ps logs version info search')
const looks = set('get describe wait logs version top explain api-resources api-versions cluster-info events')

/** Of `run`, that give it neither folders, devices, other namespaces nor rights. */
const plain = /^(?:-[itd]+|--rm|--init|--name(?:=.*)?|-p\d[\d:]*|--detach|--interactive|--tty)$/
const valued = set('--name -p -w --workdir --entrypoint')

function isPlainRun(words: readonly (string | null)[]): boolean {
  let i = 0
  while (words[i]?.startsWith('-') === true) {
    const word = words[i] ?? ''
    const takesNext = valued.has(word)
    if (!takesNext && !plain.test(word)) return false
    if (takesNext && words[i + 1] === null) return false
    i += takesNext ? 2 : 1
  }
  return typeof words[i] === 'string'
}

const textsOf = (args: readonly Value[]) => args.map(literal)

const container: Analyser = ({ name, args }) => {
  const [verb = '', ...words] = textsOf(args)
  const isApart = apart.has(verb ?? '') || (verb === 'run' && isPlainRun(words))
  return only(act('network', name), act('unknown', name), ...(isApart ? [] : [act('privilege', name)]))
}

const kubectl: Analyser = ({ name, args }) => {
  const [verb = '', ...words] = textsOf(args)
  const isLook = looks.has(verb ?? '')
  const showsSecret = words.some((word) => word === null || /^(?:all,)?secrets?(?:$|[/,])/.test(word))
  return only(
    act('network', name),
    act('unknown', name),
    ...(isLook ? [] : [act('privilege', name)]),
    ...(isLook && showsSecret ? [act('secret', `${name} ${verb ?? ''}`)] : []),
  )
}

export const containerAnalysers: Readonly<Record<string, Analyser>> = {
  docker: container,
  podman: container,
  nerdctl: container,
  kubectl,
}
