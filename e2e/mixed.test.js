import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import { NodeProvider, ONE_ALPH } from '@alephium/web3'
import { PrivateKeyWallet } from '@alephium/web3-wallet'
import { DEVNET, Testnet, eventually } from './testnet.js'

const VARIABLE = 'FLOWBED_ALEPHIUM_JAR'
const jar = process.env[VARIABLE]
const skip = !jar && `${VARIABLE} names no official full node: set it to the path of its jar`
if (skip) console.log(`SKIPPED: ${skip}`)

const OTHER_WAY_ROUND = `
apiVersion: flowbed.dev/v1alpha1
kind: Testnet
metadata:
  name: other
spec:
  client: alephium
  version: 4.6.0
  miners:
    - name: cpu
      maxHashrate: 200k
---
apiVersion: flowbed.dev/v1alpha1
kind: FullNode
metadata:
  name: other-rill
spec:
  testnetRef:
    name: other
  client: rill
`

for (const [name, extraName, fileIn] of [
  ['rill nodes with an official one as an extra node', 'mixed-official', async () => 'examples/mixed.yaml'],
  [
    'official nodes with a rill as an extra node',
    'other-rill',
    async (folder) => {
      const file = path.join(folder, 'other.yaml')
      await writeFile(file, OTHER_WAY_ROUND)
      return file
    }
  ]
]) {
  describe(`a testnet of ${name}`, { skip }, () => {
    let folder
    let testnet
    let extra

    before(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'flowbed-mixed-'))
      testnet = await Testnet.up(await fileIn(folder), '--alephium-jar', jar)
      extra = new NodeProvider(testnet.resources.find((r) => r.kind === 'FullNode' && r.metadata.name === extraName).status.endpoints.rest)
    })

    after(async () => {
      await testnet?.down()
      await rm(folder, { recursive: true, force: true })
    })

    const heightsOfExtra = () =>
      Promise.all(
        Array.from({ length: 16 }, async (_, i) => {
          const chain = { fromGroup: Math.floor(i / 4), toGroup: i % 4 }
          return (await extra.blockflow.getBlockflowChainInfo(chain)).currentHeight
        })
      )

    it('has every chain grow on the extra node as on the clique', async () => {
      const start = await testnet.heights(0)
      await eventually(`every chain of the extra node higher than ${start}`, async () =>
        (await heightsOfExtra()).every((height, i) => height > start[i])
      )
    })

    it('has a transfer by way of either in the blocks of both', async () => {
      for (const [group, at, other] of [
        [0, extra, testnet.provider(0, 0)],
        [1, testnet.provider(0, 1), extra]
      ]) {
        const sender = PrivateKeyWallet.FromMnemonicWithGroup(DEVNET, group, undefined, undefined, undefined, at)
        const receiver = PrivateKeyWallet.Random(group)
        const { txId } = await sender.signAndSubmitTransferTx({
          signerAddress: sender.address,
          destinations: [{ address: receiver.address, attoAlphAmount: ONE_ALPH * 2n }]
        })
        for (const provider of [at, other]) {
          await eventually(`${txId} in a block and 2 ALPH at both`, async () => {
            const status = await provider.transactions.getTransactionsStatus({ txId, fromGroup: group })
            const { balance } = await provider.addresses.getAddressesAddressBalance(receiver.address)
            return status.type === 'Confirmed' && BigInt(balance) === ONE_ALPH * 2n
          })
        }
      }
    })
  })
}
