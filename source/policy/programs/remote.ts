// ssh and its kin, rsync: other machines, local commands in options, what is written here.
import type { Action } from '../action.ts'
import { concat, knownStart, literal, show, textValue, unknown, type Value } from '../value.ts'
import { act, doubt, onPath, shell, words, type Analyser, type Analysis, type Run } from './analysis.ts'
import { keptMode } from './modes.ts'
import { compileGrammar, parseOptions } from './options.ts'
import { inRole } from './spec.ts'
import { among } from '../among.ts'

const sshGrammar = compileGrammar(
  '-B: -b: -c: -D: -E:append -e: -F:script -I:script -i:read -J: -L: -l: -m: -O: -o:option -p: -Q: -R: -S: -W: -w: -AaCfGgKkMNnqsTtVvXxYy -4 -6',
)

export const ssh: Analyser = ({ args }) => {
  const { options, operands, mayHideOption } = parseOptions(sshGrammar, args, false)
  if (options.some(({ option }) => option.name === 'V' || option.name === 'Q')) return { actions: [], runs: [] }
  const actions: Action[] = [act('network', show(operands[0] ?? []))]
  const runs: Run[] = []
  for (const { option, value } of options) {
    if (!value) continue
    if (option.role === 'option') {
      const found = sshOption(value)
      actions.push(...found.actions)
      runs.push(...found.runs)
    } else actions.push(...inRole(option.role, value).actions)
  }
  // What runs on the other machine is not seen by rules about files here; on this machine it would be.
  const host = (literal(operands[0] ?? []) ?? '').replace(/^.*@/, '')
  if (operands.length > 1) actions.push(doubt('dynamic-code', 'a command on another machine'))
  if (/^(?:localhost|127\.|::1)/.test(host) && operands.length > 1)
    runs.push(shell(operands.slice(1).flatMap((word) => concat(word, [' ']))))
  if (mayHideOption) actions.push(doubt('unknown-option', 'ssh'))
  return { actions, runs }
}

/** Settings that only decide how the other machine is reached. */
const tame = among(
  String.raw`
    StrictHostKeyChecking BatchMode Connect\w+ ServerAlive\w+ LogLevel User Port Host\w* Identit(?:y|ies)\w*
    Preferred\w+ Pubkey\w+ Password\w+ Kbd\w+ Gssapi\w+ Forward\w+ Compression Ciphers MACs Kex\w+ Address\w+
    BindAddress CheckHostIP ControlMaster ControlPersist ControlPath Escape\w+ ExitOnForwardFailure TCPKeepAlive
    RequestTTY ProxyJump NumberOf\w+ Visual\w+ UpdateHostKeys VerifyHostKeyDNS Send\w+ SetEnv ClearAllForwardings
    PermitLocalCommand CASignatureAlgorithms RekeyLimit Tunnel \w*Forward`,
  { flags: 'i' },
)

const codeOption = /^(?:ProxyCommand|LocalCommand|KnownHostsCommand|RemoteCommand)$/i

function sshOption(value: Value): Analysis {
  const text = literal(value)
  const [, name = '', rest = ''] = /^\s*(\w+)\s*[= ]\s*(.*)$/s.exec(text ?? '') ?? []
  if (text === null) return { actions: [], runs: [shell(unknown)] }
  if (codeOption.test(name)) return { actions: [], runs: /^none$/i.test(rest) ? [] : [shell(textValue(rest))] }
  if (/^(?:User|Global)KnownHostsFile$/i.test(name)) return { actions: [onPath('append', textValue(rest))], runs: [] }
  return { actions: tame.test(name) ? [] : [doubt('unknown-option', `ssh -o ${name}`)], runs: [] }
}

const isRemote = (value: Value): boolean => {
  const text = knownStart(value)
  return /^[^/]*:/.test(text) && !/^[A-Za-z]:[\\/]/.test(text)
}

const scpGrammar = compileGrammar(
  '-c: -D:program -F:script -i:read -J: -l: -o:option -P: -S:program -X: -3 -4 -6 -ABCOpqRrsTv',
)

export const scp: Analyser = ({ args }) => {
  const { options, operands } = parseOptions(scpGrammar, args)
  const target = operands.at(-1)
  const actions: Action[] = [
    act('network', 'scp'),
    ...operands.slice(0, -1).flatMap((path) => (isRemote(path) ? [] : [onPath('read', path, true)])),
  ]
  if (target && !isRemote(target)) actions.push(onPath('overwrite', target, true))
  const found = options.flatMap(({ option, value }) =>
    value ? [option.role === 'option' ? sshOption(value) : inRole(option.role, value)] : [],
  )
  return { actions: [...actions, ...found.flatMap((each) => each.actions)], runs: found.flatMap((each) => each.runs) }
}

