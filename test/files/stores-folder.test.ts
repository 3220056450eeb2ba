import assert from 'node:assert/strict'
import { test } from 'node:test'
import { storesFolder } from '../../source/files/layout.ts'

test('the stores lie in the state folder of the user, or where the setting says', () => {
  const home = { HOME: '/home/ann' }
  assert.equal(storesFolder(home, null), '/home/ann/.local/state/tos/stores')
  assert.equal(storesFolder({ ...home, XDG_STATE_HOME: '/state' }, null), '/state/tos/stores')
  assert.equal(storesFolder({ ...home, XDG_STATE_HOME: 'relative' }, null), '/home/ann/.local/state/tos/stores')
  assert.equal(storesFolder(home, '/big/disk'), '/big/disk')
  assert.equal(storesFolder(home, '~/stores'), '/home/ann/stores')
})

test('an environment without HOME finds a folder all the same', () => {
  assert.match(storesFolder({}, null), /^\/.+\/stores$/)
  assert.match(storesFolder({ HOME: '' }, null), /^\/.+\/stores$/)
})
