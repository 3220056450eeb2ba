// curl and wget: where they reach, what they write, send and read.
import type { Action } from '../action.ts'
import { isHole, knownStart, literal, show, textValue, unknown, type Value } from '../value.ts'
import { act, onPath, type Analyser, type Run } from './analysis.ts'
import { compileGrammar, parseOptions } from './options.ts'
import { inRole } from './spec.ts'

const isLocalUrl = (value: Value): boolean => /^file:/i.test(knownStart(value))

const curlGrammar = compileGrammar(
  '-o/--output:overwrite -O/--remote-name -J -c/--cookie-jar:overwrite -D/--dump-header:overwrite --trace:overwrite --trace-ascii:overwrite --stderr:overwrite --hsts:overwrite --alt-svc:overwrite --etag-save:overwrite --libcurl:overwrite --output-dir: -K/--config:listed -T/--upload-file:read -E/--cert:read --key:read --cacert:read -b/--cookie: -n/--netrc --netrc-file:read --netrc-optional -d/--data/--data-ascii/--data-binary/--data-raw/--data-urlencode/--json:data -F/--form:data --form-string: -H/--header:data -A/--user-agent: -e/--referer: -u/--user: -x/--proxy: -X/--request: -m/--max-time: --connect-timeout: --retry: --retry-delay: --max-redirs: -w/--write-out: --resolve: --url:url -r/--range: -C/--continue-at: -y: -Y: -z/--time-cond: --limit-rate: --unix-socket: --abstract-unix-socket: -Q/--quote: --engine: --doh-url: --interface: --dns-servers: --local-port: --ciphers: -t: -P/--ftp-port:',
)

export const curl: Analyser = ({ args }) => {
  const { options, operands } = parseOptions(curlGrammar, args)
  const actions: Action[] = []
  const value = (name: string) => options.find(({ option }) => option.name === name)?.value ?? null
  const urls = [
    ...operands,
    ...options.flatMap((each) => (each.option.role === 'url' && each.value ? [each.value] : [])),
  ]
  const isSocket = value('unix-socket') !== null
  if (operands.length > 0 && operands.every(isLocalUrl))
    actions.push(
      ...operands.map((url) => onPath('read', textValue((literal(url) ?? '').replace(/^file:(?:\/\/[^/]*)?/i, '')))),
    )
  else if (urls.length > 0 && !isSocket) actions.push(act('network', show(urls[0] ?? [])))
  else if (options.some(({ option }) => option.name === 'K')) actions.push(act('network', 'curl -K'))
  for (const { option, value: given } of options) {
    if (given === null) {
      if (option.name === 'O') actions.push(...urls.map((url) => onPath('overwrite', lastPart(url))))
      if (option.name === 'n') actions.push(onPath('read', textValue('~/.netrc')))
      continue
    }
    if (option.role === 'overwrite' && literal(given) === '-') continue
    if (option.role === 'data' && option.name !== 'H') actions.push(...dataFiles(given))
    else if (option.role !== 'url') actions.push(...inRole(option.role, given).actions)
  }
  return { actions, runs: [] }
}

/** `-d @file`, `-F name=@file`. */
export function dataFiles(value: Value): Action[] {
  const start = knownStart(value)
  const at = /^(?:[^=]*=)?[@<]/.exec(start)
  if (at === null) return isHole(value[0]) ? [{ ...onPath('read', unknown), isUnsure: true }] : []
  return [onPath('read', [...textValue(start.slice(at[0].length)), ...value.slice(1)])]
}

const lastPart = (url: Value): Value => {
  const text = literal(url)
  return text === null
    ? [{ hole: 'name' }]
    : textValue(
        text
          .replace(/[?#].*$/, '')
          .split('/')
          .at(-1) ?? '',
      )
}

const wgetGrammar = compileGrammar(
  '-O/--output-document:overwrite -o/--output-file:overwrite -a/--append-output:append -P/--directory-prefix: -i/--input-file:listed --post-file:read --body-file:read --post-data: --header: -U/--user-agent: -t/--tries: -T/--timeout: -w/--wait: -e/--execute:data --save-cookies:overwrite --load-cookies:read -A: -R: -D: -l: -Q: -q -c -N -r -p -k -m -x -nc -nd -nH -nv -np -S --spider --no-check-certificate --config: --use-askpass:program --connect-timeout: --read-timeout: --dns-timeout: --method: --limit-rate:',
)

export const wget: Analyser = ({ args }) => {
  const { options, operands, strange } = parseOptions(wgetGrammar, args)
  const value = (name: string) => options.find(({ option }) => option.name === name)?.value ?? null
  const actions: Action[] = [act('network', show(operands[0] ?? []))]
  const runs: Run[] = []
  for (const { option, value: given } of options) {
    if (given === null || (option.role === 'overwrite' && literal(given) === '-')) continue
    const found = inRole(option.role, given)
    actions.push(...found.actions)
    runs.push(...found.runs)
  }
  const prefix = value('P')
  if (value('O') === null && !strange.includes('--spider')) {
    const folder = prefix ?? textValue('.')
    // A name that exists gets a number behind it; -N, -c, -r may replace.
    const isReplacing = options.some(({ option }) => 'Ncrmx'.includes(option.name) && option.name.length === 1)
    actions.push(
      ...operands.map((url) => onPath(isReplacing ? 'overwrite' : 'create', [...folder, '/', ...lastPart(url)])),
    )
  }
  return { actions, runs }
}
