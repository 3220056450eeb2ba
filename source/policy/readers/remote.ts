// ssh and its kin, rsync: other machines, local commands in options, what is written here.
import { concat, cut, fits, knownStart, literal, show, spaced, textValue, unknown, type Value } from '../model/value.ts'
import { act, doubt, type Found, onEach, onPath, shell } from '../grammar/analysis.ts'
import { keptMode } from './files.ts'
import { reader, type Reader } from '../grammar/reader.ts'
import { alike, among } from '../among.ts'
import type { Action } from '../model/action.ts'
import type { Row } from '../grammar/row.ts'

const ssh = reader(
  '-B: -b: -c: -D: -E:append -e: -F:script -I:script -i:read -J: -L: -l: -m: -O: -o:option -p: -Q: -R: -S: -W: -w: -AaCfGgKkMNnqsTtVvXxYy -4 -6',
  ({ operands: [host = [], ...rest], has, inRole }) => {
    if (has('V', 'Q')) return []
    const isHere = /^(?:localhost|127\.|::1)/.test((literal(host) ?? '').replace(/^.*@/, ''))
    const isCommand = rest.length > 0
    // What runs on the other machine is not seen by rules about files here; on this machine it would be.
    return [
      act('network', show(host)),
      isCommand && doubt('dynamic-code', 'a command on another machine'),
      isHere && isCommand && shell(spaced(rest)),
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

export function sshOption(value: Value): Found {
  const text = literal(value)
  const [, name = '', rest = ''] = /^\s*(\w+)\s*[= ]\s*(.*)$/s.exec(text ?? '') ?? []
  if (text === null) return shell(unknown)
  if (codeOption.test(name)) return !/^none$/i.test(rest) && shell(textValue(rest))
  if (/^(?:User|Global)KnownHostsFile$/i.test(name)) return onPath('append', textValue(rest))
  return !tame.test(name) && doubt('unknown-option', `ssh -o ${name}`)
}

/** What a folder of another machine is mounted with, without what only says how it looks here. */
export const mountOption = (list: Value): Value[] =>
  literal(list) === null
    ? [list]
    : show(list)
        .split(',')
        .filter((each) => !mounted.test(each))
        .map(textValue)
const mounted =
  /^(?:ro|rw|reconnect|follow_symlinks|allow_(?:other|root)|default_permissions|idmap=\w+|[ug]id=\d+|umask=\d+|cache=\w+|\w*timeout=\d+|volname=[\w. -]+|nonempty)$/

const isRemote = (value: Value): boolean => {
  const text = knownStart(value)
  return /^[^/]*:/.test(text) && !/^[A-Za-z]:[\\/]/.test(text)
}

const scp = reader(
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

const rsync = reader(
  '-e/--rsh:code --rsync-path:code --log-file:append --files-from:listed --exclude-from:read --include-from:read --password-file:read --write-batch:overwrite --read-batch:read -T/--temp-dir:create --partial-dir:overwriteTree --backup-dir:overwriteTree --suffix: --compare-dest: --copy-dest: --link-dest: --exclude: --include: -f/--filter: -B: --bwlimit: --port: --timeout: --chmod:mode --chown:owner -M/--remote-option: --max-size: --min-size: --out-format: --info: --debug: --delete --del --delete-before --delete-during --delete-delay --delete-after --delete-excluded --remove-source-files --existing --ignore-existing --dry-run -n --inplace --append --stats -avzrltpgoDHAXSWxuchiPqLKkbRImd --progress --partial --human-readable --archive --verbose --compress --recursive --links --perms --times --group --owner --checksum --update --relative --numeric-ids --sparse --whole-file --one-file-system --mkpath --delete-missing-args --force --no-perms --no-owner --no-group --omit-dir-times -O -J -C --cvs-exclude --list-only',
  ({ options, operands, has, valueOf, valuesOf }) => {
    const sources = operands.slice(0, -1)
    const target = operands.at(-1)
    const reach = [
      operands.some(isRemote) && act('network', 'rsync'),
      // Rules may stand in a file, and are shown when they are none.
      valuesOf('f').some(fits(/^(?:merge|\.)/)) && doubt('dynamic-code', 'rsync --filter'),
    ]
    if (has('dry-run', 'n', 'list-only')) return reach
    const isDeleting = options.some(({ option }) => /^del(?:ete(?:-.+)?)?$/.test(option.name))
    const isAdding = has('ignore-existing') && !isDeleting
    const mode = valueOf('chmod')
    return [
      reach,
      sources.map((source) => !isRemote(source) && onPath('read', source, true)),
      // The other end may be this machine.
      valuesOf('M').map((value) => doubt('unknown-option', `rsync -M ${show(value)}`)),
      has('remove-source-files') && onEach('delete', sources, true),
      target && !isRemote(target) && { links: valuesOf('link-dest').map((other) => linked(target, other)) },
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

/** What is the same there is no copy: who writes it in place writes the other one. A relative name begins in the target. */
const linked = (path: Value, other: Value) => ({
  path,
  target: knownStart(other).startsWith('/') ? other : concat(path, ['/'], other),
})

const cutEnd = (key: Value): Value => textValue(show(key).replace(/\.pub$/, ''))

const keygen = reader(
  '-f:key -l -y -B -F: -R: -H -t: -b: -C: -N: -P: -q -e -i -m: -p -a: -A -K -w:program -D:program -s: -I: -n: -O: -V: -Y: -z: -E: -v -L -Q -k -M: -Z: -g -o -c -x -r:',
  ({ has, operands, valueOf }) => {
    const file = valueOf('f') ?? textValue('~/.ssh/id_rsa')
    const signed = valueOf('s')
    if (has('l', 'B', 'L')) return []
    if (has('y', 'e', 'i', 'F', 'Q', 'Y') || signed)
      return [
        onPath('read', signed ?? file),
        has('Y') && onEach('read', operands),
        // What signs a file, or a key, lies beside it.
        signed && operands.map((key) => onPath('create', concat(cutEnd(key), ['-cert.pub']))),
        fits(/^sign$/)(valueOf('Y') ?? []) && operands.map((path) => onPath('create', concat(path, ['.sig']))),
      ]
    const kind = has('p', 'c', 'R', 'H', 'k') ? 'modify' : 'overwrite'
    return [kind === 'modify' && onPath('read', file), onPath(kind, file), onPath(kind, [...file, '.pub'])]
  },
)

// Sockets in the file system.

/** Sockets of services that act for whoever asks them. */
const served = among(
  String.raw`
    docker podman containerd crio dockershim libvirt lxd systemd\/private system_bus_socket ssh-agent agent\.\d+ snapd`,
  { before: '', after: '' },
)

/** A socket in the file system: no network, but who answers may do anything. */
export const socketActions = (path: Value): Action[] =>
  literal(path) === null || served.test(show(path)) ? [act('network', show(path)), act('privilege', show(path))] : []

const netcat = reader(
  '-e/--exec:program -c/--sh-exec:code -s: -p: -w: -i: -q: -x: -X: -P: -o/--output:overwrite -g: -G: -I: -O: -T: -m: -M: -U -l -k -u -v -n -z -4 -6 -h -d -D -N -r -t -b -C -F -S',
  ({ options, operands, has, valuesOf }) => {
    const [host = [], port = [], ...more] = operands
    // `-z`: is somebody listening? Nothing is sent.
    const isProbe =
      has('z') &&
      options.every(({ option }) => /^[zvnw]$/.test(option.name)) &&
      /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/.test(literal(host) ?? '') &&
      /^\d+$/.test(literal(port) ?? '') &&
      more.length === 0
    if (has('U')) return operands.flatMap(socketActions)
    return [
      { ...act('network', 'nc'), ...(isProbe && { isLoopback: true }) },
      // Of ncat, a file that gets what passes.
      valuesOf('x').map((path) => show(path).includes('/') && onPath('overwrite', path)),
    ]
  },
)

const opened = (path: Value): Found => [onPath('read', path), onPath('overwrite', path)]

/** What an address of a kind leads to; undefined: the file of that name. */
function meant(kind: string, behind: Value): Found | undefined {
  if (/^(?:exec|system|shell)$/i.test(kind)) return shell(behind)
  if (/^(?:open|file|create|creat|gopen|pipe|fifo)$/i.test(kind)) return behind.length > 0 && opened(behind)
  if (/^(?:unix|unix-\w+|unix-connect|abstract-\w+)$/i.test(kind))
    return [socketActions(behind), /listen|recv/i.test(kind) && onPath('create', behind)]
  if (/^(?:tun|interface)$/i.test(kind)) return [act('network', kind), act('privilege', kind)]
  if (/^(?:-|\d+|std(?:io|in|out|err)|fd|pty|readline|-\w+)$/i.test(kind)) return []
  return behind.length > 0 ? act('network', kind) : undefined
}

/** Options of an address by which it becomes another, gives away what it makes, or lets others become it. */
const mayGrant =
  /,(?:(?:su|setuid|setgid|chroot|user|owner|uid|group|gid|netns)[a-z-]*=|(?:perm|mode)[a-z-]*=0?[2-7]\d{3})/

const socat: Reader = ({ args }) =>
  args.map((address) => {
    const start = knownStart(address)
    const [kind = ''] = start.split(/[:,]/)
    // A log, or what passes.
    if (/^-(?:lf|[rR])./.test(start)) return opened(cut(address, start.startsWith('-l') ? 3 : 2))
    const rest = (cutAt: number): Value => [...textValue(start.slice(cutAt).replace(/,.*$/s, '')), ...address.slice(1)]
    const behind = rest(kind.length + 1)
    // Options of an address: `link=/x`, `unlink-early`.
    const named = [...start.matchAll(/,[\w-]+=([^,]*\/[^,]*)/g)].map(([, path = '']) => opened(textValue(path)))
    return [
      mayGrant.test(start) && act('privilege', 'socat'),
      named,
      /,unlink/.test(start) && onPath('delete', behind),
      meant(kind, behind) ?? opened(rest(0)),
    ]
  })

export const remoteRows: Readonly<Record<string, Row>> = {
  ...alike('nc ncat netcat nc.openbsd nc.traditional', { about: 'speaks with any server', ...netcat }),
  ...alike('socat socat6', { about: 'joins two streams', read: socat }),
  ...alike('ssh slogin', { about: 'a shell on another machine', ...ssh, tells: '-V' }),
  scp: { about: 'copies to and from other machines', ...scp },
  sftp: { about: 'files of another machine', always: ['network'], runs: 'code' },
  rsync: { about: 'makes a tree like another', ...rsync, tells: '-V' },
  'ssh-keygen': { about: 'makes and shows keys', ...keygen },
  'ssh-add': {
    about: 'gives keys to an agent',
    options: '-l/-L -d -D -x -X -t: -k -K -c -q -v -T -E: -s:script -e:script -S:program -h: -H:read',
    operands: 'read',
    // Without a word it takes the usual keys.
    also: ({ has, operands }) =>
      operands.length === 0 && !has('l', 'd', 'D', 'x', 'X', 's', 'e') && onPath('read', textValue('~/.ssh/id_rsa')),
    instead: [['l', 'data']],
  },
}
