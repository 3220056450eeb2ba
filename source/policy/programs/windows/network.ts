// Programs of Windows for networks: what their arguments make them do, as data.
import { of, otherwise, when, type Cases } from '../../grammar/effects.ts'

export const networkPrograms: readonly Cases[] = [
  of(
    'netsh',
    when(/\bkey\s*=\s*clear\b|\bexport\s+profile\b/, 'secret'),
    when(/\bshow\b|\bdump\b|^$/, ''),
    when(/\bexport\b/, 'privilege overwrite:last'),
    when(/\bportproxy\b|\bwinsock\b|\b(?:start|connect)\b/, 'privilege network'),
    otherwise('privilege'),
  ),
  of('ipconfig', when(/[/-](?:release|renew|flushdns|registerdns|setclassid)/, 'network'), otherwise('')),
  of('route', when(/\b(?:add|delete|change)\b|-f\b/, 'privilege'), otherwise('')),
  of('arp', when(/-[sd]\b/, 'privilege'), otherwise('')),
  of(
    'ping tracert pathping nslookup telnet ftp tftp finger nbtstat rasdial desktopimgdownldr winrs portqry',
    when(/^$/, ''),
    otherwise('network'),
  ),
  of('gpupdate', otherwise('network privilege')),
  of('w32tm', when(/\/(?:config|register|unregister|debug)/, 'network privilege service'), otherwise('network')),
  of(
    'winrm',
    when(/^(?:quickconfig|qc|set|s|create|c|delete|d|invoke|i)\b/, 'network privilege service'),
    otherwise('network'),
  ),
  of('mstsc', otherwise('network detach')),
  of(
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
  of(
    'bitsadmin',
    when(/[/-](?:list|info|util|monitor|getstate)/, ''),
    when(/[/-]transfer/, 'network overwrite:2'),
    otherwise('network'),
  ),
]
