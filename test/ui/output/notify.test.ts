import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from '../../helpers/properties.ts'
import { clipboard, notification } from '../../../source/ui/output/notify.ts'

const tmux = { TMUX: '/tmp/tmux-0/default,1,0' }

describe('notifications', () => {
  test('are OSC 9', () => assert.equal(notification('job 3 asks', {}), '\u001B]9;tos: job 3 asks\u0007'))
  test('inside tmux go to the terminal outside', () =>
    assert.equal(notification('done', tmux), '\u001BPtmux;\u001B\u001B]9;tos: done\u0007\u001B\\'))
  test('carry no control characters, whatever the text', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const [, inside = 'none'] = /^\u001B\]9;([^]*)\u0007$/.exec(notification(text, {})) ?? []
        assert.match(inside, /^[^\u0000-\u001F\u007F-\u009F]*$/)
        assert.ok(inside.length < 500)
      }),
    ))
})

describe('the clipboard', () => {
  test('is OSC 52 in base64', () => assert.equal(clipboard('あ', {}), '\u001B]52;c;44GC\u0007'))
  test('inside tmux both clipboards are told', () =>
    assert.equal(clipboard('a', tmux), '\u001B]52;c;YQ==\u0007\u001BPtmux;\u001B\u001B]52;c;YQ==\u0007\u001B\\'))
  test('refuses what terminals would drop', () => assert.equal(clipboard('x'.repeat(60_000), {}), null))
})
