import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { ONE_ALPH } from '@alephium/web3'
import { PrivateKeyWallet } from '@alephium/web3-wallet'
import WebSocket from 'ws'
import { Testnet, eventually, holds } from './testnet.js'

describe('a testnet of two cliques and two shards', () => {
  let testnet

  before(async () => {
    testnet = await Testnet.given('examples/quickstart.yaml')
  })

  after(async () => {
    await testnet?.down()
  })

  it('has sixteen chains, and each of them grows on both cliques', async () => {
    const start = await testnet.heights(0)
    assert.equal(start.length, 16)
    for (const clique of [0, 1]) {
      await eventually(`every chain of clique ${clique} higher than ${start}`, async () =>
        (await testnet.heights(clique)).every((height, i) => height > start[i])
      )
    }
  })

  for (let from = 0; from < 4; from++) {
    for (let to = 0; to < 4; to++) {
      it(`moves ALPH from group ${from} to group ${to}, seen by both cliques`, async () => {
        const at = (from + to) % 2
        const other = 1 - at
        const receiver = PrivateKeyWallet.Random(to)
        const { txId } = await testnet.sender(from, at).signAndSubmitTransferTx({
          signerAddress: testnet.sender(from, at).address,
          destinations: [{ address: receiver.address, attoAlphAmount: ONE_ALPH * 3n }]
        })
        await testnet.settled(from, txId)
        for (const clique of [at, other]) {
          await eventually(`3 ALPH of ${receiver.address} at clique ${clique}`, async () => {
            const balance = await testnet.provider(clique, to).addresses.getAddressesAddressBalance(receiver.address)
            return BigInt(balance.balance) === ONE_ALPH * 3n
          })
        }
        await holds(async () => {
          const details = await testnet.provider(other, from).transactions.getTransactionsDetailsTxid(txId, { fromGroup: from })
          assert.equal(details.unsigned.txId, txId)
        })
      })
    }
  }

  it('moves many outputs at once, and sweeps them together again', async () => {
    const wallet = testnet.sender(1, 0)
    const receiver = PrivateKeyWallet.Random(2, testnet.provider(1, 2))
    const { txId } = await wallet.signAndSubmitTransferTx({
      signerAddress: wallet.address,
      destinations: Array.from({ length: 8 }, () => ({ address: receiver.address, attoAlphAmount: ONE_ALPH }))
    })
    await testnet.settled(1, txId)
    const provider = testnet.provider(1, 2)
    await eventually('8 outputs at the other clique', async () => {
      const balance = await provider.addresses.getAddressesAddressBalance(receiver.address)
      return balance.utxoNum === 8
    })
    const built = await holds(async () => {
      const { unsignedTxs } = await provider.transactions.postTransactionsSweepAddressBuild({
        fromPublicKey: receiver.publicKey,
        toAddress: receiver.address
      })
      assert.equal(unsignedTxs.length, 1)
      return unsignedTxs[0]
    })
    const signature = await receiver.signRaw(receiver.address, built.txId)
    await provider.transactions.postTransactionsSubmit({ unsignedTx: built.unsignedTx, signature })
    await testnet.settled(2, built.txId)
    await eventually('one output', async () => {
      const balance = await testnet.provider(0, 2).addresses.getAddressesAddressBalance(receiver.address)
      return balance.utxoNum === 1
    })
  })

  it('refuses to send more than there is, with the official words', async () => {
    const poor = PrivateKeyWallet.Random(0, testnet.provider(0, 0))
    await assert.rejects(
      poor.signAndSubmitTransferTx({
        signerAddress: poor.address,
        destinations: [{ address: poor.address, attoAlphAmount: ONE_ALPH }]
      }),
      /Not enough balance/
    )
  })

  it('tells of new blocks over the WebSocket', async () => {
    const socket = new WebSocket(testnet.restOf(1, 0).replace('http', 'ws') + '/ws')
    try {
      const messages = []
      socket.on('message', (data) => messages.push(JSON.parse(data)))
      await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
      socket.send(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'subscribe', params: ['block'] }))
      const answer = await eventually('an answer to subscribe', () => messages.find((m) => m.id === 1))
      assert.ok(answer.result, JSON.stringify(answer))
      const block = await eventually('a block', () => messages.find((m) => m.method === 'subscription'))
      assert.ok(block.params.result.block.hash)
    } finally {
      socket.terminate()
    }
  })
})
