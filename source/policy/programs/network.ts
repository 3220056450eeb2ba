// Programs that speak to other machines.
import type { Action } from '../action.ts'
import { concat, isHole, knownStart, literal, show, textValue, unknown, type Value } from '../value.ts'
import { act, doubt, onPath, shell, words, type Analyser, type Run } from './analysis.ts'
import { compileGrammar, parseOptions } from './options.ts'
import { inRole, type Spec } from './spec.ts'

const always = (names: string): Record<string, Spec> =>
  Object.fromEntries(names.split(' ').map((name) => [name, { isOpen: true, always: ['network'] }]))

export const networkSpecs: Readonly<Record<string, Spec>> = {
  ...always(
    'ping ping6 fping arping hping3 traceroute traceroute6 tracepath mtr dig host nslookup drill delv whois finger ftp lftp tftp ncftp telnet rlogin rsh rcp nmap masscan tcpdump tshark ngrep socat6 iperf iperf3 httpie http https xh aria2c axel w3m lynx links elinks ab wrk hey siege mosh autossh sshfs mount.nfs smbclient rpcclient ldapsearch redis-cli mongo mongosh mysql mysqldump mysqladmin psql pg_dump pg_restore createdb dropdb sendmail mail mailx mutt msmtp swaks ntpdate chronyc snmpget snmpwalk avahi-browse aws gcloud az kubectl helm docker podman nerdctl terraform ansible ansible-playbook vagrant gh glab hub heroku netlify vercel fly flyctl wrangler doctl rclone restic borg ipfs youtube-dl yt-dlp ssh-keyscan nc6 websocat grpcurl curlie dog doggo kcat mosquitto_pub mosquitto_sub amqp-publish stunnel openvpn wg wg-quick tor torify torsocks proxychains proxychains4 x11vnc vncviewer rdesktop xfreerdp telnetd sshd httpd nginx apache2 caddy php-fpm dnsmasq named',
  ),
  'ssh-copy-id': { isOpen: true, always: ['network', 'privilege'] },
  ...Object.fromEntries(
    ['docker', 'podman', 'kubectl', 'nerdctl'].map((name) => [
      name,
      { isOpen: true, always: ['network', 'privilege', 'unknown'] as const },
    ]),
  ),
}

const isLocalUrl = (value: Value): boolean => /^file:/i.test(knownStart(value))

