// Programs of Windows for networks.
import { alike } from '../../among.ts'
import { otherwise, unless, when } from '../../grammar/effects.ts'
import type { Row } from '../../grammar/row.ts'

export const windowsNetworkRows: Readonly<Record<string, Row>> = {
  netsh: {
    about: 'settings of the network',
    options: '-tracefile/-folder/-filename/-file:overwrite',
    said: [
      when(/\bkey\s*=\s*clear\b|\bexport\s+profile\b/, 'secret'),
      when(/\bshow\b|\bdump\b|^$/, ''),
      when(/\bexport\b/, 'privilege overwrite:last'),
      when(/\bportproxy\b|\bwinsock\b|\b(?:start|connect)\b/, 'privilege network'),
      otherwise('privilege'),
    ],
  },
  ipconfig: {
    about: 'addresses of the machine',
    said: [when(/[/-](?:release|renew|flushdns|registerdns|setclassid)/, 'network')],
  },
  route: { about: 'ways to other networks', said: [when(/\b(?:add|delete|change)\b|-f\b/, 'privilege')] },
  arp: { about: 'addresses of machines nearby', said: [when(/-[sd]\b/, 'privilege')] },
  ...alike('ping tracert pathping nslookup telnet tftp finger nbtstat rasdial desktopimgdownldr winrs portqry', {
    about: 'speaks with other machines',
    said: unless(/^$/, 'network'),
  }),
  ftp: {
    about: 'files of another machine; what is said to it may stand in a file',
    said: [when(/[-/]s:/, 'network script'), when(/^$/, ''), otherwise('network')],
  },
  gpupdate: { about: 'fetches the rules of a domain', said: 'network privilege' },
  w32tm: {
    about: 'the clock of the machine',
    said: [when(/\/(?:config|register|unregister|debug)/, 'network privilege service'), otherwise('network')],
  },
  winrm: {
    about: 'commands from other machines',
    said: [
      when(/^(?:quickconfig|qc|set|s|create|c|delete|d|invoke|i)\b/, 'network privilege service'),
      otherwise('network'),
    ],
  },
  mstsc: { about: 'the screen of another machine', said: 'network detach' },
  certutil: {
    about: 'certificates, and files by the way',
    said: [
      when(/[/-](?:urlcache|verifyctl|url|ping|pulse|syncwithwu|urlfetch)/, 'network overwrite:1'),
      when(/[/-](?:decode|encode|decodehex|encodehex)\b/, 'read:0 overwrite:1'),
      when(/[/-](?:hashfile|dump|asn|verify)\b/, 'read:0'),
      when(/[/-](?:backup|ca\.cert|getkey|recoverkey|store\s+-?private)/, 'secret overwrite:last'),
      when(/[/-](?:addstore|delstore|importpfx|installcert|repairstore|viewdelstore)/, 'privilege'),
      when(/[/-]exportpfx/, 'secret overwrite:2'),
      when(/^$|[/-](?:\?|help|store|viewstore|catinfo|schema|getconfig|template|user\s+-store)\b/, ''),
      otherwise('unknown'),
    ],
  },
  bitsadmin: {
    about: 'fetches files in the background',
    said: [
      when(/[/-](?:list|info|util|monitor|getstate)/, ''),
      when(/[/-]transfer/, 'network overwrite:2'),
      otherwise('network'),
    ],
  },
}
