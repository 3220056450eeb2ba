// Clients of clouds and services: what they are told to do happens elsewhere, but some of it shows a key, a token or a password.
import { alike, among } from '../../among.ts'
import { act, doubt, onPath, type Found, onEach } from '../../grammar/analysis.ts'
import { otherwise, said, when } from '../../grammar/effects.ts'
import type { Read } from '../../grammar/reader.ts'
import type { Row } from '../../grammar/row.ts'
import { fits, knownStart, show, type Value } from '../../model/value.ts'
import { givesUp } from '../../readers/hosts.ts'
import { reaches } from './network.ts'

/** Who is logged in, and settings, it keeps in files of its own; a sandbox has them for itself. */
const kept = ({ call: { args } }: Read): Found =>
  keeping.test(said(args)) && { ...onPath('modify', ['~/.config/cloud']), isUnsure: true }
const keeping = among(
  String.raw`
    configure[ ](?:set|import|sso) config[ ](?:set|unset|create|update|delete|save) (?:auth[ ]|account[ ])?(?:log(?:in|out)|revoke|clear)
    update-kubeconfig get-credentials kubeconfig[ ](?:save|remove) config-ssh configure-docker auth[ ]docker (?:docker|codeartifact|acr)[ ]login
    components[ ](?:install|update|remove) (?:extension|bicep)[ ](?:add|remove|update|install|upgrade) install-cli sshkey[ ]create`,
  { before: '(?:^| )', after: '(?: |$)' },
)

/** What comes from there lands in files: by an option, or as a file of its own. */
const landing = [
  when(
    among(
      String.raw`
    --[\w-]*(?:outfile|out-file|output-(?:file|dir|path|folder|template-file)|(?:plain|cipher)text-file|save-as|download-path)[ =]
    (?:blob|file|secret|certificate|log|artifact|release)[ ]download download-batch (?:ssh|vpn-client)[ ](?:config|cert|generate)
    bicep[ ](?:build|decompile|generate-params) gen-config keys[ ]create functionapp[ ]init repos?[ ](?:clone|archive)
    (?:ci|job)[ ]artifact snippet[ ]clone emr[ ]get`,
      { before: '(?:^| )', after: '' },
    ),
    'create:.',
  ),
  otherwise(''),
]

/** What they answer goes into a file: the one word that no option asks for. */
const answering = among(
  String.raw`
    s3api[ ](?:get-object(?:-torrent)?|select-object-content) lambda[ ]invoke(?:-with-response-stream)? glacier[ ]get-job-output
    polly[ ]synthesize-speech apigateway[ ]get-(?:export|sdk) apigatewayv2[ ]export-api codeartifact[ ]get-package-version-asset
    ebs[ ]get-snapshot-block kinesis-video-(?:archived-)?media[ ]get-\S+ (?:bedrock|sagemaker)-runtime[ ]invoke-\S+
    appconfig(?:data)?[ ]get-(?:latest-)?configuration mediastore-data[ ]get-object omics[ ]get-re\S+ iot-data[ ]\S+
    workmailmessageflow[ ]get-raw-message-content location[ ]get-map-\S+`,
  { before: '(?:^| )', after: '(?: |$)' },
)

const answered = ({ call: { args } }: Read): Found => {
  if (!answering.test(said(args))) return []
  const isOption = (word: Value | undefined): boolean => word !== undefined && knownStart(word).startsWith('-')
  // A switch takes none; every other option takes a word.
  const asks = (word: Value | undefined): boolean =>
    isOption(word) && !/^--(?:no-|debug$|dry-run$)|=/.test(said([word ?? []]))
  const words = args.filter((word, i) => !isOption(word) && !asks(args[i - 1]))
  return onEach('overwrite', words.slice(2))
}

/** Options of all kinds may stand before. */
const anywhere = { before: '(?:^| )', after: '' }

const cloud = (secret: RegExp, options = '', more: Partial<Row> = {}): Row =>
  reaches('machines and services of a cloud', options, {
    secret,
    // Its options say what is done elsewhere; files that they name are found in any word.
    isTame: true,
    also: kept,
    ...(more.isTame === false ? {} : { said: landing }),
    ...more,
  })

