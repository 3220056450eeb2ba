import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { strokesOf } from '../../../source/ui/input/stroke.ts'

const namesOf = (text: string) => strokesOf(text).map(({ name }) => name)

describe('the name of a key', () => {
  test('a letter is itself, upper case too', () => assert.deepEqual(namesOf('qG'), ['q', 'G']))
  test('fast typing is several keys', () => assert.deepEqual(namesOf('jjk'), ['j', 'j', 'k']))
  test('the full-width forms of a Japanese input method count as plain keys', () => {
    assert.deepEqual(namesOf('ｑ４？。、'), ['q', '4', '?', '.', ','])
  })
  test('the space bar has a word, and is text as well', () => {
    assert.deepEqual(strokesOf(' '), [{ name: 'space', text: ' ', isSure: false }])
    assert.deepEqual(namesOf('\u3000'), ['space'])
  })
  test('only what is text has text', () => {
    assert.deepEqual(strokesOf('か\r'), [
      { name: 'か', text: 'か', isSure: false },
      { name: 'enter', text: '', isSure: false },
    ])
  })
  test('control keys are keys also among letters that came with them', () => {
    assert.deepEqual(namesOf('J0\u0014\r\t\u007F'), ['J', '0', 'ctrl+t', 'enter', 'tab', 'backspace'])
  })
})
