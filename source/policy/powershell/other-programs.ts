// Programs of Windows for files, windows and settings: what their arguments make them do, as data.
import { all, type Case } from '../grammar/effects.ts'
import { among } from '../among.ts'

export const otherPrograms: readonly (readonly [string, readonly Case[]])[] = [
  [
    'date time',
    [
      [/^\d|^-s\b|--set/, 'privilege'],
      [all, ''],
    ],
  ],
  [
    'taskkill tskill',
    [
      // Its own processes by their numbers alone.
      [/^(?=.*‹pid›)(?:(?:[/-](?:pid|f|t)|‹pid›)(?:\s+|$))+$|^$/, ''],
      [all, 'service'],
    ],
  ],
  [
    'openfiles',
    [
      [/\/(?:disconnect|local)/, 'service privilege'],
      [all, ''],
    ],
  ],
  [
    'logman',
    [
      [/^(?:query|$)/, ''],
      [all, 'service privilege'],
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
      [/\/(?:capture|append|apply|split|export|commit|mount|unmount)-/, 'disk service privilege'],
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
      [/[/-]save/, 'overwrite:1'],
      [
        among(
          String.raw`
    grant deny remove setowner inheritance reset restore setintegritylevel substitute [gprde]`,
          { before: String.raw`^(?=[^]*[/-]t\b)[^]*[/-]`, after: String.raw`\b` },
        ),
        'metadata:0/tree privilege',
      ],
      [
        /[/-](?:grant|deny|remove|setowner|inheritance|reset|restore|setintegritylevel|substitute|[gprde])\b/,
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
        /[/-](?:energy|batteryreport|sleepstudy|systemsleepdiagnostics|systempowerreport|srumutil)\b/,
        'overwrite:report.html',
      ],
      [/[/-]export\b/, 'overwrite:0'],
      [
        among(
          String.raw`
    [/-]l\b [/-]list\b [/-]q\b [/-]query\b [/-]a\b [/-]availablesleepstates\b [/-]getactivescheme\b [/-]devicequery\b
    [/-]requests\b [/-]lastwake\b [/-]waketimers\b [/-]aliases\b ^$`,
          { before: '', after: '' },
        ),
        '',
      ],
      [all, 'power privilege'],
    ],
  ],
  [
    'wevtutil',
    [
      [/^(?:epl|export-log)\b/, 'overwrite:2'],
      [/^(?:cl|clear-log|sl|set-log|im|um|al|archive-log|install-manifest|uninstall-manifest)\b/, 'service'],
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
      [/\/(?:get|list|r|v|z|h|x|export|backup|analyze|generaterollback|validate)\b/, ''],
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
    'tasklist whoami hostname systeminfo ver vol tree getmac driverquery query quser qprocess qwinsta where clip chcp cls title mode color pause timeout choice netstat typeperf prompt path verify break winver relog tracerpt doskey',
    [[all, '']],
  ],
  ['findstr find more comp fc sort print', [[all, 'reads']]],
  ['xcopy', [[all, 'read:0/tree overwrite:1/tree']]],
  ['expand extrac32 makecab diantz', [[all, 'read:0 overwrite:1 create:.']]],
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
