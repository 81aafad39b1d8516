// Measures contract calls per second over REST: a counter is deployed from the well-known development wallet, then read.
//   (cd e2e && npm ci) && node benchmarks/contract-calls.js [--seconds N] [--parallel N] URL...
// Each URL is a node of a development network of its own (one broker of four groups), rill or the official node, which mines by
// itself until the contract is there. With several, they are asked by turns.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'

const fromE2e = createRequire(new URL('../e2e/package.json', import.meta.url))
const { Contract, ContractFactory, ContractInstance, NodeProvider, web3 } = fromE2e('@alephium/web3')
const { PrivateKeyWallet, deriveHDWalletPrivateKeyForGroup } = fromE2e('@alephium/web3-wallet')

const { values, positionals: urls } = parseArgs({
  allowPositionals: true,
  options: { seconds: { type: 'string', default: '5' }, parallel: { type: 'string', default: '4' } }
})
const ROUNDS = 3
const GROUP = 0
const WORDS =
  'vault alarm sad mass witness property virus style good flower rice alpha viable evidence run glare pretty scout evil judge enroll refuse another lava'
const compiled = JSON.parse(await readFile(new URL('../e2e/contracts/compiled.json', import.meta.url)))

class Factory extends ContractFactory {
  at(address) {
    return new ContractInstance(address)
  }
}

const deployed = async (url) => {
  const provider = new NodeProvider(url)
  web3.setCurrentNodeProvider(provider)
  const [privateKey] = deriveHDWalletPrivateKeyForGroup(WORDS, GROUP, 'default')
  const signer = new PrivateKeyWallet({ privateKey, nodeProvider: provider })
  const counter = Contract.fromCompileResult(compiled.contracts.find((contract) => contract.name === 'Counter'))
  const initialFields = Object.fromEntries(
    counter.fieldsSig.names.map((name, i) => [name, { Bool: false, ByteVec: '', Address: signer.address }[counter.fieldsSig.types[i]] ?? 1n])
  )
  const result = await new Factory(counter).deploy(signer, { initialFields })
  // a newest block may still lose against another one of its height, and the contract with it
  await eventually(`${result.txId} at ${url} in a block that another one follows`, async () => {
    const status = await provider.transactions.getTransactionsStatus({ txId: result.txId })
    return status.type === 'Confirmed' && status.chainConfirmations > 1
  })
  const method = counter.functions.findIndex((fn) => fn.paramNames.length === 0 && fn.returnTypes.length > 0)
  return { group: GROUP, address: result.contractInstance.address, methodIndex: method }
}

const eventually = async (what, check, seconds = 120) => {
  const deadline = Date.now() + seconds * 1000
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error(`not within ${seconds} s: ${what}`)
    await sleep(200)
  }
}

const mine = (url, action) => fetch(`${url}/miners/cpu-mining?action=${action}-mining`, { method: 'POST' })

const call = async (url, body) => {
  const response = await fetch(`${url}/contracts/call-contract`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body
  })
  const answer = await response.json()
  if (answer.type !== 'CallContractSucceeded') throw new Error(`${url}: ${JSON.stringify(answer)}`)
}

const perSecond = async (url, body) => {
  const began = performance.now()
  const until = began + Number(values.seconds) * 1000
  let calls = 0
  const caller = async () => {
    while (performance.now() < until) {
      await call(url, body)
      calls++
    }
  }
  await Promise.all(Array.from({ length: Number(values.parallel) }, caller))
  return (calls / (performance.now() - began)) * 1000
}

const nodes = []
for (const url of urls) {
  await mine(url, 'start')
  nodes.push({ url, body: JSON.stringify(await deployed(url)), rates: [] })
  await mine(url, 'stop')
  // what was being mined may still come and move the state on
  await eventually(`an answer of the contract at ${url}`, () => call(url, nodes.at(-1).body).then(() => true, () => false), 30)
}
for (let round = 0; round < ROUNDS; round++) {
  for (const node of nodes) node.rates.push(await perSecond(node.url, node.body))
}
for (const { url, rates } of nodes) {
  console.log(JSON.stringify({ url, callsPerSecond: Math.round(rates.sort((a, b) => a - b)[ROUNDS >> 1]) }))
}
