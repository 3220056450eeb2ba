// Cmdlets that touch files and other providers, as data.

export interface Row {
  /** See `parameters.ts`. */
  readonly parameters: string
  /**
   * `kind:parameter` concerns the path in the parameter (`path` is `LiteralPath` too), `/tree` all below it,
   * `/recurse` all below it when `-Recurse` stands there; a kind alone concerns no path.
   */
  readonly does: string
  /** What it gives to the pipeline: what came in, file objects of its paths; else something unknown. */
  readonly gives?: 'input' | 'files' | 'text' | 'nothing'
}

const item = 'path@0| literalpath=pspath,lp filter include exclude force! credential'
const content = `${item} stream encoding asbytestream! delimiter`
const property =
  'path@0| literalpath=pspath,lp name@1 value@2 filter include exclude force! credential passthru! type=propertytype'
const table =
  'inputobject| append! force! noclobber! encoding delimiter notypeinformation! nti! useculture! includetypeinformation!'

const row = (parameters: string, does: string, gives?: Row['gives']): Row =>
  gives === undefined ? { parameters, does } : { parameters, does, gives }

export const fileCmdlets: ReadonlyMap<string, Row> = new Map(
  Object.entries({
    'remove-item': row(`${item} recurse! stream`, 'delete:path/recurse', 'nothing'),
    'clear-item': row(item, 'truncate:path', 'nothing'),
    'clear-content': row(content, 'truncate:path', 'nothing'),
    'get-content': row(`${content} totalcount=first,head readcount tail raw! wait!`, 'read:path'),
    more: row('path@0', 'read:path', 'input'),
    'get-item': row(`${item} stream`, '', 'files'),
    'add-content': row(`${content} value@1 passthru! nonewline!`, 'append:path', 'nothing'),
    'set-content': row(`${content} value@1 passthru! nonewline!`, 'overwrite:path', 'nothing'),
    'out-file': row(
      'filepath@0=path literalpath=pspath,lp encoding@1 append! force! noclobber! width nonewline! inputobject',
      'overwrite:filepath',
      'nothing',
    ),
    'tee-object': row(
      'filepath@0=path literalpath=pspath,lp append! variable encoding inputobject',
      'overwrite:filepath',
      'input',
    ),
    'export-csv': row(
      `path@0 literalpath=pspath,lp delimiter@1 quotefields usequotes noheader! ${table.replace('delimiter', '')}`,
      'overwrite:path',
      'nothing',
    ),
    'export-clixml': row(
      'path@0 literalpath=pspath,lp depth inputobject| force! noclobber! encoding',
      'overwrite:path',
      'nothing',
    ),
    'export-alias': row(
      'path@0 literalpath=pspath,lp name@1 passthru! as append! force! noclobber! description scope',
      'overwrite:path',
      'nothing',
    ),
    'export-formatdata': row(
      'path literalpath=pspath,lp inputobject| force! noclobber! includescriptblock!',
      'overwrite:path',
      'nothing',
    ),
    'export-console': row('path@0=psconsolefile force! noclobber!', 'overwrite:path', 'nothing'),
    'export-certificate': row('cert| filepath@0 type force! noclobber!', 'overwrite:filepath'),
    'export-pfxcertificate': row('cert| filepath password force! noclobber! chainoption', 'overwrite:filepath secret'),
    'export-modulemember': row('function@0 cmdlet variable alias', '', 'nothing'),
    'export-pssession': row(
      'session@0 outputmodule@1=pspath,modulename commandname force! encoding',
      'overwrite:outputmodule network',
    ),
    'export-binarymilog': row('inputobject| path@0', 'overwrite:path'),
    'export-counter': row('path@0=pspath fileformat maxsize inputobject| force! circular!', 'overwrite:path'),
    'start-transcript': row(
      'path@0 literalpath=pspath,lp outputdirectory append! force! noclobber! includeinvocationheader! useminimalheader!',
      'overwrite:path overwrite:outputdirectory',
    ),
    'import-csv': row('path@0| delimiter@1 literalpath=pspath,lp header encoding useculture!', 'read:path'),
    'import-clixml': row('path@0| literalpath=pspath,lp includetotalcount! skip first', 'read:path'),
    'import-powershelldatafile': row('path@0| literalpath=pspath,lp skiplimitcheck!', 'read:path'),
    'import-localizeddata': row(
      'bindingvariable@0=variable uiculture@1 basedirectory filename supportedcommand',
      'read:filename',
    ),
    'import-alias': row('path@0| literalpath=pspath,lp scope passthru! force!', 'read:path lookup'),
    'get-filehash': row('path@0| literalpath=pspath,lp algorithm@1 inputstream', 'read:path'),
    'get-authenticodesignature': row(
      'filepath@0| literalpath=pspath,lp content sourcepathorextension',
      'read:filepath',
    ),
    'format-hex': row('path@0| literalpath=pspath,lp inputobject encoding raw! count offset', 'read:path'),
    'select-xml': row('xpath@0 path@1| literalpath=pspath,lp content xml namespace', 'open:path'),
    'test-json': row('json@0| path literalpath schema schemafile options', 'read:path'),
    'move-item': row(`${item} destination@1 passthru!`, 'move:path/tree', 'nothing'),
    'rename-item': row(
      'path@0| newname@1 literalpath=pspath,lp force! passthru! credential',
      'move:path/tree',
      'nothing',
    ),
    'copy-item': row(
      `${item} destination@1 container! recurse! passthru! tosession fromsession`,
      'read:path/recurse',
      'nothing',
    ),
    'compress-archive': row(
      'path@0| destinationpath@1 literalpath=pspath,lp compressionlevel update! force! passthru!',
      'read:path/tree overwrite:destinationpath',
      'nothing',
    ),
    'expand-archive': row('path@0| destinationpath@1 literalpath=pspath,lp force! passthru!', 'read:path', 'nothing'),
    'set-itemproperty': row(`${property} inputobject`, 'metadata:path', 'nothing'),
    'new-itemproperty': row(property, 'metadata:path'),
    'remove-itemproperty': row(property, 'metadata:path', 'nothing'),
    'clear-itemproperty': row(property, 'metadata:path', 'nothing'),
    'rename-itemproperty': row(
      'path@0| name@1 newname@2 literalpath=pspath,lp filter include exclude force! credential passthru!',
      'metadata:path',
      'nothing',
    ),
    'copy-itemproperty': row(
      'path@0| destination@1 name@2 literalpath=pspath,lp filter include exclude force! credential passthru!',
      'metadata:destination',
      'nothing',
    ),
    'move-itemproperty': row(
      'path@0| destination@1 name@2 literalpath=pspath,lp filter include exclude force! credential passthru!',
      'metadata:path metadata:destination',
      'nothing',
    ),
    'set-acl': row(
      'path@0| aclobject@1 centralaccesspolicy@2 literalpath=pspath,lp inputobject filter include exclude passthru! clearcentralaccesspolicy!',
      'metadata:path privilege',
      'nothing',
    ),
    'set-authenticodesignature': row(
      'filepath@0=path| certificate@1 literalpath includechain timestampserver hashalgorithm force!',
      'modify:filepath',
    ),
    'unblock-file': row('path@0| literalpath=pspath,lp', 'metadata:path', 'nothing'),
    'protect-cmsmessage': row('to@0 content@1| path literalpath outfile@2', 'read:path overwrite:outfile'),
    'unprotect-cmsmessage': row('eventlogrecord content| path@0 literalpath to includecontext!', 'read:path'),
    'new-modulemanifest': row(
      'path@0 rootmodule author description moduleversion guid functionstoexport passthru!',
      'overwrite:path',
      'nothing',
    ),
    'new-scriptfileinfo': row('path@0 version author description force!', 'overwrite:path', 'nothing'),
    'new-pssessionconfigurationfile': row('path@0 sessiontype', 'overwrite:path', 'nothing'),
    'new-psrolecapabilityfile': row('path@0', 'overwrite:path', 'nothing'),
    'convertfrom-markdown': row('path@0| literalpath=pspath,lp inputobject asvt100encodedstring!', 'read:path'),
    'show-markdown': row('path@0| literalpath=pspath,lp inputobject usebrowser!', 'read:path'),
    'send-mailmessage': row(
      'to@0 subject@1 body@2 smtpserver@3 attachments from cc bcc priority encoding credential usessl! port bodyashtml! replyto deliverynotificationoption',
      'network read:attachments',
      'nothing',
    ),
    'get-winevent': row(
      'logname@0 listlog listprovider providername path maxevents computername credential filterxpath filterxml filterhashtable force! oldest!',
      'read:path',
    ),
    'get-counter': row('counter@0 listset sampleinterval maxsamples continuous! computername', ''),
    'new-filecatalog': row('catalogfilepath@0 path@1| catalogversion', 'read:path/tree overwrite:catalogfilepath'),
    'test-filecatalog': row('catalogfilepath@0 path@1| detailed! filestoskip', 'read:path/tree'),
    'update-formatdata': row('appendpath@0 prependpath', 'script:appendpath script:prependpath'),
    'update-typedata': row(
      'appendpath@0 prependpath typename membername membertype value force!',
      'script:appendpath script:prependpath',
    ),
    'invoke-webrequest': row(
      'uri@0 outfile infile method body headers contenttype websession sessionvariable useragent credential certificate proxy timeoutsec maximumredirection transferencoding usebasicparsing! usedefaultcredentials! disablekeepalive! passthru! skipcertificatecheck! skiphttperrorcheck! resume! form authentication token custommethod noproxy! allowunencryptedauthentication! maximumretrycount retryintervalsec sslprotocol',
      'network fetch:uri overwrite:outfile read:infile read:form',
    ),
    'invoke-restmethod': row(
      'uri@0 outfile infile method body headers contenttype websession sessionvariable useragent credential certificate proxy timeoutsec maximumredirection transferencoding usebasicparsing! usedefaultcredentials! disablekeepalive! passthru! skipcertificatecheck! skiphttperrorcheck! resume! form authentication token custommethod noproxy! followrellink! responseheadersvariable statuscodevariable allowunencryptedauthentication! maximumretrycount retryintervalsec sslprotocol',
      'network fetch:uri overwrite:outfile read:infile read:form',
    ),
    'start-bitstransfer': row(
      'source@0| destination@1 displayname@2 description priority transfertype asynchronous! suspended! credential authentication proxyusage',
      'network read:source overwrite:destination',
    ),
    'add-bitsfile': row('bitsjob@0| source@1 destination@2', 'network overwrite:destination'),
    'save-module': row(
      'name@0| path@1 literalpath repository requiredversion force! inputobject',
      'network create:path',
    ),
    'save-script': row(
      'name@0| path@1 literalpath repository requiredversion force! inputobject',
      'network create:path',
    ),
    'save-package': row('name@0| path literalpath providername source force!', 'network create:path'),
    'save-help': row('destinationpath@0=path module@1 uiculture credential force!', 'network create:destinationpath'),
    'new-temporaryfile': row('', ''),
    'import-pfxcertificate': row('filepath@0| certstorelocation password exportable!', 'read:filepath privilege'),
    'import-certificate': row('filepath@0| certstorelocation', 'read:filepath privilege'),
    'mount-diskimage': row('imagepath@0| storagetype access nodriveletter!', 'disk privilege read:imagepath'),
    'dismount-diskimage': row('imagepath@0| devicepath', 'disk'),
    'publish-module': row('name path nugetapikey repository', 'network read:path/tree'),
    'publish-script': row('path literalpath nugetapikey repository', 'network read:path'),
  } satisfies Record<string, Row>),
)
