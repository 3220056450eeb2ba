import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createMasker } from '../../source/files/mask.ts'

// Made up here from pieces, so that no scanner takes this file for a leak.
const letters = (length: number) => 'aB3dE6gH9'.repeat(20).slice(0, length)
const upper = (length: number) => 'A2C4E6G8'.repeat(20).slice(0, length)
const key = (kind: string) =>
  `-----BEGIN ${kind}PRIVATE KEY-----\n${letters(64)}\n${letters(20)}==\n-----END ${kind}PRIVATE KEY-----`
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
  }
  for (const [name, text] of Object.entries(shapes))
    test(name, () => {
      const masker = createMasker([])
      assert.match(masker.mask(`before ${text} after`), /^before \[masked:[0-9a-f]{6}-1\] after$/)
      assert.match(masker.mask(`"${text}",`), /^"\[masked:[0-9a-f]{6}-1\]",$/)
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
