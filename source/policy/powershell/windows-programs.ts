// Programs that come with Windows: what their arguments make them do, as data.

/** First pattern that the arguments (lower case, joined by blanks) match; effects as in `dotnet-effects.ts`, by operand. */
type Case = readonly [RegExp, string]
const all = /^/
const cases: readonly (readonly [string, readonly Case[]])[] = [
  [
    'shutdown tsshutdn psshutdown',
    [
      [/^[/-]a$|^$/, ''],
      [all, 'power'],
    ],
  ],
  ['logoff tsdiscon', [[all, 'power']]],
  ['format fdisk diskpart diskshadow convert bootrec bootsect recover clean-disk', [[all, 'disk']]],
  [
    'label mountvol defrag',
    [
      [/^$/, ''],
      [all, 'disk'],
    ],
  ],
  [
    'chkdsk',
    [
      [/[/-][frxb]\b/, 'disk'],
      [all, ''],
    ],
  ],
  [
    'manage-bde',
    [
      [/-status/, ''],
      [all, 'disk'],
    ],
  ],
  [
    'vssadmin',
    [
      [/\blist\b/, ''],
      [all, 'disk service'],
    ],
  ],
  [
    'wbadmin',
    [
      [/\bget\b/, ''],
      [all, 'disk service'],
    ],
  ],
  [
    'bcdedit bcdboot',
    [
      [/^$|[/-]enum/, ''],
      [all, 'disk privilege'],
    ],
  ],
  [
    'cipher',
    [
      [/\/w/, 'disk delete:0/tree'],
      [/\/[ed]\b/, 'modify:0/tree'],
      [all, ''],
    ],
  ],
  [
    'compact',
    [
      [/\/[cu]\b/, 'metadata:0/tree'],
      [all, ''],
    ],
  ],
  [
    'fsutil',
    [
      [/^file createnew/, 'create:2'],
      [/^(?:hardlink|reparsepoint) (?:create|delete)/, 'create:2'],
      [/^file set(?:zerodata|validdata|eof)/, 'modify:2'],
      [/\b(?:query\w*|info|list\w*|find\w*|drives)\b|^$/, ''],
      [all, 'disk'],
    ],
  ],
  [
    'sfc',
    [
      [/\/verifyonly/, ''],
      [all, 'service privilege'],
    ],
  ],
  [
    'reg',
    [
      [
        /^(?:add|delete|import|restore|load|unload|copy)\b.*(?:\\run(?:once)?\b|winlogon|image file execution)/,
        'registry privilege',
      ],
      [/^(?:query|compare|flags)?\b(?!\w)|^(?:query|compare)/, ''],
      [/^(?:export|save)\b/, 'overwrite:2'],
      [all, 'registry'],
    ],
  ],
  [
    'regedit',
    [
      [/[/-]e\b/, 'overwrite:0'],
      [all, 'registry'],
    ],
  ],
  ['regini', [[all, 'registry']]],
  [
    'regsvr32 regasm installutil odbcconf',
    [
      [/https?:|\/i:/, 'registry network unknown'],
      [all, 'registry unknown'],
    ],
  ],
  [
    'setx',
    [
      [/^$/, ''],
      [all, 'registry'],
    ],
  ],
  [
    'assoc ftype',
    [
      [/=/, 'registry'],
      [all, ''],
    ],
  ],
  [
    'sc',
    [
      [/^\\\\/, 'network service'],
      [/^(?:query\w*|q\w+|getdisplayname|getkeyname|enumdepend|sdshow|showsid)?(?:\s|$)/, ''],
      [all, 'service'],
    ],
  ],
  [
    'net net1',
    [
      [/^(?:user|localgroup|group|accounts|computer)\b.*(?:\/\S+|\s\S+\s+\S+)/, 'account privilege'],
      [/^(?:start|stop|pause|continue)\s+\S/, 'service'],
      [/^share\s+\S/, 'network privilege'],
      [/^(?:use|view|time|send|session|file)\b/, 'network'],
      [all, ''],
    ],
  ],
  ['dsadd dsmod dsrm dsmove ksetup netdom', [[all, 'account privilege network']]],
  [
    'schtasks',
    [
      [/[/-](?:create|change|delete|run|end)\b/, 'service privilege'],
      [all, ''],
    ],
  ],
  [
    'at',
    [
      [/^$/, ''],
      [all, 'service privilege'],
    ],
  ],
  [
    'wmic',
    [
      [/process\b.*call\s+"?create/, 'detach unknown'],
      [/shutdown|reboot/, 'power'],
      [/\/node:/, 'network'],
      [/service\b.*\bcall\b|startup/, 'service'],
      [/(?:useraccount|group)\b.*\b(?:call|set|delete|create)/, 'account privilege'],
      [/(?:logicaldisk|volume|shadowcopy)\b.*\b(?:call|set|delete|create)/, 'disk'],
      [/datafile|fsdir/, 'delete:9/tree'],
      [/\b(?:call|set|delete|create)\b/, 'unknown service'],
      [/\/format:\S*https?:/, 'network unknown'],
      [all, ''],
    ],
  ],
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

const programs = new Map<string, readonly Case[]>(
  cases.flatMap(([names, rows]) => names.split(' ').map((name): [string, readonly Case[]] => [name, rows])),
)

/** The effects of a program of Windows; null: no such program here. */
export function windowsEffects(name: string, said: string): string | null {
  const rows = programs.get(name)
  if (rows === undefined) return null
  if (/(?:^|\s)\/\?$/.test(said)) return ''
  return rows.find(([pattern]) => pattern.test(said))?.[1] ?? ''
}