/** What rclone changes, of words that name no other place. */
function copied([verb = [], ...paths]: readonly Value[]): Found {
  const here = paths.filter((path) => !/^[\w:][^/]*:/.test(knownStart(path)))
  const target = here.filter((path) => path === paths.at(-1))
  const name = show(verb)
  if (/^(?:copy|copyto|copyurl|genautocomplete|completion|gendocs|touch|mkdir|rcat|mount|link)$/.test(name))
    return onEach('overwrite', target, true)
  if (name === 'sync') return [onEach('overwrite', target, true), onEach('delete', target, true)]
  if (/^(?:move|moveto)$/.test(name)) return [onEach('overwrite', target, true), onEach('delete', here, true)]
  if (/^(?:bisync|delete|deletefile|purge|rmdirs?|cleanup|dedupe|backend)$/.test(name))
    return onEach('delete', here, true)
  if (name === 'test') return onEach('create', here)
  return name === 'selfupdate' && onPath('modify', ['/usr/bin/rclone'])
}

export const cloudRows: Readonly<Record<string, Row>> = {
  aws: cloud(
    among(
      String.raw`
    configure[ ]export-credentials configure[ ]get[ ](?!(?:[\w.-]+\.)?(?:region|output)$)\S
    sts[ ](?:get-session-token|get-service-bearer-token|assume-role|get-federation-token) secretsmanager[ ]\S*get-secret ssm[ ]get-parameter
    ecr(?:-public)?[ ]get-login eks[ ]get-token codeartifact[ ]get-authorization-token rds[ ]generate-db-auth-token
    iam[ ]create-(?:access-key|service-specific) kms[ ](?:decrypt|generate-data-key) sso[ ]get-role-credentials
    ec2[ ](?:get-password-data|create-key-pair) lightsail[ ](?:download-default-key|get-relational-database-master|create-key-pair)
    cognito-identity[ ]get-credentials apigateway[ ]get-api-keys? redshift(?:-serverless)?[ ]get-(?:cluster-)?credentials
    acm[ ]export-certificate iot[ ]create-keys connect[ ]get-federation-token cognito-idp[ ](?:admin-)?initiate-auth`,
      anywhere,
    ),
    '',
    { also: (given) => [kept(given), answered(given)] },
  ),
  gcloud: cloud(
    among(
      String.raw`
    auth[ ](?:application-default[ ])?print- secrets[ ]versions[ ]access config[ ]config-helper
    sql[ ]generate-login-token services[ ]api-keys[ ]get-key-string redis[ ]instances[ ]get-auth-string kms[ ]decrypt compute[ ]reset-windows-password iam[ ]service-accounts[ ]keys[ ]create`,
      anywhere,
    ),
  ),
  az: cloud(
    among(
      String.raw`
    account[ ]get-access-token keyvault[ ](?:secret|key|certificate)[ ](?:show|download|backup)
    acr[ ](?:login|credential[ ]show) ad[ ]sp[ ]create storage[ ]account[ ](?:keys[ ]list|show-connection-string)
    keys?[ ]list list-keys? webapp[ ]deployment[ ]list-publishing aks[ ]get-credentials appconfig[ ]credential[ ]list
    (?<!keyvault[ ])(?:keys|secrets?|admin-key|query-key|appsettings|connection-string)[ ](?:list|show)
    generate-sas show-connection-string list-connection-strings ad[ ](?:app|sp)[ ]credential[ ]reset`,
      anywhere,
    ),
    '--expose-token',
    { flags: { 'expose-token': ['secret'] } },
  ),
  ...alike('fly flyctl', cloud(/(?:^| )(?:auth token|tokens? |config env)/)),
  // They build and serve what a project says.
  heroku: cloud(/(?:^| )(?:auth:token|config(?::get)?(?: |$)|authorizations)/, '', { runs: 'files' }),
  glab: cloud(
    /(?:^| )(?:config get token|token create|variable (?:get|list|export)|auth status (?:\S+ ){0,6}(?:-t|--show-token))/,
    '',
    { also: (given) => [kept(given), givesUp(given.call.args.map(show)) && act('git-loss', 'glab')] },
  ),
  doctl: cloud(/(?:^| )(?:auth token|kubernetes cluster kubeconfig show|databases connection|registry docker-config)/),
  vercel: cloud(/(?:^| )env (?:pull|ls)/, '', { runs: 'files' }),
  netlify: cloud(/(?:^| )env:(?:get|list)/, '', { runs: 'files' }),
  rclone: cloud(
    /(?:^| )config (?:show|dump)|--dump[ =](?:\w+,){0,6}auth/,
    '--config:script --password-command:code --sftp-ssh:code --log-file:append',
    {
      isTame: false,
      // Another machine is told by a word, with the program that is the way there.
      also: (given) => [
        kept(given),
        copied(given.operands),
        given.operands.some(fits(/^(?:mount|nfsmount)$/)) && act('privilege', 'rclone mount'),
        given.operands.some(fits(/^:\w+,.*(?:ssh|command)=/)) && doubt('dynamic-code', 'rclone'),
      ],
    },
  ),
}
