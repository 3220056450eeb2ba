// Programs of Windows for networks, files and windows: what their arguments make them do, as data.
import type { Case } from './program-case.ts'

const all = /^/
export const otherPrograms: readonly (readonly [string, readonly Case[]])[] = [
  [
    'netsh',
    [
      [/\bshow\b|\bdump\b|^$/, ''],
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
    'ping tracert pathping nslookup telnet ftp tftp finger nbtstat rasdial gpupdate w32tm desktopimgdownldr winrm winrs portqry qwinsta',
    [
      [/^$/, ''],
      [all, 'network'],
    ],
  ],
  ['mstsc', [[all, 'network detach']]],
  [
    'certutil',
    [
      [/[/-](?:urlcache|verifyctl|url|ping|pulse|syncwithwu|urlfetch)/, 'network overwrite:1'],
      [/[/-](?:decode|encode|decodehex|encodehex)\b/, 'read:0 overwrite:1'],
      [/[/-](?:hashfile|dump|asn)\b/, 'read:0'],
      [/[/-](?:addstore|delstore|importpfx|installcert|repairstore|viewdelstore)/, 'privilege'],
      [/[/-]exportpfx/, 'secret overwrite:2'],
      [all, ''],
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
  [
    'mshta hh',
    [
      [/https?:/, 'network detach unknown'],
      [all, 'detach unknown'],
    ],
  ],
  [
    'rundll32',
    [
      [/powrprof|setsuspendstate|exitwindows/, 'power'],
      [/https?:|davsetcookie/, 'network unknown'],
      [all, 'detach unknown'],
    ],
  ],
  [
    'msiexec',
    [
      [/https?:/, 'network service unknown'],
      [all, 'service unknown'],
    ],
  ],
  [
    'dism pkgmgr ocsetup wusa',
    [
      [/\/get-|\/\?|^$/, ''],
      [all, 'service privilege'],
    ],
  ],
  [
    'explorer start-menu control mmc taskmgr notepad wordpad calc mspaint charmap winword excel msedge chrome iexplore firefox wt powershell_ise conhost snippingtool msinfo32 eventvwr devmgmt.msc services.msc',
    [
      [/https?:/, 'network detach'],
      [all, 'detach'],
    ],
  ],
  [
    'psexec psexec64',
    [
      [/\\\\/, 'network privilege unknown'],
      [all, 'privilege unknown'],
    ],
  ],
  [
    'icacls cacls xcacls',
    [
      [/\/save/, 'overwrite:1'],
      [
        /\/(?:grant|deny|remove|setowner|inheritance|reset|restore|setintegritylevel|substitute|g|p|r|d|e)\b.*\/t\b|\/t\b.*\/(?:grant|deny|remove|setowner|inheritance|reset)/,
        'metadata:0/tree privilege',
      ],
      [
        /\/(?:grant|deny|remove|setowner|inheritance|reset|restore|setintegritylevel|substitute|g|p|r|d|e)\b/,
        'metadata:0 privilege',
      ],
      [all, ''],
    ],
  ],
  [
    'takeown',
    [
      [/\/r\b/, 'metadata:0/tree privilege'],
      [all, 'metadata:0 privilege'],
    ],
  ],
  [
    'powercfg',
    [
      [
        /[/-](?:l|list|q|query|a|availablesleepstates|energy|batteryreport|getactivescheme|devicequery|requests)\b|^$/,
        '',
      ],
      [all, 'power privilege'],
    ],
  ],
  [
    'wevtutil',
    [
      [/^(?:cl|clear-log|sl|set-log|im|um|epl)/, 'service'],
      [all, ''],
    ],
  ],
  ['eventcreate', [[all, 'service']]],
  [
    'cmdkey',
    [
      [/\/(?:add|generic|delete|user)/, 'account'],
      [all, ''],
    ],
  ],
  [
    'vaultcmd',
    [
      [/\/list/, ''],
      [all, 'secret'],
    ],
  ],
  [
    'secedit auditpol gpresult',
    [
      [/\/(?:get|list|r|v|z|export)\b/, ''],
      [all, 'privilege'],
    ],
  ],
  [
    'winget choco chocolatey scoop',
    [
      [/^(?:list|--version|-v|show|info|help|export)?(?:\s|$)/, ''],
      [/^(?:search|find|outdated)/, 'network'],
      [all, 'network unknown'],
    ],
  ],
  [
    'tzutil',
    [
      [/\/s\b/, 'privilege'],
      [all, ''],
    ],
  ],
  [
    'subst',
    [
      [/^$/, ''],
      [all, 'privilege'],
    ],
  ],
  ['wsreset wuauclt usoclient', [[all, 'service network']]],
  [
    'taskkill tskill tasklist whoami hostname systeminfo ver vol tree getmac driverquery query quser qprocess where clip chcp cls title mode color pause timeout choice netstat typeperf prompt date time path verify break openfiles winver logman set.exe doskey',
    [[all, '']],
  ],
  ['findstr more comp fc.exe', [[all, 'reads']]],
  ['xcopy', [[all, 'read:0/tree overwrite:1/tree']]],
  ['expand extrac32 makecab', [[all, 'read:0 overwrite:1']]],
  [
    'cscript wscript msbuild csc vbc jsc ieexec bash.exe-script',
    [
      [/https?:/, 'network script'],
      [all, 'script'],
    ],
  ],
  [
    'esentutl',
    [
      [/\/y/, 'read:0 overwrite:1'],
      [all, 'unknown'],
    ],
  ],
]