const rsyncGrammar = compileGrammar(
  '-e/--rsh:code --rsync-path:code --log-file:append --files-from:listed --exclude-from:read --include-from:read --password-file:read --write-batch:overwrite --read-batch:read -T/--temp-dir: --partial-dir: --backup-dir:overwriteTree --suffix: --compare-dest: --copy-dest: --link-dest: --exclude: --include: -f/--filter: -B: --bwlimit: --port: --timeout: --chmod:mode --chown:owner -M: --max-size: --min-size: --out-format: --info: --debug: --delete --del --delete-before --delete-during --delete-delay --delete-after --delete-excluded --remove-source-files --existing --ignore-existing --dry-run -n --inplace --append --stats -avzrltpgoDHAXSWxuchiPqLKkbRImd --progress --partial --human-readable --archive --verbose --compress --recursive --links --perms --times --group --owner --checksum --update --relative --numeric-ids --sparse --whole-file --one-file-system --mkpath --delete-missing-args --force --no-perms --no-owner --no-group --omit-dir-times -O -J -C --cvs-exclude --list-only',
)

export const rsync: Analyser = ({ args }) => {
  const { options, operands, strange, mayHideOption } = parseOptions(rsyncGrammar, args)
  const has = (name: string) => options.some(({ option }) => option.name === name)
  const value = (name: string) => options.find(({ option }) => option.name === name)?.value
  const actions: Action[] = []
  const runs: Run[] = []
  const sources = operands.slice(0, -1)
  const target = operands.at(-1)
  if (operands.some(isRemote)) actions.push(act('network', 'rsync'))
  for (const { option, value: given } of options) {
    if (!given) continue
    if (option.role === 'code') runs.push(shell(given))
    else actions.push(...inRole(option.role, given).actions)
  }
  if (has('dry-run') || has('n') || has('list-only')) return { actions, runs: [] }
  actions.push(...sources.flatMap((source) => (isRemote(source) ? [] : [onPath('read', source, true)])))
  if (has('remove-source-files')) actions.push(...sources.map((source) => onPath('delete', source, true)))
  const deletes = /^del(?:ete(?:-.+)?)?$/
  const isDeleting = options.some(({ option }) => deletes.test(option.name))
  if (target && !isRemote(target)) {
    if (!has('ignore-existing') || isDeleting) actions.push(onPath('overwrite', target, true))
    else actions.push(onPath('create', target, true))
    if (isDeleting) actions.push(onPath('delete', target, true))
  }
  const mode = value('chmod')
  if (mode && /s|[2-7][0-7]{3}/.test(show(mode))) actions.push(act('privilege', 'rsync --chmod'))
  if (options.some(({ option }) => /^(?:a|p|archive|perms)$/.test(option.name)))
    actions.push(...sources.flatMap(keptMode))
  if (value('chown')) actions.push(act('privilege', 'rsync --chown'))
  actions.push(...strange.map((option) => doubt('unknown-option', `rsync ${option}`)))
  if (mayHideOption) actions.push(doubt('unknown-option', 'rsync'))
  return { actions, runs }
}

const keygenGrammar = compileGrammar(
  '-f:key -l -y -B -F: -R: -H -t: -b: -C: -N: -P: -q -e -i -m: -p -a: -A -K -w:program -D:program -s: -I: -n: -O: -V: -Y: -z: -E: -v -L -Q -k -M: -Z: -g -o -c -x -r:',
)

export function keygen(args: readonly Value[]) {
  const { options } = parseOptions(keygenGrammar, args)
  const has = (name: string) => options.some(({ option }) => option.name === name)
  const file = options.find(({ option }) => option.name === 'f')?.value ?? textValue('~/.ssh/id_rsa')
  const runs = options.flatMap(({ option, value }) =>
    option.role === 'program' && value ? [words(value, unknown)] : [],
  )
  if (has('l') || has('B') || has('F') || has('L')) return { actions: [], runs }
  if (has('y') || has('e')) return { actions: [onPath('read', file)], runs }
  const edits = has('p') || has('c') || has('R') || has('H')
  const reads = has('p') || has('c') ? [onPath('read', file)] : []
  return {
    actions: [
      ...reads,
      onPath(edits ? 'modify' : 'overwrite', file),
      onPath(edits ? 'modify' : 'overwrite', [...file, '.pub']),
    ],
    runs,
  }
}