const curlGrammar = compileGrammar(
  '-o/--output:overwrite -O/--remote-name -J -c/--cookie-jar:overwrite -D/--dump-header:overwrite --trace:overwrite --trace-ascii:overwrite --stderr:overwrite --hsts:overwrite --alt-svc:overwrite --etag-save:overwrite --libcurl:overwrite --output-dir: -K/--config:listed -T/--upload-file:read -E/--cert:read --key:read --cacert:read -b/--cookie: -n/--netrc --netrc-file:read --netrc-optional -d/--data/--data-ascii/--data-binary/--data-raw/--data-urlencode/--json:data -F/--form:data --form-string: -H/--header:data -A/--user-agent: -e/--referer: -u/--user: -x/--proxy: -X/--request: -m/--max-time: --connect-timeout: --retry: --retry-delay: --max-redirs: -w/--write-out: --resolve: --url:url -r/--range: -C/--continue-at: -y: -Y: -z/--time-cond: --limit-rate: --unix-socket: --abstract-unix-socket: -Q/--quote: --engine: --doh-url: --interface: --dns-servers: --local-port: --ciphers: -t: -P/--ftp-port:',
)
const curl: Analyser = ({ args }) => {
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
function dataFiles(value: Value): Action[] {
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
const wget: Analyser = ({ args }) => {
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

const netcatGrammar = compileGrammar(
  '-e/--exec:program -c/--sh-exec:code -s: -p: -w: -i: -q: -x: -X: -P: -o/--output:overwrite -g: -G: -I: -O: -T: -m: -M: -U -l -k -u -v -n -z -4 -6 -h -d -D -N -r -t -b -C -F -S',
)
const netcat: Analyser = ({ args }) => {
  const { options } = parseOptions(netcatGrammar, args)
  const isUnix = options.some(({ option }) => option.name === 'U')
  const found = options.map(({ option, value }) => (value ? inRole(option.role, value) : { actions: [], runs: [] }))
  return {
    actions: [...(isUnix ? [] : [act('network', 'nc')]), ...found.flatMap(({ actions }) => actions)],
    runs: found.flatMap(({ runs }) => runs),
  }
}

const socat: Analyser = ({ args }) => {
  const actions: Action[] = []
  const runs: Run[] = []
  for (const address of args) {
    const start = knownStart(address)
    const [kind = ''] = start.split(/[:,]/)
    const rest = (cutAt: number): Value => [...textValue(start.slice(cutAt).replace(/,.*$/s, '')), ...address.slice(1)]
    if (/^(?:exec|system|shell)$/i.test(kind)) runs.push(shell(rest(kind.length + 1)))
    else if (/^(?:open|file|create|creat|gopen)$/i.test(kind)) actions.push(onPath('overwrite', rest(kind.length + 1)))
    else if (/^(?:-|stdio|stdin|stdout|stderr|fd|pipe|unix|unix-\w+|abstract-\w+|-\w+)$/i.test(kind)) continue
    else if (start.includes('/') && !start.includes(':')) actions.push(onPath('overwrite', address))
    else actions.push(act('network', kind))
  }
  return { actions, runs }
}

const sshGrammar = compileGrammar(
  '-B: -b: -c: -D: -E:append -e: -F:read -I: -i:read -J: -L: -l: -m: -O: -o:option -p: -Q: -R: -S: -W: -w: -AaCfGgKkMNnqsTtVvXxYy -4 -6',
)
const ssh: Analyser = ({ args }) => {
  const { options, operands, mayHideOption } = parseOptions(sshGrammar, args, false)
  if (options.some(({ option }) => option.name === 'V' || option.name === 'Q')) return { actions: [], runs: [] }
  const actions: Action[] = [act('network', show(operands[0] ?? []))]
  const runs: Run[] = []
  for (const { option, value } of options) {
    if (!value) continue
    if (option.role === 'option') runs.push(...sshOption(value))
    else actions.push(...inRole(option.role, value).actions)
  }
  // What runs on the other machine is not seen by rules about files here; on this machine it would be.
  const host = (literal(operands[0] ?? []) ?? '').replace(/^.*@/, '')
  if (operands.length > 1) actions.push(doubt('dynamic-code', 'a command on another machine'))
  if (/^(?:localhost|127\.|::1)/.test(host) && operands.length > 1)
    runs.push(shell(operands.slice(1).flatMap((word) => concat(word, [' ']))))
  if (mayHideOption) actions.push(doubt('unknown-option', 'ssh'))
  return { actions, runs }
}

function sshOption(value: Value): Run[] {
  const text = literal(value)
  if (text === null) return [shell(unknown)]
  const found =
    /^(?:ProxyCommand|LocalCommand|KnownHostsCommand|RemoteCommand|PermitLocalCommand|Match)\s*[= ]\s*(.*)$/is.exec(
      text,
    )
  return found ? [shell(textValue(found[1] ?? ''))] : []
}

const isRemote = (value: Value): boolean => {
  const text = knownStart(value)
  return /^[^/]*:/.test(text) && !/^[A-Za-z]:[\\/]/.test(text)
}

const scpGrammar = compileGrammar(
  '-c: -D:program -F:read -i:read -J: -l: -o:option -P: -S:program -X: -3 -4 -6 -ABCOpqRrsTv',
)
const scp: Analyser = ({ args }) => {
  const { options, operands } = parseOptions(scpGrammar, args)
  const target = operands.at(-1)
  const actions: Action[] = [
    act('network', 'scp'),
    ...operands.slice(0, -1).flatMap((path) => (isRemote(path) ? [] : [onPath('read', path, true)])),
  ]
  if (target && !isRemote(target)) actions.push(onPath('overwrite', target, true))
  const found = options.flatMap(({ option, value }) =>
    value ? [option.role === 'option' ? { actions: [], runs: sshOption(value) } : inRole(option.role, value)] : [],
  )
  return { actions: [...actions, ...found.flatMap((each) => each.actions)], runs: found.flatMap((each) => each.runs) }
}

const rsyncGrammar = compileGrammar(
  '-e/--rsh:code --rsync-path:code --log-file:append --files-from:listed --exclude-from:read --include-from:read --password-file:read --write-batch:overwrite --read-batch:read -T/--temp-dir: --partial-dir: --backup-dir: --suffix: --compare-dest: --copy-dest: --link-dest: --exclude: --include: -f/--filter: -B: --bwlimit: --port: --timeout: --chmod:mode --chown:owner -M: --max-size: --min-size: --out-format: --info: --debug: --delete --del --delete-before --delete-during --delete-delay --delete-after --delete-excluded --remove-source-files --existing --ignore-existing --dry-run -n --inplace --append --stats -avzrltpgoDHAXSWxuchiPqLKkbRImd --progress --partial --human-readable --archive --verbose --compress --recursive --links --perms --times --group --owner --checksum --update --relative --numeric-ids --sparse --whole-file --one-file-system --mkpath --delete-missing-args --force --no-perms --no-owner --no-group --omit-dir-times -O -J -C --cvs-exclude --list-only',
)
const rsync: Analyser = ({ args }) => {
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
  if (value('chown')) actions.push(act('privilege', 'rsync --chown'))
  actions.push(...strange.map((option) => doubt('unknown-option', `rsync ${option}`)))
  if (mayHideOption) actions.push(doubt('unknown-option', 'rsync'))
  return { actions, runs }
}

export const networkAnalysers: Readonly<Record<string, Analyser>> = {
  curl,
  wget,
  wget2: wget,
  nc: netcat,
  ncat: netcat,
  netcat,
  'nc.openbsd': netcat,
  'nc.traditional': netcat,
  socat,
  ssh,
  slogin: ssh,
  scp,
  sftp: ({ args }) => ({
    actions: [act('network', 'sftp'), doubt('dynamic-code', 'sftp'), ...args.flatMap(dataFiles)],
    runs: [],
  }),
  rsync,
  'ssh-keygen': ({ args }) => keygen(args),
  'ssh-add': ({ args }) => ({
    actions: args.some((arg) => /^-[lL]$/.test(literal(arg) ?? '')) ? [] : args.map((arg) => onPath('read', arg)),
    runs: [],
  }),
}

const keygenGrammar = compileGrammar(
  '-f:key -l -y -B -F: -R: -H -t: -b: -C: -N: -P: -q -e -i -m: -p -a: -A -K -w:program -D:program -s: -I: -n: -O: -V: -Y: -z: -E: -v -L -Q -k -M: -Z: -g -o -c -x -r:',
)
function keygen(args: readonly Value[]) {
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
