// Cmdlets of which no parameter matters: what they do, by name or by family of names, as data.
import { byNames, names } from '../among.ts'
import { effectsBy, when, type Case } from '../grammar/effects.ts'

/** Cmdlets by the kinds that they are. */
const effects = byNames({
  'suspend-computer': 'power',
  'set-executionpolicy': 'execution-policy privilege',
  'initialize-disk clear-disk reset-physicaldisk format-volume clear-volume repair-volume': 'disk',
  'optimize-volume set-disk update-disk set-physicaldisk': 'disk',
  'checkpoint-computer restore-computer enable-computerrestore disable-computerrestore': 'service',
  'add-computer remove-computer reset-computermachinepassword': 'account privilege network',
  'clear-eventlog remove-eventlog': 'service delete:/logs',
  'new-eventlog limit-eventlog write-eventlog': 'service',
  'mount-vhd mount-windowsimage': 'disk privilege',
  'add-windowscapability update-mpsignature': 'service privilege network',
  'add-printer': 'service network',
  'enable-psremoting disable-psremoting set-wsmanquickconfig set-wsmaninstance': 'service privilege network',
  'enable-wsmancredssp disable-wsmancredssp register-pssessionconfiguration': 'service privilege network',
  'set-pssessionconfiguration enable-pssessionconfiguration': 'service privilege network',
  'set-date set-timezone set-culture set-winsystemlocale set-winhomelocation': 'privilege',
  'test-connection test-netconnection resolve-dnsname new-pssession enter-pssession connect-pssession': 'network',
  'disconnect-pssession receive-pssession import-pssession new-cimsession connect-wsman test-wsman': 'network',
  'get-wsmaninstance invoke-wsmanaction new-webserviceproxy new-pssessionoption-remote': 'network',
  'update-help': 'network create:~/help',
  'resume-bitstransfer complete-bitstransfer test-computersecurechannel ping-host new-smbmapping': 'network',
  'copy-vmfile connect-azaccount connect-mggraph connect-exchangeonline': 'network',
  'install-module update-module install-script update-script': 'network create:~/modules',
  'install-package install-packageprovider install-psresource update-psresource': 'network create:~/modules',
  'find-module find-script': 'network',
  'uninstall-module uninstall-script uninstall-psresource uninstall-package': 'network delete:~/modules',
  'find-command find-dscresource find-rolecapability find-package': 'network',
  'find-packageprovider import-packageprovider': 'network',
  'register-psrepository set-psrepository unregister-psrepository register-packagesource': 'network',
  'find-psresource save-psresource publish-psresource': 'network',
  'get-storedcredential get-secret get-secretinfo get-windowscredential get-keyvaultsecret': 'secret',
  'get-azkeyvaultsecret get-credmancredential get-vaultcredential': 'secret',
  'get-storagekey get-azstorageaccountkey': 'secret network',
  'add-localgroupmember remove-localgroupmember new-localuser remove-localuser': 'account privilege',
  'set-localuser enable-localuser disable-localuser rename-localuser new-localgroup': 'account privilege',
  'remove-localgroup set-localgroup rename-localgroup': 'account privilege',
  'start-service stop-service restart-service suspend-service resume-service remove-service': 'service',
  // What runs at start-up, and as whom.
  'new-service set-service': 'service privilege',
  'new-scheduledtaskprincipal': 'privilege',
  'remove-wmiobject remove-ciminstance set-ciminstance new-ciminstance set-wmiinstance': 'service unknown',
  'register-wmievent': 'service unknown',
  'start-dscconfiguration invoke-dscresource': 'unknown privilege',
})

const changing =
  '(?:add|clear|complete|connect|convert|disable|disconnect|dismount|enable|expand|export|format|grant|hide|import|initialize|install|limit|lock|merge|mount|move|new|optimize|publish|register|remove|rename|repair|reset|resize|restart|restore|resume|revoke|set|start|stop|suspend|sync|uninstall|unlock|unpublish|unregister|update|use)'
const family = (nouns: string, effects: string, verbs = changing): Case =>
  when(new RegExp(`^${verbs}-(?:${nouns})$`), effects)
/** Families of cmdlets that change things of a kind. */
const families: readonly Case[] = [
  family('\\w*service', 'service'),
  family(
    'scheduledtask\\w*|scheduledjob\\w*|jobtrigger',
    'service privilege',
    '(?:register|unregister|set|enable|disable|start|stop|remove|add)',
  ),
  family(
    '(?:local|ad)?(?:user|group|account|computer|serviceaccount|organizationalunit|object)\\w*',
    'account privilege',
  ),
  family('bitlocker\\w*|tpm\\w*|securebootuefi', 'disk privilege'),
  family('(?=\\w*storage)\\w*|\\w*(?:disk|partition|volume|vhd)', 'disk'),
  family('net\\w+|dnsclient\\w*|smb\\w+|vpn\\w+|winhttpproxy|iscsi\\w+', 'privilege'),
  family('mp\\w+', 'service privilege'),
  family('windows(?:feature|optionalfeature|capability|package|driver|image|edition)', 'service privilege'),
  family('appxpackage|appxprovisionedpackage|printer\\w*|pnpdevice', 'service'),
  family('eventlog', 'service'),
  when(
    /^get-(?:azaccesstoken|azkeyvault\w*|azstorageaccountkey|secsecretvalue|stststoken|ssmparameter\w*)$/,
    'network secret',
  ),
  when(/^(?:get|find|invoke|search)-(?:ad|az|mg|aws|msol|exo|ec2|s3|gcs|gce|vm|spo|pnp|team)\w+$/, 'network'),
  when(/^\w+-(?:az|mg|msol|exo|ec2|s3|gcs|gce|spo|pnp|awscredential)\w+$/, 'network'),
]

