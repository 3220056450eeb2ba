// Cmdlets with their parameters, what they do and give, as data.
import { names } from '../among.ts'
import { plainEffects } from './plain-cmdlets.ts'

export interface Row {
  /** See `parameters.ts`; with `*` there may be others. */
  readonly parameters: string
  readonly does: string
  /** What it gives to the pipeline: `input` (what came in), `files` (its paths), `nothing`, `name`, or an object of a class; else unknown. */
  readonly gives: string
}

const path = 'path@0| literalpath=pspath,lp'
const item = `${path} filter include exclude force! credential`
const content = `${item} stream encoding asbytestream! delimiter`
const property = `${path} name@1 value@2 filter include exclude force! credential passthru! type=propertytype`
const web =
  'uri@0 outfile infile method body headers contenttype websession sessionvariable useragent credential certificate proxy timeoutsec maximumredirection transferencoding usebasicparsing! usedefaultcredentials! disablekeepalive! passthru! skipcertificatecheck! skiphttperrorcheck! resume! form authentication token custommethod noproxy! allowunencryptedauthentication! maximumretrycount retryintervalsec sslprotocol'

const job =
  '* scriptblock command initializationscript filepath literalpath workingdirectory argumentlist=args name session vmid vmname hostname sshconnection containerid uri username -> script:filepath script:literalpath far:session far:vmid far:vmname far:hostname far:sshconnection far:containerid far:uri far:username'

/**
 * `PARAMETERS -> EFFECTS -> OUTPUT`. `kind:parameter` concerns the path in the parameter (`path` is `LiteralPath` too),
 * `/tree` all below it, `/recurse` all below it when `-Recurse` stands there; a place that begins with `~` or `/` is a path; a kind
 * alone concerns none.
 */
