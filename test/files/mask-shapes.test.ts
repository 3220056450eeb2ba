import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { lintSource } from '@secretlint/core'
import { creator as commonTokens } from '@secretlint/secretlint-rule-preset-recommend'
import { createMasker } from '../../source/files/mask.ts'
import { tokenShapes } from '../../source/files/token-shapes.ts'

// Made up here from pieces, so that no scanner takes this file for a leak.
const letters = (length: number) => 'aB3dE6gH9'.repeat(20).slice(0, length)
const upper = (length: number) => 'A2C4E6G8'.repeat(20).slice(0, length)
const key = (kind: string) =>
  `-----BEGIN ${kind}PRIVATE KEY-----\n${letters(64)}\n${letters(20)}==\n-----END ${kind}PRIVATE KEY-----`
const hex = (length: number) => 'a1b2c3d4e5f60789'.repeat(20).slice(0, length)
const digits = (length: number) => '4815162342'.repeat(4).slice(0, length)
const jwt = `eyJ${letters(20)}.eyJ${letters(30)}.${letters(43)}`

describe('whoever owns it, masked is', () => {
  const shapes: Record<string, string> = {
    'an OpenAI key': `sk-${letters(48)}`,
    'an OpenAI project key': `sk-proj-${letters(20)}_${letters(20)}-${letters(9)}`,
    'an Anthropic key': `sk-ant-api03-${letters(80)}`,
    'a GitHub token': `ghp_${letters(36)}`,
    'a GitHub server token': `ghs_${letters(36)}`,
    'a fine-grained GitHub token': `github_pat_${letters(22)}_${letters(59)}`,
    'a GitLab token': `glpat-${letters(20)}`,
    'an npm token': `npm_${letters(36)}`,
    'a Hugging Face token': `hf_${letters(34)}`,
    'an AWS key': `AKIA${upper(16)}`,
    'a temporary AWS key': `ASIA${upper(16)}`,
    'a Google key': `AIza${letters(35)}`,
    'a Slack token': `xoxb-${letters(12)}-${letters(24)}`,
    'a JSON web token': jwt,
    'a private key': key(''),
    'a private key of a named kind': key('RSA '),
    'an OpenSSH private key': key('OPENSSH '),
    'a bearer token': `Bearer ${letters(32)}`,
    'a bearer token in lower case': `bearer ${jwt.slice(3)}`,
    'an API key header': `X-Api-Key: ${letters(24)}`,
    'an API key header in lower case': `x-api-key:${letters(24)}`,
    'a GitLab runner token': `glrt-${letters(20)}`,
    'a PyPI token': `pypi-AgEIcHlwaS5vcmc${letters(60)}`,
    'a RubyGems key': `rubygems_${hex(48)}`,
    'a Docker Hub token': `dckr_pat_${letters(27)}`,
    'a Groq key': `gsk_${letters(52)}`,
    'an xAI key': `xai-${letters(80)}`,
    'a Perplexity key': `pplx-${letters(48)}`,
    'a Replicate token': `r8_${letters(37)}`,
    'an AWS secret': `aws_secret_access_key = ${letters(40)}`,
    'an AWS secret in JSON': `aws_secret_access_key": "${letters(40)}`,
    'a Google OAuth token': `ya29.${letters(60)}`,
    'a Google client secret': `GOCSPX-${letters(28)}`,
    'an Azure storage key': `AccountKey=${letters(86)}==`,
    'an Azure signature': `?sig=${letters(43)}%3D`,
    'a DigitalOcean token': `dop_v1_${hex(64)}`,
    'a Fly.io token': `fm2_${letters(60)}`,
    'a Netlify token': `nfp_${letters(36)}`,
    'a Heroku key': `HRKU-${letters(36)}`,
    'a Supabase token': `sbp_${hex(40)}`,
    'a PlanetScale token': `pscale_tkn_${letters(43)}`,
    'a Databricks token': `dapi${hex(32)}`,
    'a Vault token': `hvs.${letters(90)}`,
    'a Terraform token': `${letters(14)}.atlasv1.${letters(67)}`,
    'a Pulumi token': `pul-${hex(40)}`,
    'a Doppler token': `dp.pt.${letters(43)}`,
    'a 1Password token': `ops_eyJ${letters(100)}`,
    'an age key': `AGE-SECRET-KEY-1${upper(58)}`,
    'a Stripe key': `sk_live_${letters(24)}`,
    'a restricted Stripe key': `rk_test_${letters(24)}`,
    'a Stripe webhook secret': `whsec_${letters(32)}`,
    'a Square token': `sq0atp-${letters(22)}`,
    'a Shopify token': `shpat_${hex(32)}`,
    'a SendGrid key': `SG.${letters(22)}.${letters(43)}`,
    'a Mailgun key': `key-${hex(32)}`,
    'a Twilio key': `SK${hex(32)}`,
    'a Telegram bot token': `${digits(9)}:${letters(35)}`,
    'a Slack app token': `xapp-1-A${upper(10)}-${digits(13)}-${hex(64)}`,
    'a Slack webhook': `hooks.slack.com/services/T${upper(8)}/B${upper(8)}/${letters(24)}`,
    'a Discord bot token': `M${letters(23)}.${letters(6)}.${letters(27)}`,
    'a Discord webhook': `discord.com/api/webhooks/${digits(18)}/${letters(68)}`,
    'a Teams webhook': `webhook.office.com/webhookb2/${hex(36)}@${hex(36)}/IncomingWebhook/${hex(32)}`,
    'a Linear key': `lin_api_${letters(40)}`,
    'a Notion secret': `secret_${letters(43)}`,
    'a Figma token': `figd_${letters(40)}`,
    'an Atlassian token': `ATATT3xFfGF0${letters(60)}`,
    'a Postman key': `PMAK-${hex(24)}-${hex(34)}`,
    'a Grafana token': `glsa_${letters(32)}_${hex(8)}`,
    'a New Relic key': `NRAK-${upper(27)}`,
    'a Sentry token': `sntrys_eyJ${letters(60)}`,
  }
  for (const [name, text] of Object.entries(shapes))
    test(name, () => {
      const masker = createMasker([])
      assert.match(masker.mask(`before ${text} after`), /^before \[masked:[0-9a-f]{6}-1\] after$/)
      assert.match(masker.mask(`"${text}",`), /^"\[masked:[0-9a-f]{6}-1\]",$/)
    })
  test('every shape of the table', () => {
    const examples = [...Object.values(shapes), 'git clone https://user:hunter2@example.org/x.git']
    const unseen = tokenShapes.filter(({ pattern }) => !examples.some((text) => new RegExp(pattern).test(text)))
    assert.deepEqual(unseen, [])
  })
  test('whatever a scanner for leaks finds in these examples', async () => {
    const content = Object.values(shapes).join('\n')
    const source = { filePath: 'examples.txt', content, contentType: 'text' as const }
    const options = { config: { rules: [{ id: 'preset', rule: commonTokens }] }, noPhysicFilePath: true }
    const { messages } = await lintSource({ source, options })
    assert.ok(messages.length > 10, `${messages.length} found`)
    const masked = createMasker([]).mask(content)
    const left = messages.filter(({ range: [from, to] }) => masked.includes(content.slice(from, to)))
    assert.deepEqual(left, [])
  })
  test('the credentials of an address, while its host stays', () => {
    const text = createMasker([]).mask('git clone https://user:hunter2@example.org/x.git')
    assert.match(text, /^git clone https:\[masked:[0-9a-f]{6}-1\]example\.org\/x\.git$/)
  })
  test('a private key without its end, to the end of the text', () => {
    const open = key('RSA ').split('\n-----END')[0]
    assert.match(createMasker([]).mask(`before ${open}`), /^before \[masked:[0-9a-f]{6}-1\]$/)
  })
  test('each of two private keys, and not what stands between them', () => {
    const text = createMasker([]).mask(`${key('')} between ${key('EC ')}`)
    assert.match(text, /^\[masked:[0-9a-f]{6}-1\] between \[masked:[0-9a-f]{6}-2\]$/)
  })
})

describe('not masked is', () => {
  const harmless: Record<string, string> = {
    'a word that begins like a key': 'sk-learn and task-based-scheduling-of-many-things',
    'a short sk-': `sk-${letters(19)}`,
    'a GitHub prefix alone': 'ghp_short gho_',
    'a short AKIA': `AKIA${upper(15)}`,
    'an AKIA inside a word': `XAKIA${upper(16)}`,
    'a public certificate': `-----BEGIN CERTIFICATE-----\n${letters(64)}\n-----END CERTIFICATE-----`,
    'the word bearer': 'the bearer of good news',
    'an address with a port': 'http://localhost:8080/path?mail=a@b',
    'an address with a user alone': 'ssh://git@example.org/x.git',
    'a hash': 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    'a UUID': '123e4567-e89b-12d3-a456-426614174000',
  }
  for (const [name, text] of Object.entries(harmless))
    test(name, () => {
      assert.equal(createMasker([]).mask(text), text)
    })
})
