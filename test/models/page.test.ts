import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { pageWords } from '../../source/models/page.ts'

const pages: [what: string, page: string, words: string][] = [
  [
    'says once what its title says again',
    '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.22.1</center>\r\n</body></html>',
    '502 Bad Gateway nginx/1.22.1',
  ],
  [
    'is what stands between its scripts, styles and remarks',
    '<HTML><HEAD><STYLE><!-- body { a: b } --></STYLE></HEAD><body id=E><h1>ERROR</h1><p>Connection to 127.0.0.1 failed.</p><script>if (1<2) alert("</p>")</script><p>(111) Connection refused</p><!-- ERR --></body></HTML>',
    'ERROR Connection to 127.0.0.1 failed. (111) Connection refused',
  ],
  ['may have a title alone', '<html><head><title>Blocked</title></head><body></body></html>', 'Blocked'],
  ['hides what a script does not end', 'before <script>var a = 1 <b>', 'before'],
  ['has a header that is no head', '<header>Sign in</header>', 'Sign in'],
  ['is a text where it has no marks', 'upstream  connect error', 'upstream connect error'],
]

describe('a page', () => {
  for (const [what, page, words] of pages) test(what, () => assert.equal(pageWords(page), words))
})
