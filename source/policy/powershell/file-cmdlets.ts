// Cmdlets that touch files and other providers, as data.

export interface Row {
  /** See `parameters.ts`. */
  readonly parameters: string
  readonly does: string
  /** What it gives to the pipeline: what came in, file objects of its paths; else something unknown. */
  readonly gives: string
}

const path = 'path@0| literalpath=pspath,lp'
const item = `${path} filter include exclude force! credential`
const content = `${item} stream encoding asbytestream! delimiter`
const property = `${path} name@1 value@2 filter include exclude force! credential passthru! type=propertytype`
const web =
  'uri@0 outfile infile method body headers contenttype websession sessionvariable useragent credential certificate proxy timeoutsec maximumredirection transferencoding usebasicparsing! usedefaultcredentials! disablekeepalive! passthru! skipcertificatecheck! skiphttperrorcheck! resume! form authentication token custommethod noproxy! allowunencryptedauthentication! maximumretrycount retryintervalsec sslprotocol'

/**
 * `PARAMETERS -> EFFECTS -> OUTPUT`. `kind:parameter` concerns the path in the parameter (`path` is `LiteralPath` too),
 * `/tree` all below it, `/recurse` all below it when `-Recurse` stands there; a place that begins with `~` is a path; a kind alone
 * concerns none.
 */
