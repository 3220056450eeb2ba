// Programs of Windows for networks: what their arguments make them do, as data.
import { cases, otherwise, when, type Cases } from '../../grammar/effects.ts'

export const networkPrograms: readonly Cases[] = [
  cases(
    'netsh',
    when(/\bkey\s*=\s*clear\b|\bexport\s+profile\b/, 'secret'),
    when(/\bshow\b|\bdump\b|^$/, ''),
    when(/\bexport\b/, 'privilege overwrite:last'),
    when(/\bportproxy\b|\bwinsock\b|\b(?:start|connect)\b/, 'privilege network'),
    otherwise('privilege'),
  ),
  cases('ipconfig', when(/[/-](?:release|renew|flushdns|registerdns|setclassid)/, 'network'), otherwise('')),
  cases('route', when(/\b(?:add|delete|change)\b|-f\b/, 'privilege'), otherwise('')),
  cases('arp', when(/-[sd]\b/, 'privilege'), otherwise('')),
  cases(
    'ping tracert pathping nslookup telnet ftp tftp finger nbtstat rasdial desktopimgdownldr winrs portqry',
    when(/^$/, ''),
    otherwise('network'),
  ),
  cases('gpupdate', otherwise('network privilege')),
  cases('w32tm', when(/\/(?:config|register|unregister|debug)/, 'network privilege service'), otherwise('network')),
  cases(
    'winrm',
    when(/^(?:quickconfig|qc|set|s|create|c|delete|d|invoke|i)\b/, 'network privilege service'),
    otherwise('network'),
  ),
  cases('mstsc', otherwise('network detach')),
  cases(
    'certutil',
    when(/[/-](?:urlcache|verifyctl|url|ping|pulse|syncwithwu|urlfetch)/, 'network overwrite:1'),
    when(/[/-](?:decode|encode|decodehex|encodehex)\b/, 'read:0 overwrite:1'),
    when(/[/-](?:hashfile|dump|asn|verify)\b/, 'read:0'),
    when(/[/-](?:backup|ca\.cert|getkey|recoverkey|store\s+-?private)/, 'secret overwrite:last'),
    when(/[/-](?:addstore|delstore|importpfx|installcert|repairstore|viewdelstore)/, 'privilege'),
    when(/[/-]exportpfx/, 'secret overwrite:2'),
    when(/^$|[/-](?:\?|help|store|viewstore|catinfo|schema|getconfig|template|user\s+-store)\b/, ''),
    otherwise('unknown'),
  ),
  cases(
    'bitsadmin',
    when(/[/-](?:list|info|util|monitor|getstate)/, ''),
    when(/[/-]transfer/, 'network overwrite:2'),
    otherwise('network'),
  ),
]
