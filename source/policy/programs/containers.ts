// docker, podman and kubectl: their service may do anything on the machine, unless the call only fetches, builds or looks.
import { names } from '../among.ts'
import { literal, type Value } from '../model/value.ts'
import { act, onPath, only, type Analyser } from '../grammar/analysis.ts'

/** First words of calls that give a container nothing of the machine. */
const apart = names('pull build images image-ls ps logs version info search')
const looks = names('get describe wait logs version top explain api-resources api-versions cluster-info events')

/** Of `run`, that give it neither folders, devices, other namespaces nor rights. */
const plain = /^(?:-[itd]+|--rm|--init|--name(?:=.*)?|-p\d[\d:]*|--detach|--interactive|--tty)$/
const valued = names('--name -p -w --workdir --entrypoint -e --env --platform -v --volume')

/** Folders of the project that it is given; null: something else of the machine. */
function mounts(words: readonly (string | null)[], folder: string | null): Value[] | null {
  const named = words.flatMap((word, i) => (/^(?:-v|--volume)$/.test(words[i - 1] ?? '') ? [word] : []))
  const sources = named.map((word) => /^([^:]+):[^:]+(?::[a-zA-Z,]+)?$/.exec(word ?? '')?.[1] ?? null)
  const isOwn = (path: string | null): path is string =>
    path !== null &&
    !path.split('/').includes('..') &&
    (path.startsWith('.') || (folder !== null && (path === folder || path.startsWith(`${folder}/`))))
  return sources.every(isOwn) ? sources.map((path) => [path]) : null
}

function isPlainRun(words: readonly (string | null)[]): boolean {
  let i = 0
  while (words[i]?.startsWith('-') === true) {
    const word = words[i] ?? ''
    const takesNext = valued.includes(word)
    if (!takesNext && !plain.test(word)) return false
    if (takesNext && words[i + 1] === null) return false
    i += takesNext ? 2 : 1
  }
  return typeof words[i] === 'string'
}

const container: Analyser = ({ name, args, folder }) => {
  const [verb = '', ...words] = args.map(literal)
  const given = verb === 'run' && isPlainRun(words) ? mounts(words, literal(folder)) : null
  const isApart = apart.includes(verb ?? '') || given !== null
  return only(
    act('network', name),
    act('unknown', name),
    given?.map((path) => onPath('modify', path, true)),
    !isApart && act('privilege', name),
  )
}

const kubectl: Analyser = ({ name, args }) => {
  const [verb = '', ...words] = args.map(literal)
  if (verb === 'version' && words.some((word) => /^--client(?:=true)?$/.test(word ?? ''))) return only()
  // Names of its own settings, on this machine.
  if (verb === 'config' && /^(?:current-context|get-(?:contexts|clusters|users))$/.test(words[0] ?? '')) return only()
  const isLook = looks.includes(verb ?? '')
  const showsSecret = words.some((word) => word === null || /^(?:all,)?secrets?(?:$|[/,])/.test(word))
  return only(
    act('network', name),
    act('unknown', name),
    !isLook && act('privilege', name),
    isLook && showsSecret && act('secret', `${name} ${verb ?? ''}`),
  )
}

export const containerAnalysers: Readonly<Record<string, Analyser>> = {
  docker: container,
  podman: container,
  nerdctl: container,
  kubectl,
}
