import assert from 'node:assert/strict'
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { ONE_ALPH } from '@alephium/web3'
import { PrivateKeyWallet } from '@alephium/web3-wallet'
import { Testnet, eventually, lives } from './testnet.js'

// long enough for a transfer on a machine that is busy with other work
const IDLE = 15

const resources = (name, lifetime) => `
apiVersion: flowbed.dev/v1alpha1
kind: Testnet
metadata:
  name: ${name}
spec:
  lifetime: ${lifetime}
  miners:
    - name: cpu
      maxHashrate: 100k
`

const listens = (port) =>
  new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1' }, () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })

describe('a local testnet with a lifetime', () => {
  let folder

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'flowbed-lifetime-'))
  })

  after(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  const up = async (name, lifetime) => {
    const file = path.join(folder, `${name}.yaml`)
    await writeFile(file, resources(name, lifetime))
    return Testnet.up(file)
  }

  // no process of its own runs, and nobody listens on its ports
  const leavesNothing = async (testnet, processes, ports) => {
    await eventually('the end of its processes', () => !Object.values(processes).some((pid) => pid && lives(pid)))
    for (const [name, port] of Object.entries(ports)) {
      assert.equal(await listens(port), false, `${name} at ${port}`)
    }
    assert.deepEqual(await testnet.strays(), [])
  }

  it('hibernates when its time to live is over: warned before, nothing runs, its chains stay', async () => {
    const testnet = await up('mortal', '{ttl: 20s, onExpiry: Hibernate}')
    try {
      const processes = await testnet.processes()
      const ports = await testnet.ports()
      const state = await eventually('the end of its time', async () => {
        const now = await testnet.state()
        return now.phase === 'EXPIRED' && now
      })
      assert.equal(state.reason, 'its time to live of 20s is over')
      const told = state.events.map((event) => event.what)
      const warned = told.findIndex((what) => /^ends in \d+s, keeping its chains: its time to live is 20s$/.test(what))
      assert.ok(warned >= 0 && warned < told.indexOf('ending: its time to live of 20s is over'), told.join('\n'))
      await leavesNothing(testnet, processes, ports)
      await access(testnet.folder('nodes', testnet.nodes[0].name))
      await assert.rejects(testnet.flowbed('start', 'mortal'), /would end at once: its time to live of 20s is over/)
    } finally {
      await testnet.down()
    }
  })

  it('lives on as long as transactions come, and then goes with its data', async () => {
    const testnet = await up('idle', `{idle: ${IDLE}s}`)
    try {
      const processes = await testnet.processes()
      const ports = await testnet.ports()
      const first = Date.parse(testnet.spec.status.expiresAt)
      const sender = testnet.sender(0, 0)
      const { txId } = await sender.signAndSubmitTransferTx({
        signerAddress: sender.address,
        destinations: [{ address: PrivateKeyWallet.Random(1).address, attoAlphAmount: ONE_ALPH }]
      })
      await testnet.confirmed(0, 0, txId)
      const extended = await eventually('a later end', async () => {
        const { testnet: status } = await testnet.status()
        return Date.parse(status.expiresAt) > first && status
      })
      assert.equal(Date.parse(extended.expiresAt) - Date.parse(extended.lastActivity), IDLE * 1000)

      await eventually('its folder gone', () => access(testnet.folder()).then(() => false, () => true))
      await leavesNothing(testnet, processes, ports)
      await assert.rejects(testnet.flowbed('status', 'idle'), /there is no testnet idle\n.*no transaction came for 15s/)
    } finally {
      await testnet.forget()
    }
  })
})
