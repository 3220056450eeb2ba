import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { edited, emptyField, fieldText, insert, type Field } from '../../../source/ui/draw/field.ts'

const press = (field: Field, ...keys: string[]): Field => keys.reduce((at, key) => edited(at, key) ?? at, field)
const typed = (text: string): Field => insert(emptyField, text)

describe('a text field', () => {
  test('takes what an input method commits, whole words at once', () => {
    assert.equal(fieldText(insert(typed('大きな変更'), 'の前')), '大きな変更の前')
  })
  test('deletes whole characters as a person sees them', () => {
    assert.equal(fieldText(press(typed('か\u3099x'), 'backspace', 'backspace')), '')
    assert.equal(fieldText(press(typed('a👍🏽b'), 'left', 'backspace')), 'ab')
    assert.equal(fieldText(press(typed('日本'), 'home', 'delete')), '本')
  })
  test('moves by whole characters', () => {
    assert.deepEqual(press(typed('a👍🏽b'), 'left', 'left'), { before: 'a', after: '👍🏽b' })
    assert.deepEqual(press(typed('ab'), 'home', 'right'), { before: 'a', after: 'b' })
    assert.deepEqual(press(typed('ab'), 'home', 'end'), { before: 'ab', after: '' })
  })
  test('deletes words and lines as a shell does', () => {
    assert.equal(fieldText(press(typed('one two'), 'ctrl+w')), 'one ')
    assert.equal(fieldText(press(typed('one two'), 'ctrl+u')), '')
  })
  test('shows what could steer a terminal, and makes line ends spaces', () => {
    assert.equal(fieldText(typed('a\r\nb\u001B[2Jc\u0007')), 'a bc␇')
  })
  test('knows no other keys', () => assert.equal(edited(typed('a'), 'pageUp'), null))
})
