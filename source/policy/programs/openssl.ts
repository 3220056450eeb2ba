// openssl: the files its options read and write.
import type { Action } from '../action.ts'
import { knownStart, literal, show, unknown, type Value } from '../value.ts'
import { act, doubt, only, onPath, type Analyser } from './analysis.ts'
import { cut } from './options.ts'

const opensslNetwork = /^(?:s_client|s_server|s_time|ocsp|cmp|tsget|s_port)$/

export const openssl: Analyser = ({ args }) => {
  const verb = literal(args[0] ?? [])
  const actions: Action[] = []
  if (verb === null) return only(doubt('dynamic-code', 'openssl'))
  if (opensslNetwork.test(verb)) actions.push(act('network', `openssl ${verb}`))
  for (const [i, arg] of args.entries()) {
    const name = literal(arg)
    const value = args[i + 1] ?? unknown
    if (name === null) continue
    if (
      /^-(?:out|keyout|writerand|CAout|signature-out|sigopt-out|caout|outform-file|cert_out|sess_out|msg-file|keylogfile|early_data-out)$/.test(
        name,
      )
    )
      actions.push(onPath('overwrite', value))
    else if (
      /^-(?:in|inkey|key|CAfile|CAkey|CA|cert|config|rand|kfile|passin|passout|pass|signature|sigfile|content|certfile|recip|signer|infiles|data|queryfile)$/.test(
        name,
      )
    )
      actions.push(
        ...(/^(?:pass|env|fd|stdin)\b/.test(show(value))
          ? show(value).startsWith('env:')
            ? [act('secret', show(value))]
            : []
          : [onPath('read', textFile(value))]),
      )
    else if (/^-(?:engine|provider|provider-path)$/.test(name)) actions.push(doubt('dynamic-code', `openssl ${name}`))
  }
  if (/^(?:dgst|md5|sha\d*|base64|enc|asn1parse)$/.test(verb))
    actions.push(
      ...args
        .slice(1)
        .filter(
          (arg, i, all) =>
            !knownStart(arg).startsWith('-') &&
            !/^-(?:out|hmac|mac|macopt|sign|verify|prverify|k|K|iv|S|md|pass|in)$/.test(show(all[i - 1] ?? [])),
        )
        .map((path) => onPath('read', path)),
    )
  return { actions, runs: [] }
}

const textFile = (value: Value): Value => (knownStart(value).startsWith('file:') ? cut(value, 5) : value)