const rows: Readonly<Record<string, string>> = {
  'remove-item': `${item} recurse! stream -> delete:path/recurse -> nothing`,
  'clear-item': `${item} -> truncate:path -> nothing`,
  'clear-content': `${content} -> truncate:path -> nothing`,
  'get-content': `${content} totalcount=first,head readcount tail raw! wait! -> read:path`,
  more: 'path@0 -> read:path -> input',
  'get-item': `${item} stream -> -> files`,
  'add-content': `${content} value@1 passthru! nonewline! -> append:path -> nothing`,
  'set-content': `${content} value@1 passthru! nonewline! -> overwrite:path -> nothing`,
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
  'export-console': 'path@0=psconsolefile force! noclobber! -> overwrite:path -> nothing',
  'export-certificate': 'cert| filepath@0 type force! noclobber! -> overwrite:filepath',
  'export-pfxcertificate': 'cert| filepath password force! noclobber! chainoption -> overwrite:filepath secret',
  'export-modulemember': 'function@0 cmdlet variable alias -> -> nothing',
  'export-pssession':
    'session@0 outputmodule@1=pspath,modulename commandname force! encoding -> overwrite:outputmodule network',
  'export-binarymilog': 'inputobject| path@0 -> overwrite:path',
  'export-counter': 'path@0=pspath fileformat maxsize inputobject| force! circular! -> overwrite:path',
  'start-transcript':
    'path@0 literalpath=pspath,lp outputdirectory append! force! noclobber! includeinvocationheader! useminimalheader! -> overwrite:path overwrite:outputdirectory create:~/transcript',
  'import-csv': `${path} delimiter@1 header encoding useculture! -> read:path`,
  'import-clixml': `${path} includetotalcount! skip first -> read:path`,
  'import-powershelldatafile': `${path} skiplimitcheck! -> read:path`,
  'import-localizeddata':
    'bindingvariable@0=variable uiculture@1 basedirectory filename supportedcommand -> read:filename',
  'import-alias': `${path} scope passthru! force! -> read:path lookup`,
  'get-filehash': `${path} algorithm@1 inputstream -> read:path`,
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
  'clear-itemproperty': `${property} -> metadata:path -> nothing`,
  'rename-itemproperty': `${item} name@1 newname@2 passthru! -> metadata:path -> nothing`,
  'copy-itemproperty': `${item} destination@1 name@2 passthru! -> metadata:destination -> nothing`,
  'move-itemproperty': `${item} destination@1 name@2 passthru! -> metadata:path metadata:destination -> nothing`,
  'set-acl': `${path} aclobject@1 centralaccesspolicy@2 inputobject filter include exclude passthru! clearcentralaccesspolicy! -> metadata:path privilege -> nothing`,
  'set-authenticodesignature':
    'filepath@0=path| certificate@1 literalpath includechain timestampserver hashalgorithm force! -> modify:filepath',
  'unblock-file': `${path} -> metadata:path -> nothing`,
  'protect-cmsmessage': 'to@0 content@1| path literalpath outfile@2 -> read:path overwrite:outfile',
  'unprotect-cmsmessage': 'eventlogrecord content| path@0 literalpath to includecontext! -> read:path',
  'new-modulemanifest':
    'path@0 rootmodule author description moduleversion guid functionstoexport passthru! -> overwrite:path -> nothing',
  'new-scriptfileinfo': 'path@0 version author description force! -> overwrite:path -> nothing',
  'new-pssessionconfigurationfile': 'path@0 sessiontype -> overwrite:path -> nothing',
  'new-psrolecapabilityfile': 'path@0 -> overwrite:path -> nothing',
  'convertfrom-markdown': `${path} inputobject asvt100encodedstring! -> read:path`,
  'show-markdown': `${path} inputobject usebrowser! -> read:path`,
  'send-mailmessage':
    'to@0 subject@1 body@2 smtpserver@3 attachments from cc bcc priority encoding credential usessl! port bodyashtml! replyto deliverynotificationoption -> network read:attachments -> nothing',
  'get-winevent':
    'logname@0 listlog listprovider providername path maxevents computername credential filterxpath filterxml filterhashtable force! oldest! -> read:path',
  'get-counter': 'counter@0 listset sampleinterval maxsamples continuous! computername',
  'new-filecatalog': 'catalogfilepath@0 path@1| catalogversion -> read:path/tree overwrite:catalogfilepath',
  'test-filecatalog': 'catalogfilepath@0 path@1| detailed! filestoskip -> read:path/tree',
  'update-formatdata': 'appendpath@0 prependpath -> script:appendpath script:prependpath',
  'update-typedata':
    'appendpath@0 prependpath typename membername membertype value force! -> script:appendpath script:prependpath',
  'invoke-webrequest': `${web} -> network fetch:uri overwrite:outfile read:infile read:form`,
  'invoke-restmethod': `${web} followrellink! responseheadersvariable statuscodevariable -> network fetch:uri overwrite:outfile read:infile read:form`,
  'start-bitstransfer':
    'source@0| destination@1 displayname@2 description priority transfertype asynchronous! suspended! credential authentication proxyusage -> network read:source overwrite:destination',
  'add-bitsfile': 'bitsjob@0| source@1 destination@2 -> network overwrite:destination',
  'save-module': 'name@0| path@1 literalpath repository requiredversion force! inputobject -> network create:path',
  'save-script': 'name@0| path@1 literalpath repository requiredversion force! inputobject -> network create:path',
  'save-package': 'name@0| path literalpath providername source force! -> network create:path',
  'save-help': 'destinationpath@0=path module@1 uiculture credential force! -> network create:destinationpath',
  'new-temporaryfile': '',
  'import-pfxcertificate': 'filepath@0| certstorelocation password exportable! -> read:filepath privilege',
  'import-certificate': 'filepath@0| certstorelocation -> read:filepath privilege',
  'mount-diskimage': 'imagepath@0| storagetype access nodriveletter! -> disk privilege read:imagepath',
  'dismount-diskimage': 'imagepath@0| devicepath -> disk',
  'publish-module': 'name path nugetapikey repository -> network read:path/tree',
  'publish-script': 'path literalpath nugetapikey repository -> network read:path',
}

const rowOf = (text: string): Row => {
  const [parameters = '', does = '', gives = ''] = text.split('->').map((part) => part.trim())
  return { parameters, does, gives }
}

export const fileCmdlets: ReadonlyMap<string, Row> = new Map(
  Object.entries(rows).map(([name, text]) => [name, rowOf(text)]),
)
