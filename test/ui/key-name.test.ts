import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Key } from 'ink'
import { strokesOf } from '../../source/ui/key-name.ts'

const key = (more: Partial<Key> = {}): Key => ({ ctrl: false, meta: false, tab: false, shift: false, ...more }) as Key

const keyNames = (input: string, pressed: Key) => strokesOf(input, pressed).map(({ name }) => name)

describe('the name of a key', () => {
  test('a letter is itself, upper case too', () => {
    assert.deepEqual(keyNames('q', key()), ['q'])
    assert.deepEqual(keyNames('G', key({ shift: true })), ['G'])
  })
  test('fast typing is several keys', () => assert.deepEqual(keyNames('jjk', key()), ['j', 'j', 'k']))
  test('arrows, paging and the like have words', () => {
    assert.deepEqual(keyNames('', key({ upArrow: true })), ['up'])
    assert.deepEqual(keyNames('', key({ pageDown: true })), ['pageDown'])
    assert.deepEqual(keyNames('\r', key({ return: true })), ['enter'])
    assert.deepEqual(keyNames('', key({ escape: true })), ['esc'])
  })
  test('control and shift stand in front', () => {
    assert.deepEqual(keyNames('t', key({ ctrl: true })), ['ctrl+t'])
    assert.deepEqual(keyNames('', key({ tab: true, shift: true })), ['shift+tab'])
  })
  test('the full-width forms of a Japanese input method count as plain keys', () => {
    assert.deepEqual(keyNames('ｑ４？。、', key()), ['q', '4', '?', '.', ','])
  })
  test('the space bar has a word, and is text as well', () => {
    assert.deepEqual(strokesOf(' ', key()), [{ name: 'space', text: ' ' }])
    assert.deepEqual(keyNames('\u3000', key()), ['space'])
  })
  test('only what is text has text', () => {
    assert.deepEqual(strokesOf('か', key()), [{ name: 'か', text: 'か' }])
    assert.deepEqual(strokesOf('\r', key({ return: true })), [{ name: 'enter', text: '' }])
  })
  test('control keys are keys also among letters that came with them', () => {
    assert.deepEqual(keyNames('J0\u0014\r\t\u007F', key()), ['J', '0', 'ctrl+t', 'enter', 'tab', 'backspace'])
  })
  test('Alt chords are no keys: tmux and input methods lose them', () => {
    assert.deepEqual(keyNames('q', key({ meta: true })), [])
  })
})
