// Programs of Windows for files, windows and settings: what their arguments make them do, as data.
import { of, otherwise, when, type Cases } from '../../grammar/effects.ts'
import { among } from '../../among.ts'

export const otherPrograms: readonly Cases[] = [
  of('date time', when(/^\d|^-s\b|--set/, 'privilege'), otherwise('')),
  of(
    'taskkill tskill',
    // Its own processes by their numbers alone.
    when(/^(?=.*‹pid›)(?:(?:[/-](?:pid|f|t)|‹pid›)(?:\s+|$))+$|^$/, ''),
    otherwise('service'),
  ),
  of('openfiles', when(/\/(?:disconnect|local)/, 'service privilege'), otherwise('')),
  of('logman', when(/^(?:query|$)/, ''), otherwise('service privilege')),
  of('mshta hh', when(/https?:/, 'network detach unknown'), otherwise('detach unknown')),
  of(
    'rundll32',
    when(/powrprof|setsuspendstate|exitwindows/, 'power'),
    when(/https?:|davsetcookie/, 'network unknown'),
    otherwise('detach unknown'),
  ),
  of('msiexec', when(/https?:/, 'network service unknown'), otherwise('service unknown')),
  of(
    'dism pkgmgr ocsetup wusa',
    when(/\/get-|\/\?|^$/, ''),
    when(/\/(?:capture|append|apply|split|export|commit|mount|unmount)-/, 'disk service privilege'),
    otherwise('service privilege'),
  ),
  of(
    'explorer start-menu control mmc taskmgr notepad wordpad calc mspaint charmap winword excel msedge chrome iexplore firefox wt powershell_ise conhost snippingtool msinfo32 eventvwr devmgmt.msc services.msc',
    when(/https?:/, 'network detach'),
    otherwise('detach'),
  ),
  of('psexec psexec64', when(/\\\\/, 'network privilege unknown'), otherwise('privilege unknown')),
  of(
    'icacls cacls xcacls',
    when(/[/-]save/, 'overwrite:1'),
    when(
      among(
        String.raw`
    grant deny remove setowner inheritance reset restore setintegritylevel substitute [gprde]`,
        { before: String.raw`^(?=[^]*[/-]t\b)[^]*[/-]`, after: String.raw`\b` },
      ),
      'metadata:0/tree privilege',
    ),
    when(
      /[/-](?:grant|deny|remove|setowner|inheritance|reset|restore|setintegritylevel|substitute|[gprde])\b/,
      'metadata:0 privilege',
    ),
    otherwise(''),
  ),
  of('takeown', when(/\/r\b/, 'metadata:0/tree privilege'), otherwise('metadata:0 privilege')),
  of(
    'powercfg',
    when(
      /[/-](?:energy|batteryreport|sleepstudy|systemsleepdiagnostics|systempowerreport|srumutil)\b/,
      'overwrite:report.html',
    ),
    when(/[/-]export\b/, 'overwrite:0'),
    when(
      among(
        String.raw`
    [/-]l\b [/-]list\b [/-]q\b [/-]query\b [/-]a\b [/-]availablesleepstates\b [/-]getactivescheme\b [/-]devicequery\b
    [/-]requests\b [/-]lastwake\b [/-]waketimers\b [/-]aliases\b ^$`,
        { before: '', after: '' },
      ),
      '',
    ),
    otherwise('power privilege'),
  ),
  of(
    'wevtutil',
    when(/^(?:epl|export-log)\b/, 'overwrite:2'),
    when(/^(?:cl|clear-log|sl|set-log|im|um|al|archive-log|install-manifest|uninstall-manifest)\b/, 'service'),
    otherwise(''),
  ),
  of('eventcreate', otherwise('service')),
  of('cmdkey', when(/\/(?:add|generic|delete|user)/, 'account'), otherwise('')),
  of('vaultcmd', when(/\/list/, ''), otherwise('secret')),
  of(
    'secedit auditpol gpresult',
    when(/\/(?:get|list|r|v|z|h|x|export|backup|analyze|generaterollback|validate)\b/, ''),
    otherwise('privilege'),
  ),
  of(
    'winget choco chocolatey scoop',
    when(/^(?:list|--version|-v|show|info|help|export)?(?:\s|$)/, ''),
    when(/^(?:search|find|outdated)/, 'network'),
    otherwise('network unknown'),
  ),
  of('tzutil', when(/\/s\b/, 'privilege'), otherwise('')),
  of('subst', when(/^$/, ''), otherwise('privilege')),
  of('wsreset wuauclt usoclient', otherwise('service network')),
  of(
    'tasklist whoami hostname systeminfo ver vol tree getmac driverquery query quser qprocess qwinsta where clip chcp cls title mode color pause timeout choice netstat typeperf prompt path verify break winver relog tracerpt doskey',
    otherwise(''),
  ),
  of('findstr find more comp fc sort print', otherwise('reads')),
  of('xcopy', otherwise('read:0/tree overwrite:1/tree')),
  of('expand extrac32 makecab diantz', otherwise('read:0 overwrite:1 create:.')),
  of(
    'cscript wscript msbuild csc vbc jsc ieexec bash.exe-script',
    when(/https?:/, 'network script'),
    otherwise('script'),
  ),
  of('esentutl', when(/\/y/, 'read:0 overwrite:1'), otherwise('unknown')),
]
