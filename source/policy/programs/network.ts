// Programs that speak to other machines.
import { alike } from '../among.ts'
import { knownStart, literal, textValue, type Value } from '../model/value.ts'
import { act, doubt, only, onPath, shell, type Analyser, type Found } from '../grammar/analysis.ts'
import { clientAnalysers, clientOptions } from './clients.ts'
import { containerAnalysers } from './containers.ts'
import { hostAnalysers } from './hosts.ts'
import { reader } from '../grammar/reader.ts'
import { keygen, rsync, scp, ssh } from './remote.ts'
import type { Spec } from '../grammar/spec.ts'
import { socketActions } from './sockets.ts'
import { wget } from './wget.ts'
import { curl } from './curl.ts'

const reaches: Spec = { isOpen: true, always: ['network'] }

export const networkSpecs: Readonly<Record<string, Spec>> = {
  ...alike(
    'ping ping6 fping arping hping3 traceroute traceroute6 tracepath mtr dig host nslookup drill delv whois finger ftp lftp tftp ncftp telnet rlogin rsh rcp nmap masscan tcpdump tshark ngrep socat6 iperf iperf3 httpie http https xh aria2c axel w3m lynx links elinks ab wrk hey siege mosh autossh sshfs mount.nfs smbclient rpcclient ldapsearch redis-cli mongo mongosh mysql mysqldump mysqladmin psql pg_dump pg_restore createdb dropdb sendmail mail mailx mutt msmtp swaks ntpdate chronyc snmpget snmpwalk avahi-browse aws gcloud az helm vagrant gh glab heroku netlify vercel fly flyctl wrangler doctl rclone restic borg ipfs youtube-dl yt-dlp ssh-keyscan nc6 websocat grpcurl curlie dog doggo kcat mosquitto_pub mosquitto_sub amqp-publish stunnel openvpn wg wg-quick tor x11vnc vncviewer rdesktop xfreerdp telnetd sshd httpd nginx apache2 caddy php-fpm dnsmasq named',
    reaches,
  ),
  ...Object.fromEntries(Object.entries(clientOptions).map(([name, options]) => [name, { ...reaches, options }])),
  'ssh-copy-id': { isOpen: true, always: ['network', 'privilege'] },
}

const netcat = reader(
  '-e/--exec:program -c/--sh-exec:code -s: -p: -w: -i: -q: -x: -X: -P: -o/--output:overwrite -g: -G: -I: -O: -T: -m: -M: -U -l -k -u -v -n -z -4 -6 -h -d -D -N -r -t -b -C -F -S',
  ({ options, operands, has }) => {
    const [host = [], port = [], ...more] = operands
    // `-z`: is somebody listening? Nothing is sent.
    const isProbe =
      has('z') &&
      options.every(({ option }) => /^[zvnw]$/.test(option.name)) &&
      /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/.test(literal(host) ?? '') &&
      /^\d+$/.test(literal(port) ?? '') &&
      more.length === 0
    if (has('U')) return only(...operands.flatMap(socketActions))
    return only({ ...act('network', 'nc'), ...(isProbe && { isLoopback: true }) })
  },
)

const opened = (path: Value): Found => [onPath('read', path), onPath('overwrite', path)]

const socat: Analyser = ({ args }) =>
  only(
    args.map((address) => {
      const start = knownStart(address)
      const [kind = ''] = start.split(/[:,]/)
      const rest = (cutAt: number): Value => [
        ...textValue(start.slice(cutAt).replace(/,.*$/s, '')),
        ...address.slice(1),
      ]
      const behind = rest(kind.length + 1)
      if (/^(?:exec|system|shell)$/i.test(kind)) return shell(behind)
      if (/^(?:open|file|create|creat|gopen)$/i.test(kind)) return opened(behind)
      if (/^(?:unix|unix-\w+|unix-connect|abstract-\w+)$/i.test(kind)) return socketActions(behind)
      if (/^(?:-|\d+|std(?:io|in|out|err)|fd|pipe|pty|readline|-\w+)$/i.test(kind)) return []
      return start.includes(':') ? act('network', kind) : opened(rest(0))
    }),
  )

export const networkAnalysers: Readonly<Record<string, Analyser>> = {
  ...hostAnalysers(networkSpecs),
  ...clientAnalysers,
  ...containerAnalysers,
  curl,
  ...alike('wget wget2', wget),
  ...alike('nc ncat netcat nc.openbsd nc.traditional', netcat),
  socat,
  ...alike('ssh slogin', ssh),
  scp,
  sftp: () => only(act('network', 'sftp'), doubt('dynamic-code', 'sftp')),
  rsync,
  'ssh-keygen': keygen,
  'ssh-add': ({ args }) =>
    only(
      !args.some((arg) => /^-[lL]$/.test(literal(arg) ?? '')) && [
        args.map((arg) => onPath('read', arg)),
        args.some((arg) => /^-\w*[seSHh]/.test(knownStart(arg))) && doubt('opaque-script', 'ssh-add -s'),
      ],
    ),
}
