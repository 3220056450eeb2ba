// Programs of Windows for networks: what their arguments make them do, as data.
import { all, type Case } from '../grammar/effects.ts'

export const networkPrograms: readonly (readonly [string, readonly Case[]])[] = [
  [
    'netsh',
    [
      [/\bkey\s*=\s*clear\b|\bexport\s+profile\b/, 'secret'],
      [/\bshow\b|\bdump\b|^$/, ''],
      [/\bexport\b/, 'privilege overwrite:last'],
      [/\bportproxy\b|\bwinsock\b|\b(?:start|connect)\b/, 'privilege network'],
      [all, 'privilege'],
    ],
  ],
  [
    'ipconfig',
    [
      [/[/-](?:release|renew|flushdns|registerdns|setclassid)/, 'network'],
      [all, ''],
    ],
  ],
  [
    'route',
    [
      [/\b(?:add|delete|change)\b|-f\b/, 'privilege'],
      [all, ''],
    ],
  ],
  [
    'arp',
    [
      [/-[sd]\b/, 'privilege'],
      [all, ''],
    ],
  ],
  [
    'ping tracert pathping nslookup telnet ftp tftp finger nbtstat rasdial desktopimgdownldr winrs portqry',
    [
      [/^$/, ''],
      [all, 'network'],
    ],
  ],
  ['gpupdate', [[all, 'network privilege']]],
  [
    'w32tm',
    [
      [/\/(?:config|register|unregister|debug)/, 'network privilege service'],
      [all, 'network'],
    ],
  ],
  [
    'winrm',
    [
      [/^(?:quickconfig|qc|set|s|create|c|delete|d|invoke|i)\b/, 'network privilege service'],
      [all, 'network'],
    ],
  ],
  ['mstsc', [[all, 'network detach']]],
  [
    'certutil',
    [
      [/[/-](?:urlcache|verifyctl|url|ping|pulse|syncwithwu|urlfetch)/, 'network overwrite:1'],
      [/[/-](?:decode|encode|decodehex|encodehex)\b/, 'read:0 overwrite:1'],
      [/[/-](?:hashfile|dump|asn|verify)\b/, 'read:0'],
      [/[/-](?:backup|ca\.cert|getkey|recoverkey|store\s+-?private)/, 'secret overwrite:last'],
      [/[/-](?:addstore|delstore|importpfx|installcert|repairstore|viewdelstore)/, 'privilege'],
      [/[/-]exportpfx/, 'secret overwrite:2'],
      [/^$|[/-](?:\?|help|store|viewstore|catinfo|schema|getconfig|template|user\s+-store)\b/, ''],
      [all, 'unknown'],
    ],
  ],
  [
    'bitsadmin',
    [
      [/[/-](?:list|info|util|monitor|getstate)/, ''],
      [/[/-]transfer/, 'network overwrite:2'],
      [all, 'network'],
    ],
  ],
]
