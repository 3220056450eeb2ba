// ssh and its kin, rsync: other machines, local commands in options, what is written here.
import { concat, knownStart, literal, show, textValue, unknown, type Value } from '../model/value.ts'
import { act, doubt, only, onPath, shell, type Found } from '../grammar/analysis.ts'
import { keptMode } from './modes.ts'
import { reader } from '../grammar/reader.ts'
import { among } from '../among.ts'

export const ssh = reader(
  '-B: -b: -c: -D: -E:append -e: -F:script -I:script -i:read -J: -L: -l: -m: -O: -o:option -p: -Q: -R: -S: -W: -w: -AaCfGgKkMNnqsTtVvXxYy -4 -6',
  ({ operands: [host = [], ...rest], has, inRole }) => {
    if (has('V', 'Q')) return []
    const isHere = /^(?:localhost|127\.|::1)/.test((literal(host) ?? '').replace(/^.*@/, ''))
    const isCommand = rest.length > 0
    // What runs on the other machine is not seen by rules about files here; on this machine it would be.
    return [
      act('network', show(host)),
      isCommand && doubt('dynamic-code', 'a command on another machine'),
      isHere && isCommand && shell(rest.flatMap((word) => concat(word, [' ']))),
      inRole('option').map(sshOption),
    ]
  },
  { isPosix: true },
)

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

function sshOption(value: Value): Found {
  const text = literal(value)
  const [, name = '', rest = ''] = /^\s*(\w+)\s*[= ]\s*(.*)$/s.exec(text ?? '') ?? []
  if (text === null) return shell(unknown)
  if (codeOption.test(name)) return !/^none$/i.test(rest) && shell(textValue(rest))
  if (/^(?:User|Global)KnownHostsFile$/i.test(name)) return onPath('append', textValue(rest))
  return !tame.test(name) && doubt('unknown-option', `ssh -o ${name}`)
}

const isRemote = (value: Value): boolean => {
  const text = knownStart(value)
  return /^[^/]*:/.test(text) && !/^[A-Za-z]:[\\/]/.test(text)
}

export const scp = reader(
  '-c: -D:program -F:script -i:read -J: -l: -o:option -P: -S:program -X: -3 -4 -6 -ABCOpqRrsTv',
  ({ operands, inRole }) => {
    const target = operands.at(-1)
    return [
      act('network', 'scp'),
      operands.slice(0, -1).map((path) => !isRemote(path) && onPath('read', path, true)),
      target && !isRemote(target) && onPath('overwrite', target, true),
      inRole('option').map(sshOption),
    ]
  },
)

export const rsync = reader(
  '-e/--rsh:code --rsync-path:code --log-file:append --files-from:listed --exclude-from:read --include-from:read --password-file:read --write-batch:overwrite --read-batch:read -T/--temp-dir: --partial-dir: --backup-dir:overwriteTree --suffix: --compare-dest: --copy-dest: --link-dest: --exclude: --include: -f/--filter: -B: --bwlimit: --port: --timeout: --chmod:mode --chown:owner -M: --max-size: --min-size: --out-format: --info: --debug: --delete --del --delete-before --delete-during --delete-delay --delete-after --delete-excluded --remove-source-files --existing --ignore-existing --dry-run -n --inplace --append --stats -avzrltpgoDHAXSWxuchiPqLKkbRImd --progress --partial --human-readable --archive --verbose --compress --recursive --links --perms --times --group --owner --checksum --update --relative --numeric-ids --sparse --whole-file --one-file-system --mkpath --delete-missing-args --force --no-perms --no-owner --no-group --omit-dir-times -O -J -C --cvs-exclude --list-only',
  ({ options, operands, has, valueOf }) => {
    const sources = operands.slice(0, -1)
    const target = operands.at(-1)
    const reach = operands.some(isRemote) && act('network', 'rsync')
    if (has('dry-run', 'n', 'list-only')) return reach
    const isDeleting = options.some(({ option }) => /^del(?:ete(?:-.+)?)?$/.test(option.name))
    const isAdding = has('ignore-existing') && !isDeleting
    const mode = valueOf('chmod')
    return [
      reach,
      sources.map((source) => !isRemote(source) && onPath('read', source, true)),
      has('remove-source-files') && sources.map((source) => onPath('delete', source, true)),
      target &&
        !isRemote(target) && [
          onPath(isAdding ? 'create' : 'overwrite', target, true),
          isDeleting && onPath('delete', target, true),
        ],
      mode && /s|[2-7][0-7]{3}/.test(show(mode)) && act('privilege', 'rsync --chmod'),
      has('a', 'p', 'archive', 'perms') && sources.map(keptMode),
      valueOf('chown') && act('privilege', 'rsync --chown'),
    ]
  },
)

export const keygen = reader(
  '-f:key -l -y -B -F: -R: -H -t: -b: -C: -N: -P: -q -e -i -m: -p -a: -A -K -w:program -D:program -s: -I: -n: -O: -V: -Y: -z: -E: -v -L -Q -k -M: -Z: -g -o -c -x -r:',
  ({ has, valueOf }) => {
    const file = valueOf('f') ?? textValue('~/.ssh/id_rsa')
    if (has('l', 'B', 'F', 'L')) return only()
    if (has('y', 'e')) return only(onPath('read', file))
    const kind = has('p', 'c', 'R', 'H') ? 'modify' : 'overwrite'
    return only(...(has('p', 'c') ? [onPath('read', file)] : []), onPath(kind, file), onPath(kind, [...file, '.pub']))
  },
)
