// openssl: the files its options read and write.
import { knownStart, literal, show, textValue, unknown, type Value } from '../model/value.ts'
import { act, doubt, only, onPath, readOrFetch, type Analyser, type Found } from '../grammar/analysis.ts'
import { cut } from '../grammar/options.ts'
import { among } from '../among.ts'

const opensslNetwork = /^(?:s_client|s_server|s_time|ocsp|cmp|tsget|s_port)$/

const outputs = among(
  String.raw`
    out keyout writerand CAout CAserial signature-out sigopt-out caout outform-file cert_out sess_out msg-file
    keylogfile early_data-out chainout cacertsout extracertsout`,
  { before: '^-' },
)

/** Values that are no files: their words are not read. */
const plain = among(
  String.raw`
    subj hmac mac macopt k K iv S md newkey days inform outform keyform CAform certform pkeyopt sigopt nameopt name
    addext ext reqexts extensions engine provider provider-path provparam propquery connect host port servername
    purpose policy curves groups cipher ciphersuites verify_hostname`,
  { before: '^-' },
)

/** `-out=x`, `--out x` and `-out x` are the same. */
const asWords = (args: readonly Value[]): Value[] =>
  args.flatMap((arg): Value[] => {
    const [start = '', name = '', mark = ''] = /^--?([A-Za-z][\w-]*)(=?)/.exec(knownStart(arg)) ?? []
    if (name === '') return [arg]
    return mark === '' ? [textValue(`-${name}`)] : [textValue(`-${name}`), cut(arg, start.length)]
  })

export const openssl: Analyser = ({ args }) => {
  const verb = literal(args[0] ?? [])
  if (verb === null || verb === '') return only(doubt('dynamic-code', 'openssl'))
  const words = asWords(args.slice(1))
  const names = words.map(literal)
  return only(
    opensslNetwork.test(verb) && act('network', `openssl ${verb}`),
    words.map((word, i) => used(word, names[i - 1] ?? '')),
    written(verb, names, words),
  )
}

/** A word behind an option. */
function used(word: Value, before: string): Found {
  if (outputs.test(before)) return onPath('overwrite', word)
  if (/^-(?:engine|provider|provider-path)$/.test(before)) return doubt('dynamic-code', `openssl ${before}`)
  if (knownStart(word).startsWith('-') || plain.test(before)) return null
  const text = show(word)
  if (/^(?:pass|env|fd|stdin)\b/.test(text)) return text.startsWith('env:') && act('secret', text)
  return readOrFetch(textFile(word))
}

/** Files that are written without being named. */
function written(verb: string, names: readonly (string | null)[], words: readonly Value[]): Found {
  const has = (...options: readonly string[]) => options.some((option) => names.includes(option))
  const makesKey = verb === 'req' && (has('-newkey') || (has('-new') && !has('-key'))) && !has('-keyout')
  const authority = show(words[names.indexOf('-CA') + 1] ?? unknown).replace(/\.[^./]*$/, '')
  return [
    makesKey && onPath('overwrite', textValue('privkey.pem')),
    has('-CAcreateserial') && !has('-CAserial') && onPath('overwrite', textValue(`${authority}.srl`)),
    verb === 'rehash' && words.map((folder) => onPath('modify', folder, true)),
    // Their configuration says which files they change.
    /^(?:ca|srp|fipsinstall)$/.test(verb) && onPath('modify', unknown),
  ]
}

const textFile = (value: Value): Value => (knownStart(value).startsWith('file:') ? cut(value, 5) : value)
