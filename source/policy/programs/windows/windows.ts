// Programs that change Windows itself, and the look-up of all its programs, as data.
import { networkPrograms } from './network.ts'
import { otherPrograms } from './others.ts'
import { byName, effectsBy, of, otherwise, when, type Cases } from '../../grammar/effects.ts'

const systemCases: readonly Cases[] = [
  of('shutdown tsshutdn psshutdown', when(/^[/-]a$|^$/, ''), otherwise('power')),
  of('logoff tsdiscon', otherwise('power')),
  of('format fdisk diskpart diskshadow bootrec bootsect recover clean-disk', otherwise('disk')),
  of('convert', when(/\/fs:/, 'disk'), otherwise('read:0 overwrite:last')),
  of('label defrag', when(/^$/, ''), otherwise('disk')),
  of('mountvol', when(/^$/, ''), otherwise('disk privilege')),
  of('chkdsk', when(/[/-][frxb]\b/, 'disk'), otherwise('')),
  of('manage-bde', when(/-status/, ''), otherwise('disk privilege')),
  of('vssadmin', when(/\blist\b/, ''), otherwise('disk service')),
  of('wbadmin', when(/\bget\b/, ''), otherwise('disk service')),
  of('bcdedit bcdboot', when(/^$|[/-]enum/, ''), otherwise('disk privilege')),
  of('cipher', when(/\/w/, 'disk delete:0/tree'), when(/\/[ed]\b/, 'modify:0/tree'), otherwise('')),
  of('compact', when(/\/[cu]\b/, 'metadata:0/tree'), otherwise('')),
  of(
    'fsutil',
    when(/^file createnew/, 'create:2'),
    when(/^hardlink create/, 'create:2 link:2'),
    when(/^file seteof\b.*\s0$/, 'truncate:2'),
    when(/^(?:file set\w+|sparse set\w+|reparsepoint \w+)/, 'modify:2 modify:last'),
    when(/\b(?:query\w*|info|list\w*|find\w*|drives|diskfree|statistics|\w+info|layout)\b|^$/, ''),
    otherwise('disk'),
  ),
  of('sfc', when(/\/verifyonly/, ''), otherwise('service privilege')),
  of(
    'reg',
    when(/^(?:query|save|export)\b.*(?:\\environment\b|\\sam\b|\\security\b)/, 'secret overwrite:2'),
    when(/^(?:query|compare)\b|^flags\s+\S+\s+query|^$/, ''),
    when(/^(?:export|save)\b/, 'overwrite:2'),
    when(/^(?:import|restore|load)\b/, 'registry script'),
    otherwise('registry'),
  ),
  of('regedit', when(/[/-]e\b/, 'overwrite:0'), otherwise('registry script')),
  of('regini', otherwise('registry')),
  of(
    'regsvr32 regasm installutil odbcconf',
    when(/https?:|\/i:/, 'registry network unknown'),
    otherwise('registry unknown'),
  ),
  of('setx', when(/^$/, ''), when(/[/-][ms]\b/, 'registry privilege'), otherwise('registry')),
  of('assoc ftype', when(/=/, 'registry'), otherwise('')),
  of(
    'sc',
    when(
      /^(?:create|config|failure\w*|privs|sdset|sidtype|triggerinfo|managedaccount|preferrednode)\b/,
      'service privilege',
    ),
    when(/^\\\\\S+\s+(?:create|config|failure|privs|sdset|sidtype|triggerinfo|managed|preferred)/, 'service privilege'),
    when(/^(?:\\\\\S+\s+)?(?:start|stop|pause|continue|delete|control|boot|lock|description|interrogate)\b/, 'service'),
    otherwise(''),
  ),
  of(
    'net net1',
    when(/\/dom/, 'account privilege network'),
    when(/^(?:user|localgroup|group|accounts|computer)\b.*(?:\/\S+|\s\S+\s+\S+)/, 'account privilege'),
    when(/^(?:start|stop|pause|continue)\s+\S/, 'service'),
    when(/^share\s+\S/, 'network privilege'),
    when(/^(?:use|view|time|send|session|file)\b/, 'network'),
    otherwise(''),
  ),
  of('dsadd dsmod dsrm dsmove ksetup netdom', otherwise('account privilege network')),
  of('schtasks', when(/[/-](?:create|change|delete|run|end)\b/, 'service privilege'), otherwise('')),
  of('at', when(/^$/, ''), otherwise('service privilege')),
  of(
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
  const cases = saidToWindows.get(name)
  if (cases === undefined) return null
  return /(?:^|\s)\/\?$/.test(said) ? '' : effectsBy(cases, said)
}
