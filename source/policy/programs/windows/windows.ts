// Programs that change Windows itself, and the look-up of all its programs, as data.
import { networkPrograms } from './network.ts'
import { otherPrograms } from './others.ts'
import { byName, effectsBy, cases, otherwise, when, type Cases } from '../../grammar/effects.ts'

const systemCases: readonly Cases[] = [
  cases('shutdown tsshutdn psshutdown', when(/^[/-]a$|^$/, ''), otherwise('power')),
  cases('logoff tsdiscon', otherwise('power')),
  cases('format fdisk diskpart diskshadow bootrec bootsect recover clean-disk', otherwise('disk')),
  cases('convert', when(/\/fs:/, 'disk'), otherwise('read:0 overwrite:last')),
  cases('label defrag', when(/^$/, ''), otherwise('disk')),
  cases('mountvol', when(/^$/, ''), otherwise('disk privilege')),
  cases('chkdsk', when(/[/-][frxb]\b/, 'disk'), otherwise('')),
  cases('manage-bde', when(/-status/, ''), otherwise('disk privilege')),
  cases('vssadmin', when(/\blist\b/, ''), otherwise('disk service')),
  cases('wbadmin', when(/\bget\b/, ''), otherwise('disk service')),
  cases('bcdedit bcdboot', when(/^$|[/-]enum/, ''), otherwise('disk privilege')),
  cases('cipher', when(/\/w/, 'disk delete:0/tree'), when(/\/[ed]\b/, 'modify:0/tree'), otherwise('')),
  cases('compact', when(/\/[cu]\b/, 'metadata:0/tree'), otherwise('')),
  cases(
    'fsutil',
    when(/^file createnew/, 'create:2'),
    when(/^hardlink create/, 'create:2 link:2'),
    when(/^file seteof\b.*\s0$/, 'truncate:2'),
    when(/^(?:file set\w+|sparse set\w+|reparsepoint \w+)/, 'modify:2 modify:last'),
    when(/\b(?:query\w*|info|list\w*|find\w*|drives|diskfree|statistics|\w+info|layout)\b|^$/, ''),
    otherwise('disk'),
  ),
  cases('sfc', when(/\/verifyonly/, ''), otherwise('service privilege')),
  cases(
    'reg',
    when(/^(?:query|save|export)\b.*(?:\\environment\b|\\sam\b|\\security\b)/, 'secret overwrite:2'),
    when(/^(?:query|compare)\b|^flags\s+\S+\s+query|^$/, ''),
    when(/^(?:export|save)\b/, 'overwrite:2'),
    when(/^(?:import|restore|load)\b/, 'registry script'),
    otherwise('registry'),
  ),
  cases('regedit', when(/[/-]e\b/, 'overwrite:0'), otherwise('registry script')),
  cases('regini', otherwise('registry')),
  cases(
    'regsvr32 regasm installutil odbcconf',
    when(/https?:|\/i:/, 'registry network unknown'),
    otherwise('registry unknown'),
  ),
  cases('setx', when(/^$/, ''), when(/[/-][ms]\b/, 'registry privilege'), otherwise('registry')),
  cases('assoc ftype', when(/=/, 'registry'), otherwise('')),
  cases(
    'sc',
    when(
      /^(?:create|config|failure\w*|privs|sdset|sidtype|triggerinfo|managedaccount|preferrednode)\b/,
      'service privilege',
    ),
    when(/^\\\\\S+\s+(?:create|config|failure|privs|sdset|sidtype|triggerinfo|managed|preferred)/, 'service privilege'),
    when(/^(?:\\\\\S+\s+)?(?:start|stop|pause|continue|delete|control|boot|lock|description|interrogate)\b/, 'service'),
    otherwise(''),
  ),
  cases(
    'net net1',
    when(/\/dom/, 'account privilege network'),
    when(/^(?:user|localgroup|group|accounts|computer)\b.*(?:\/\S+|\s\S+\s+\S+)/, 'account privilege'),
    when(/^(?:start|stop|pause|continue)\s+\S/, 'service'),
    when(/^share\s+\S/, 'network privilege'),
    when(/^(?:use|view|time|send|session|file)\b/, 'network'),
    otherwise(''),
  ),
  cases('dsadd dsmod dsrm dsmove ksetup netdom', otherwise('account privilege network')),
  cases('schtasks', when(/[/-](?:create|change|delete|run|end)\b/, 'service privilege'), otherwise('')),
  cases('at', when(/^$/, ''), otherwise('service privilege')),
  cases(
    'wmic',
    when(/^(?=[^]*process\b)[^]*call\s+"?create/, 'detach unknown'),
    when(/shutdown|reboot/, 'power'),
    when(/\/node:/, 'network'),
    when(/\benvironment\b/, 'secret'),
    when(/^(?:(?=[^]*service\b)[^]*\bcall\b|[^]*startup)/, 'service'),
    when(/^(?=[^]*(?:useraccount|group)\b)[^]*\b(?:call|set|delete|create)/, 'account privilege'),
    when(/^(?=[^]*(?:logicaldisk|volume|shadowcopy)\b)[^]*\b(?:call|set|delete|create)/, 'disk'),
    when(/datafile|fsdir/, 'delete:9/tree'),
    when(/\b(?:call|set|delete|create)\b/, 'unknown service'),
    when(/^(?=[^]*\/format:)[^]*https?:/, 'network unknown'),
    when(/^(?=[^]*\/format:)[^]*\.xsl/, 'script'),
    otherwise(''),
  ),
]

export const saidToWindows = byName([...systemCases, ...networkPrograms, ...otherPrograms])

/** The effects of a program of Windows; null: no such program here. */
export function windowsEffects(name: string, said: string): string | null {
  const list = saidToWindows.get(name)
  if (list === undefined) return null
  return /(?:^|\s)\/\?$/.test(said) ? '' : effectsBy(list, said)
}