const rows: Readonly<Record<string, string>> = {
  'get-childitem':
    'path@0| filter@1 literalpath=pspath,lp include exclude recurse!=s depth force! name! file!=af directory!=ad,d hidden!=ah,h readonly!=ar system!=as attributes followsymlink! -> share:path',
  'test-path get-acl get-itemproperty': `* ${item} name@1 -> share:path`,
  'new-item mkdir': 'path@0| name itemtype=type value=target force! credential usetransaction!',
  'set-item': `* ${item} value@1 passthru! -> -> nothing`,
  'get-itempropertyvalue': `* ${item} name@1 -> read:path`,
  'clear-recyclebin': '* driveletter@0 force! -> delete:/Recycle.Bin/tree -> nothing',
  'get-psdrive': '* name@0| literalname psprovider scope',
  'new-psdrive': '* name@0 psprovider@1 root@2 description scope persist! credential -> lookup share:root',
  'set-location push-location pop-location': `* ${path} passthru! stackname -> share:path -> nothing`,
  'join-path': '* path@0=pspath| childpath@1 additionalchildpath@2 resolve! credential',
  'split-path': `* ${path} parent! leaf! leafbase! extension! qualifier! noqualifier! isabsolute! resolve! credential`,
  'resolve-path convert-path': `* ${path} relative! credential relativebasepath force! -> share:path share:relativebasepath -> files`,
  'remove-item': `${item} recurse! stream -> delete:path/recurse -> nothing`,
  'clear-item': `${item} -> truncate:path -> nothing`,
  'clear-content': `${content} -> truncate:path -> nothing`,
  'get-content': `${content} totalcount=first,head readcount tail raw! wait! -> read:path`,
  more: 'path@0 -> read:path -> input',
  'get-item': `${item} stream -> share:path -> files`,
  'add-content': `${content} value@1 passthru! nonewline! -> append:path -> nothing`,
  'set-content': `${content} value@1 passthru! nonewline! -> -> nothing`,
  'out-file':
    'filepath@0=path literalpath=pspath,lp encoding@1 append! force! noclobber! width nonewline! inputobject -> overwrite:filepath -> nothing',
  'tee-object':
    'filepath@0=path literalpath=pspath,lp append! variable encoding inputobject -> overwrite:filepath -> input',
  'export-csv':
    'path@0 literalpath=pspath,lp delimiter@1 quotefields usequotes noheader! inputobject| append! force! noclobber! encoding notypeinformation! nti! useculture! includetypeinformation! -> overwrite:path -> nothing',
  'export-clixml':
    'path@0 literalpath=pspath,lp depth inputobject| force! noclobber! encoding -> overwrite:path -> nothing',
  'export-alias':
    'path@0 literalpath=pspath,lp name@1 passthru! as append! force! noclobber! description scope -> overwrite:path -> nothing',
  'export-formatdata':
    'path literalpath=pspath,lp inputobject| force! noclobber! includescriptblock! -> overwrite:path -> nothing',
  'export-certificate': 'cert| filepath@0 type force! noclobber! -> overwrite:filepath',
  'export-pfxcertificate': 'cert@0| filepath@1 password force! noclobber! chainoption -> overwrite:filepath secret',
  'export-modulemember': 'function@0 cmdlet variable alias -> -> nothing',
  'start-transcript':
    'path@0 literalpath=pspath,lp outputdirectory append! force! noclobber! includeinvocationheader! useminimalheader! -> overwrite:path overwrite:outputdirectory create:~/transcript',
  'import-csv': `${path} delimiter@1 header encoding useculture! -> read:path`,
  'import-clixml': `${path} includetotalcount! skip first -> read:path`,
  'import-powershelldatafile': `${path} skiplimitcheck! -> read:path`,
  'import-localizeddata':
    'bindingvariable@0=variable uiculture@1 basedirectory filename supportedcommand -> read:filename',
  'import-alias': `${path} scope passthru! force! -> read:path lookup`,
  'get-filehash': `${path} algorithm@1 inputstream -> read:path`,
  'get-pfxcertificate get-pfxdata':
    'filepath@0=path| literalpath=pspath,lp password nopromptforpassword! -> read:filepath',
  'get-authenticodesignature': 'filepath@0| literalpath=pspath,lp content sourcepathorextension -> read:filepath',
  'format-hex': `${path} inputobject encoding raw! count offset -> read:path`,
  'select-xml': 'xpath@0 path@1| literalpath=pspath,lp content xml namespace -> open:path',
  'test-json': 'json@0| path literalpath schema schemafile options -> read:path',
  'move-item': `${item} destination@1 passthru! -> move:path/tree -> nothing`,
  'rename-item': `${path} newname@1 force! passthru! credential -> move:path/tree -> nothing`,
  'copy-item': `${item} destination@1 container! recurse! passthru! tosession fromsession -> read:path/recurse -> nothing`,
  'compress-archive': `${path} destinationpath@1 compressionlevel update! force! passthru! -> read:path/tree overwrite:destinationpath -> nothing`,
  'expand-archive': `${path} destinationpath@1 force! passthru! -> read:path -> nothing`,
  'set-itemproperty': `${property} inputobject -> metadata:path -> nothing`,
  'new-itemproperty': `${property} -> metadata:path`,
  'remove-itemproperty': `${property} -> metadata:path -> nothing`,
  'set-acl': `${path} aclobject@1 centralaccesspolicy@2 inputobject filter include exclude passthru! clearcentralaccesspolicy! -> metadata:path privilege -> nothing`,
  'unblock-file': `${path} -> metadata:path -> nothing`,
  'unprotect-cmsmessage': 'eventlogrecord content| path@0 literalpath to includecontext! -> read:path',
  'new-modulemanifest':
    'path@0 rootmodule author description moduleversion guid functionstoexport passthru! -> overwrite:path -> nothing',
  'new-pssessionconfigurationfile': 'path@0 sessiontype -> overwrite:path -> nothing',
  'new-psrolecapabilityfile': 'path@0 -> overwrite:path -> nothing',
  'convertfrom-markdown': `${path} inputobject asvt100encodedstring! -> read:path`,
  'show-markdown': `${path} inputobject usebrowser! -> read:path`,
  'send-mailmessage':
    'to@0 subject@1 body@2 smtpserver@3 attachments from cc bcc priority encoding credential usessl! port bodyashtml! replyto deliverynotificationoption -> network read:attachments -> nothing',
  'get-winevent':
    'logname@0 listlog listprovider providername path maxevents computername credential filterxpath filterxml filterhashtable force! oldest! -> read:path',
  'new-filecatalog': 'catalogfilepath@0 path@1| catalogversion -> read:path/tree overwrite:catalogfilepath',
  'update-formatdata': 'appendpath@0 prependpath -> script:appendpath script:prependpath',
  'update-typedata':
    'appendpath@0 prependpath typename membername membertype value force! -> script:appendpath script:prependpath',
  'invoke-webrequest': `${web} -> network fetch:uri overwrite:outfile read:infile read:form`,
  'invoke-restmethod': `${web} followrellink! responseheadersvariable statuscodevariable -> network fetch:uri overwrite:outfile read:infile read:form`,
  'start-bitstransfer':
    'source@0| destination@1 displayname@2 description priority transfertype asynchronous! suspended! credential authentication proxyusage -> network read:source overwrite:destination',
  'save-module': 'name@0| path@1 literalpath repository requiredversion force! inputobject -> network create:path',
  'new-temporaryfile': '',
  'import-pfxcertificate': 'filepath@0| certstorelocation password exportable! -> read:filepath privilege',
  'import-certificate': 'filepath@0| certstorelocation -> read:filepath privilege',
  'mount-diskimage': 'imagepath@0| storagetype access nodriveletter! -> disk privilege read:imagepath',
  'publish-module': 'name path nugetapikey repository -> network read:path/tree',
  'publish-script': 'path literalpath nugetapikey repository -> network read:path',

  'foreach-object':
    '* process@0 begin end remainingscripts membername argumentlist inputobject parallel throttlelimit timeoutseconds asjob! usenewrunspace!',
  'invoke-expression': '* command@0|',
  'invoke-history': '* id@0| -> code',
  'invoke-item': `* ${item} -> detach script -> nothing`,
  'trace-command':
    '* name@0 expression@1 command argumentlist inputobject option listeneroption filepath force! debugger! pshost! -> append:filepath',
  'set-alias new-alias': '* name@0 value@1 description option passthru! scope force! -> -> nothing',
  'set-variable new-variable':
    '* name@0 value@1| description option visibility passthru! scope force! include exclude -> -> nothing',
  'get-variable': '* name@0| valueonly! include exclude scope',
  'import-module':
    '* name@0| global! prefix function cmdlet variable alias force! passthru! ascustomobject! minimumversion maximumversion requiredversion moduleinfo argumentlist disablenamechecking! noclobber! scope pssession cimsession skipeditioncheck! usewindowspowershell! fullyqualifiedname assembly -> far:pssession module:name module:assembly',
  'start-process':
    '* filepath@0=pspath,path| argumentlist@1=args credential=runas workingdirectory loaduserprofile!=lup nonewwindow!=nnw passthru! redirectstandarderror=rse redirectstandardinput=rsi redirectstandardoutput=rso verb wait! windowstyle usenewenvironment! environment -> detach overwrite:redirectstandarderror overwrite:redirectstandardoutput read:redirectstandardinput',
  'add-type':
    '* typedefinition@0 name@0 memberdefinition@1 namespace path literalpath=pspath,lp assemblyname=an language referencedassemblies=ra outputassembly=oa outputtype=ot passthru! ignorewarnings! compileroptions usingnamespace -> overwrite:outputassembly script:path script:literalpath inline:typedefinition inline:memberdefinition inline:name module:assemblyname',
  'new-object': '* typename@0 argumentlist@1=args comobject property strict!',
  'invoke-command start-job start-threadjob': job,
  'register-scheduledjob': `${job} service privilege`,
  'get-process': '* name@0| id -> -> diagnostics.process',
  'get-service': '* name@0| -> -> serviceprocess.servicecontroller',
  'get-eventlog': '* logname@0 -> -> diagnostics.eventlog',
  'new-guid': '* -> -> name',
  'write-host out-null': '* -> -> nothing',
  'where-object sort-object get-unique tee-variable out-string': '* -> -> input',
  'get-help': '* name@0 online! -> far:online',
  'convertfrom-securestring': '* securestring@0| asplaintext! -> secret:asplaintext',
  'stop-computer restart-computer': '* computername@0=cn -> power',
  'stop-process': 'id@0 name=processname inputobject| force! passthru!',
  'get-wmiobject get-ciminstance get-cimclass get-cimassociatedinstance':
    'classname@0=class inputobject| query filter namespace property@1 computername=cn cimsession keyonly! shallow! list! amended! directread! asjob! impersonation authentication locale enableallprivileges! authority throttlelimit credential recurse! operationtimeoutsec=ot querydialect resourceuri resultclassname association qualifiername methodname propertyname',
  'invoke-cimmethod':
    '* classname@0=class methodname@1=name arguments@2 inputobject=ciminstance| query namespace computername=cn cimsession operationtimeoutsec querydialect resourceuri cimclass keyonly!',
  'invoke-wmimethod':
    '* classname@0=class methodname@1=name argumentlist@2=args inputobject| path computername=cn namespace credential asjob! impersonation authentication locale enableallprivileges! authority throttlelimit',
  'select-object':
    '* property@0 inputobject excludeproperty expandproperty unique! caseinsensitive! last first skip skiplast skipindex index wait!',
  'select-string':
    '* pattern@0 path@1 literalpath=pspath,lp inputobject simplematch! casesensitive! quiet! list! noemphasis! include exclude notmatch! allmatches! encoding context raw! culture',
  'get-command':
    '* name@0| argumentlist@1 verb noun module=psmodule commandtype=type totalcount syntax! showcommandinfo! all! listimported! parametername parametertype fullyqualifiedmodule usefuzzymatching! useabbreviationexpansion!',
  'get-date':
    '* date@0| year month day hour minute second millisecond displayhint uformat format asutc! unixtimeseconds',
}

const read = (text: string): Row => {
  const [parameters = '', does = '', gives = ''] = text.split('->').map((part) => part.trim())
  return { parameters, does, gives }
}

const known: ReadonlyMap<string, Row> = new Map(
  Object.entries(rows).flatMap(([list, text]) => names(list).map((name) => [name, read(text)])),
)

/** Undefined: there is no such cmdlet. */
export function cmdletRow(name: string): Row | undefined {
  const does = known.has(name) ? undefined : plainEffects(name)
  return does === undefined ? known.get(name) : { parameters: '*', does, gives: '' }
}
