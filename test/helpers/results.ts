// Takes results and thrown failures apart, failing the test when they are the other way round.
import assert from 'node:assert/strict'
import { describeFailure, Failed, type Failure, type Result } from '../../source/core/failure.ts'

export function valueOf<T>(result: Result<T>): T {
  return result.ok ? result.value : assert.fail(`failed: ${describeFailure(result.failure)}`)
}

export function failureOf(result: Result<unknown>): Failure {
  return result.ok ? assert.fail(`worked: ${JSON.stringify(result.value)}`) : result.failure
}

/** The failure that `act` throws; whatever else it throws fails the test. */
export function failureThrownBy(act: () => unknown): Failure {
  try {
    act()
  } catch (error) {
    if (error instanceof Failed) return error.failure
    throw error
  }
  return assert.fail('nothing was thrown')
}