const nouns = (verb: string, list: string): string[] => names(list).map((noun) => `${verb}-${noun}`)
/** Cmdlets that only look, compute or show. */
const harmless = new Set<string>(
  [
    ...nouns(
      'get',
      'acl alias authenticodesignature bitstransfer cimsession clipboard cmsmessage command computerinfo computerrestorepoint controlpanelitem counter credential culture date event eventlog eventsubscriber executionpolicy experimentalfeature formatdata help history host hotfix itemproperty itempropertyvalue job localgroup localgroupmember localuser location markdownoption member module mppreference mpcomputerstatus netadapter netipaddress netipconfiguration netroute nettcpconnection netudpendpoint netfirewallrule netfirewallprofile dnsclientcache dnsclientserveraddress package packageprovider packagesource installedmodule installedscript psreadlineoption psreadlinekeyhandler psbreakpoint pscallstack psprovider psrepository pssession pssessionconfiguration pssnapin process psresource random securerandom runspace runspacedebug scheduledtask scheduledtaskinfo scheduledjob jobtrigger service smbshare smbconnection tempfile timezone tracesource transaction typedata uiculture unique uptime variable verb volume disk partition physicaldisk storagepool diskimage winevent windowsfeature windowsoptionalfeature windowscapability appxpackage wsmancredssp error pnpdevice printer winuserlanguagelist winsystemlocale tpm bitlockervolume filehash childitem psversion installedpsresource psresourcerepository apppackage appxprovisionedpackage apppackagelog appxlog appxvolume bparesult daconnectionstatus dnsclient dnsclientglobalsetting dscconfiguration dscresource initiatorport isesnippet mpthreat mpthreatdetection netadapterstatistics netadapteradvancedproperty netadapterbinding netconnectionprofile netipinterface netneighbor nettcpsetting netudpsetting netfirewallportfilter netfirewallapplicationfilter netfirewalladdressfilter netnat netlbfoteam printerdriver printjob printerport provisioningpackage pshostprocessinfo pssessioncapability pssubsystem reliabilitycounter scheduledjoboption securebootpolicy smbmapping smbopenfile smbsession smbserverconfiguration smbclientconfiguration smbshareaccess startapps storagejob storagesubsystem storagereliabilitycounter physicalextent systemdriver virtualdisk vm vmhost vmswitch vmnetworkadapter vmsnapshot vpnconnection wheamemorypolicy winacceptlanguagefromlanguagelistoptout windefaultinputmethodoverride winuilanguageoverride windowsdriver windowsedition windowserrorreporting windowspackage winhomelocation pnpdeviceproperty scriptanalyzerrule',
    ),
    ...nouns('format', 'table list wide custom default'),
    ...nouns('write', 'output host verbose debug warning error information progress'),
    ...nouns('out', 'null string host default gridview printer'),
    ...nouns('convertto', 'json csv xml html securestring clixml cliXml jsonc yaml toml'),
    ...nouns('convertfrom', 'json csv stringdata string sddlstring yaml toml clixml'),
    ...nouns('measure', 'object command'),
    ...nouns('new', 'pstransportoption pssessionoption'),
    ...nouns('test', 'path modulemanifest scriptfileinfo pssessionconfigurationfile'),
    ...nouns('select', 'object string'),
    ...nouns('join', 'path string'),
    ...nouns('show', 'command eventlog'),
    ...nouns('wait', 'job process event debugger'),
    ...nouns('stop', 'job transcript'),
    ...nouns(
      'remove',
      'job variable module event psdrive psbreakpoint pssession typedata psreadlinekeyhandler cimsession',
    ),
    ...nouns('clear', 'host variable history'),
    ...nouns(
      'new',
      'object timespan guid variable event module scheduledtaskaction scheduledtasktrigger scheduledtasksettingsset scheduledtask jobtrigger scheduledjoboption pssessionoption ciminstance-local cimsessionoption',
    ),
    ...nouns(
      'set',
      'strictmode psdebug variable clipboard psreadlineoption psreadlinekeyhandler psbreakpoint tracesource markdownoption',
    ),
    'sort-object group-object compare-object tee-variable where-object foreach-object resolve-path convert-path split-path add-member start-sleep receive-job debug-job unregister-event register-engineevent register-objectevent register-argumentcompleter read-host pop-location push-location set-location invoke-history add-history enable-psbreakpoint disable-psbreakpoint trace-command use-culture exit-pssession switch-process start-threadjob oss prompt tabexpansion2 clear-host pause help importsystemmodules psedit limit-job',
  ].flatMap(names),
)

/** The effects of such a cmdlet; undefined: nobody knows it. */
export const plainEffects = (name: string): string | undefined =>
  effects.get(name) ?? (harmless.has(name) ? '' : effectsBy(families, name) || undefined)
