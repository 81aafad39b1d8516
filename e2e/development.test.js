import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { Contract, ContractFactory, ContractInstance, ONE_ALPH, web3 } from '@alephium/web3'
import { PrivateKeyWallet } from '@alephium/web3-wallet'
import { Testnet } from './testnet.js'

const DAY = 86_400_000
const INVALID = 2
const FAILED = 1

const compiled = JSON.parse(
  await readFile(path.join(path.dirname(new URL(import.meta.url).pathname), 'contracts', 'compiled.json'), 'utf8')
)
const codeOf = (name) => Contract.fromCompileResult(compiled.contracts.find((c) => c.name === name))
const counterCode = codeOf('Counter')
const become = counterCode.functions.findIndex((method) => method.name === 'become')
const otherCode = { type: 'ByteVec', value: codeOf('BigCounter').bytecode }

class CounterFactory extends ContractFactory {
  at(address) {
    return new ContractInstance(address)
  }
}

// nobody mines: what is on the chains came from the aids. The network id is no other testnet's, which could become a peer.
const resources = (name, settings) => `
apiVersion: flowbed.dev/v1alpha1
kind: Testnet
metadata:
  name: ${name}
spec:
  networkId: 61
  consensus: {numZerosAtLeastInHash: 0}
${settings}
`

describe('flowbed dev', () => {
  let folder
  let testnet

  const file = async (name, settings) => {
    const written = path.join(folder, `${name}.yaml`)
    await writeFile(written, resources(name, settings))
    return written
  }

  const dev = async (...args) => JSON.parse(await testnet.flowbed('dev', ...args, '-o', 'json'))

  const refused = async (command, code, message) =>
    assert.rejects(command, (error) => {
      assert.match(error.stderr, message)
      assert.equal(error.code, code)
      return true
    })

  const balance = async (address, group) =>
    BigInt((await testnet.provider(0, group).addresses.getAddressesAddressBalance(address)).balance)

  const ask = async (where, body) => {
    const response = await fetch(`${testnet.restOf(0, 0)}${where}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body)
    })
    assert.equal(response.status, 200, await response.clone().text())
    return response.json()
  }

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'flowbed-development-'))
    testnet = await Testnet.up(await file('aided', '  development: true'))
  })

  after(async () => {
    await testnet?.down()
    await rm(folder, { recursive: true, force: true })
  })

  it('mines so many blocks on every chain, and nobody else does', async () => {
    const start = await testnet.heights(0)
    assert.equal((await dev('mine', '3', '2s')).length, 3 * 16)
    assert.deepEqual(
      await testnet.heights(0),
      start.map((height) => height + 3)
    )
  })

  it('moves time forward, for the blocks too', async () => {
    const earlier = await dev('time')
    const later = await dev('time', '24h')
    assert.equal(later.offset, earlier.offset + DAY)
    assert.ok(later.now >= earlier.now + DAY)

    const [{ hash }] = await dev('mine')
    const { timestamp } = await testnet.provider(0, 0).blockflow.getBlockflowHeadersBlockHash(hash)
    assert.ok(timestamp >= later.now, `${timestamp} is before ${later.now}`)
    await refused(testnet.flowbed('dev', 'time', 'yesterday'), INVALID, /DURATION: /)
  })

  it('funds any address', async () => {
    const { address } = PrivateKeyWallet.Random(3)
    await dev('fund', address, '12.5')
    assert.equal(await balance(address, 3), (ONE_ALPH * 25n) / 2n)
    await refused(testnet.flowbed('dev', 'fund', 'nobody', '1'), INVALID, /ADDRESS: /)
  })

  it('goes back to a snapshot of the whole state', async () => {
    const { address } = PrivateKeyWallet.Random(1)
    await dev('fund', address, '1')
    const heights = await testnet.heights(0)
    const base = await dev('snapshot', 'base')
    for (let i = 0; i < 2; i++) {
      await dev('fund', address, '2')
      await dev('snapshot', 'later')
      assert.equal(await balance(address, 1), ONE_ALPH * 3n)
      assert.deepEqual(await dev('revert', 'base'), base)
      assert.equal(await balance(address, 1), ONE_ALPH)
      assert.deepEqual(await testnet.heights(0), heights)
    }
    assert.deepEqual(await dev('snapshots'), [base])
    await refused(testnet.flowbed('dev', 'revert', 'later'), FAILED, /Snapshot later not found/)
  })

  it('calls a contract as somebody whose key it has not, and changes nothing', async () => {
    const owner = PrivateKeyWallet.Random(0).address
    const stranger = PrivateKeyWallet.Random(0).address
    for (const address of [owner, stranger]) {
      await dev('fund', address, '1')
    }
    web3.setCurrentNodeProvider(testnet.restOf(0, 0))
    const initialFields = { step: 3n, owner, count: 10n }
    const { contractInstance } = await new CounterFactory(counterCode).deploy(testnet.sender(0, 0), { initialFields }, 0)
    await dev('mine')
    const state = await testnet.provider(0, 0).contracts.getContractsAddressState(contractInstance.address)
    assert.ok(counterCode.hasCodeHash(state.codeHash), state.codeHash)

    const { address } = contractInstance
    const as = (callerAddress) =>
      ask('/dev/call-contract', { group: 0, address, methodIndex: become, args: [otherCode], callerAddress })
    const changed = await as(owner)
    assert.equal(changed.type, 'CallContractSucceeded', JSON.stringify(changed))
    assert.ok(!counterCode.hasCodeHash(changed.contracts[0].codeHash))
    const failed = await as(stranger)
    assert.equal(failed.type, 'CallContractFailed')
    assert.match(failed.error, /Error Code: 8/)
    assert.deepEqual(await testnet.provider(0, 0).contracts.getContractsAddressState(address), state)
  })

  it('says what is wrong where the aids are off, and none are to be had on a public network', async () => {
    const plain = await Testnet.up(await file('plain', '  development: false'))
    try {
      for (const aid of [['time', '1h'], ['mine']]) {
        await refused(plain.flowbed('dev', ...aid), FAILED, /development aids are off .* its Testnet must say development: true/)
      }
      assert.ok((await plain.heights(0)).every((height) => height === 0))
    } finally {
      await plain.down()
    }
    const ours = await file('public', '  development: true')
    await writeFile(ours, (await readFile(ours, 'utf8')).replace('networkId: 61', 'networkId: 1'))
    await refused(testnet.flowbed('up', ours), INVALID, /spec\.networkId: must be from 2 to 127, is 1/)
  })
})
