import assert from 'node:assert/strict'
import net from 'node:net'
import { after, before, describe, it } from 'node:test'
import { ONE_ALPH } from '@alephium/web3'
import { PrivateKeyWallet } from '@alephium/web3-wallet'
import { Testnet, eventually, holds, lives, startOf } from './testnet.js'

describe('a local testnet whose processes are killed', () => {
  let testnet
  const seen = new Map()

  before(async () => {
    testnet = await Testnet.up('examples/quickstart.yaml')
    await remember()
  })

  after(async () => {
    await testnet?.down()
  })

  const remember = async () => {
    const processes = await testnet.processes()
    Object.values(processes).forEach((pid) => pid && lives(pid) && seen.set(pid, startOf(pid)))
    return processes
  }

  const nodesOf = (clique) => testnet.nodes.filter((n) => n.clique === clique).map((n) => n.name)

  const answered = (promise) => promise.catch(() => undefined)

  // kill -9, then: every process runs again, no height went back, every chain grows on both cliques, and money moves
  const survives = async (names) => {
    const before = await Promise.all([0, 1].map((clique) => testnet.heights(clique)))
    const processes = await remember()
    names.forEach((name) => process.kill(processes[name], 'SIGKILL'))
    await eventually(`${names} started again`, async () => {
      const now = await remember()
      return names.every((name) => now[name] && now[name] !== processes[name] && lives(now[name]))
    })
    await whole(before)
  }

  const whole = async (before) => {
    for (const clique of [0, 1]) {
      await eventually(`all chains of clique ${clique} above ${before[clique]}`, async () => {
        const heights = await answered(testnet.heights(clique))
        return heights?.every((height, i) => height > before[clique][i])
      })
    }
    await eventually('both cliques at the same blocks', async () => {
      const heights = await answered(Promise.all([0, 1].map((clique) => testnet.heights(clique))))
      return heights?.[0].every((height, i) => Math.abs(height - heights[1][i]) <= 3)
    })
    const receiver = PrivateKeyWallet.Random(3)
    const sender = testnet.sender(2, 0)
    // a node that was just killed may not be synced yet, and builds nothing then
    const { txId } = await holds(() =>
      sender.signAndSubmitTransferTx({
        signerAddress: sender.address,
        destinations: [{ address: receiver.address, attoAlphAmount: ONE_ALPH }]
      })
    )
    await testnet.confirmed(1, 2, txId)
  }

  it('is whole again after a broker is killed, whichever it is', async () => {
    for (const { name } of testnet.nodes) {
      await survives([name])
    }
  })

  it('is whole again after a clique is killed at once, whichever it is', async () => {
    for (const clique of [0, 1]) {
      await survives(nodesOf(clique))
    }
  })

  it('is whole again after every node is killed at once', async () => {
    await survives([...nodesOf(0), ...nodesOf(1)])
  })

  it('mines again after the miner is killed', async () => {
    const miners = Object.keys(await testnet.processes()).filter(
      (name) => name !== 'supervisor' && !testnet.nodes.some((node) => node.name === name)
    )
    assert.ok(miners.length > 0)
    await survives(miners)
  })

  it('keeps its nodes while the supervisor is dead, and takes them up again', async () => {
    const before = await Promise.all([0, 1].map((clique) => testnet.heights(clique)))
    const processes = await remember()
    process.kill(processes.supervisor, 'SIGKILL')
    await whole(before)
    await testnet.flowbed('start', testnet.name)
    const now = await eventually('another supervisor', async () => {
      const after = await remember()
      return after.supervisor !== processes.supervisor && after
    })
    for (const { name } of testnet.nodes) {
      assert.equal(now[name], processes[name], `${name} was not touched`)
    }
    await survives([testnet.nodes[0].name])
  })

  it('leaves no process and no port behind, even when its supervisor was killed before', async () => {
    const processes = await remember()
    const ports = testnet.nodes.flatMap((n) => [new URL(n.endpoints.rest).port, n.endpoints.minerApi.split(':').pop()])
    process.kill(processes.supervisor, 'SIGKILL')
    await testnet.flowbed('down', testnet.name)
    assert.deepEqual([...seen].filter(([pid, start]) => lives(pid) && startOf(pid) === start), [])
    for (const port of ports) {
      await new Promise((resolve, reject) => {
        const server = net.createServer().once('error', reject)
        server.listen({ port: Number(port), host: '127.0.0.1' }, () => server.close(resolve))
      })
    }
  })
})
