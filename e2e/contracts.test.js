import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { after, before, describe, it } from 'node:test'
import {
  Contract,
  ContractFactory,
  ContractInstance,
  DUST_AMOUNT,
  ExecutableScript,
  MINIMAL_CONTRACT_DEPOSIT,
  ONE_ALPH,
  Script,
  addressFromContractId,
  callMethod,
  disableContractDebugMessage,
  fetchContractState,
  getDebugMessagesFromTx,
  groupOfAddress,
  multicallMethods,
  signExecuteMethod,
  subContractId,
  subscribeContractEvents,
  testMethod,
  web3
} from '@alephium/web3'
import { PrivateKeyWallet } from '@alephium/web3-wallet'
import { Testnet, eventually, holds } from './testnet.js'

const compiled = JSON.parse(
  await readFile(path.join(path.dirname(new URL(import.meta.url).pathname), 'contracts', 'compiled.json'), 'utf8')
)
const contracts = Object.fromEntries(compiled.contracts.map((c) => [c.name, Contract.fromCompileResult(c)]))
const byCodeHash = (hash) => Object.values(contracts).find((contract) => contract.hasCodeHash(hash))
const scripts = Object.fromEntries(
  compiled.scripts.map((s) => [s.name, new ExecutableScript(Script.fromCompileResult(s), byCodeHash)])
)

class Instance extends ContractInstance {}
class Factory extends ContractFactory {
  at(address) {
    return new Instance(address)
  }
}
const factory = (name) => new Factory(contracts[name])

describe('contracts', () => {
  let testnet
  let wallets
  const counters = []

  before(async () => {
    testnet = await Testnet.given('examples/quickstart.yaml')
    web3.setCurrentNodeProvider(testnet.restOf(0, 0))
    disableContractDebugMessage()
    wallets = [0, 1, 2, 3].map((group) => testnet.sender(group, 0))
  })

  after(async () => {
    await testnet?.down()
  })

  // a newest block may still lose against another one of its height, and with it what its transactions did
  const confirmed = (group, { txId }) => testnet.settled(group, txId, 2)

  /** The transaction as it is in its block: what its script did counts, not only that it is there. */
  async function done(group, sent) {
    await confirmed(group, sent)
    return holds(async () => {
      const details = await testnet.provider(0, group).transactions.getTransactionsDetailsTxid(sent.txId, { fromGroup: group })
      assert.equal(details.scriptExecutionOk, true)
      return details
    })
  }

  async function deploy(name, group, params) {
    const result = await factory(name).deploy(wallets[group], params, group)
    await done(group, result)
    assert.equal(result.contractInstance.groupIndex, group)
    return result.contractInstance
  }

  const call = (name, instance, method, params = {}) => callMethod(factory(name), instance, method, params, byCodeHash)

  /** What a contract says once its chains have settled. */
  const says = (name, instance, method, expected, params) =>
    holds(async () => assert.deepEqual((await call(name, instance, method, params)).returns, expected))

  const isGone = (name, instance, method) => holds(() => assert.rejects(call(name, instance, method), /Failed in IO/))

  const send = async (name, instance, method, params = {}, wallet = wallets[instance.groupIndex]) => {
    const sent = await signExecuteMethod(factory(name), instance, method, { signer: wallet, ...params })
    await done(instance.groupIndex, sent)
    return sent
  }

  for (let group = 0; group < 4; group++) {
    it(`are deployed, called and changed in group ${group}`, async () => {
      const counter = await deploy('Counter', group, {
        initialFields: { step: 3n, owner: wallets[group].address, count: 10n }
      })
      counters.push(counter)
      await says('Counter', counter, 'value', 10n)
      const tried = await call('Counter', counter, 'increase', { args: { times: 2n } })
      assert.equal(tried.returns, 16n)
      assert.deepEqual(tried.events.map((e) => [e.name, e.fields]), [['Increased', { by: 6n, to: 16n }]])
      assert.deepEqual(tried.contracts[0].fields.count, 16n)
      await says('Counter', counter, 'value', 10n)
      await send('Counter', counter, 'increase', { args: { times: 2n } })
      await says('Counter', counter, 'value', 16n)
    })
  }

  it('take and give values of every type', async () => {
    const args = { number: -5n, bytes: '00ff', flags: [true, false], who: wallets[3].address }
    await says('Counter', counters[0], 'echo', [-5n, '00ff', [true, false], wallets[3].address], { args })
  })

  it('are called several at once', async () => {
    await holds(async () => {
      const results = await multicallMethods(
        factory('Counter'),
        counters[0],
        [{ value: {}, increase: { args: { times: 1n } } }, { value: {} }],
        byCodeHash
      )
      assert.deepEqual(results.map((r) => r.value.returns), [16n, 16n])
      assert.equal(results[0].increase.returns, 19n)
    })
  })

  it('are changed twice by one script, of which the second call sees the first', async () => {
    const sent = await scripts.CountTwice.execute({
      signer: wallets[1],
      initialFields: { counter: counters[1].contractId, times: 4n }
    })
    await done(1, sent)
    await says('Counter', counters[1], 'value', 40n)
  })

  it('are called by a script that returns what they say', async () => {
    const second = await deploy('Counter', 2, { initialFields: { step: 1n, owner: wallets[2].address, count: 5n } })
    await holds(async () => {
      const { returns, gasUsed } = await scripts.Sum.call({
        groupIndex: 2,
        initialFields: { first: counters[2].contractId, second: second.contractId }
      })
      assert.equal(returns, 21n)
      assert.ok(gasUsed > 0)
    })
  })

  it('refuse calls and scripts with the official words', async () => {
    await assert.rejects(
      call('Counter', counters[0], 'increase', { args: { times: 11n } }),
      new RegExp(`VM execution error: Assertion Failed in Contract @ ${counters[0].address}, Error Code: 7`)
    )
    await assert.rejects(
      signExecuteMethod(factory('Counter'), counters[0], 'increase', { signer: wallets[0], args: { times: 11n } }),
      new RegExp(`Execution error when emulating tx script or contract: Assertion Failed in Contract @ ${counters[0].address}, Error Code: 7`)
    )
    const poor = PrivateKeyWallet.Random(0, testnet.provider(0, 0))
    await assert.rejects(
      signExecuteMethod(factory('Counter'), counters[0], 'increase', { signer: poor, args: { times: 1n } }),
      /Insufficient funds for gas/
    )
    await assert.rejects(
      testnet.provider(0, 0).contracts.postContractsCompileContract({ code: 'Contract A() {}' }),
      /rill does not compile Ralph/
    )
  })

  it('are tested in a state made up for it, private methods and debug messages included', async () => {
    const owner = wallets[0].address
    const tested = await testMethod(
      factory('Counter'),
      'increase',
      { initialFields: { step: 2n, owner, count: 1n }, args: { times: 3n }, blockTimeStamp: 1234 },
      byCodeHash
    )
    assert.equal(tested.returns, 7n)
    assert.equal(tested.events[0].timestamp, 1234)
    assert.deepEqual(tested.events[0].fields, { by: 6n, to: 7n })
    assert.deepEqual(tested.debugMessages.map((m) => m.message), ['counted to 7'])
    const inner = await testMethod(
      factory('Counter'),
      'stepsOf',
      { initialFields: { step: 2n, owner, count: 1n }, args: { times: 21n } },
      byCodeHash
    )
    assert.equal(inner.returns, 42n)
  })

  describe('with tokens', () => {
    const group = 1
    const other = 2
    let vault
    let token

    const holdsTokens = (address, amount) =>
      holds(async () => {
        const balance = await testnet.provider(0, groupOfAddress(address)).addresses.getAddressesAddressBalance(address)
        assert.equal(BigInt(balance.tokenBalances?.find(({ id }) => id === token)?.amount ?? 0n), amount)
      })

    it('issue some to themselves and hand them out', async () => {
      vault = await deploy('Vault', group, { initialFields: { out: 0n }, issueTokenAmount: 1000n })
      token = vault.contractId
      await send('Vault', vault, 'withdraw', {
        args: { to: wallets[group].address, amount: 100n },
        attoAlphAmount: DUST_AMOUNT * 2n
      })
      await holdsTokens(wallets[group].address, 100n)
      await says('Vault', vault, 'paidOut', 100n)
    })

    it('see them move to another group and back', async () => {
      const receiver = PrivateKeyWallet.Random(other, testnet.provider(0, other))
      const there = await wallets[group].signAndSubmitTransferTx({
        signerAddress: wallets[group].address,
        destinations: [{ address: receiver.address, attoAlphAmount: ONE_ALPH, tokens: [{ id: token, amount: 60n }] }]
      })
      await confirmed(group, there)
      await holdsTokens(receiver.address, 60n)
      await holdsTokens(wallets[group].address, 40n)
      const back = await receiver.signAndSubmitTransferTx({
        signerAddress: receiver.address,
        destinations: [{ address: wallets[group].address, attoAlphAmount: DUST_AMOUNT, tokens: [{ id: token, amount: 10n }] }]
      })
      await confirmed(other, back)
      await holdsTokens(wallets[group].address, 50n)
    })

    it('take them back, with a script that approves them', async () => {
      await send('Vault', vault, 'giveBack', {
        args: { amount: 30n },
        attoAlphAmount: DUST_AMOUNT,
        tokens: [{ id: token, amount: 30n }]
      })
      await holdsTokens(wallets[group].address, 20n)
      const sent = await scripts.HalfBack.execute({
        signer: wallets[group],
        initialFields: { vault: vault.contractId, token, amount: 10n },
        attoAlphAmount: ONE_ALPH
      })
      await done(group, sent)
      await holdsTokens(wallets[group].address, 25n)
      await says('Vault', vault, 'paidOut', 75n)
    })

    it('issue some to an address at once', async () => {
      const receiver = PrivateKeyWallet.Random(group, testnet.provider(0, group))
      const issued = await deploy('Vault', group, {
        initialFields: { out: 0n },
        initialAttoAlphAmount: ONE_ALPH,
        initialTokenAmounts: [{ id: token, amount: 5n }],
        issueTokenAmount: 77n,
        issueTokenTo: receiver.address
      })
      await holds(async () => {
        const balance = await testnet.provider(0, group).addresses.getAddressesAddressBalance(receiver.address)
        assert.deepEqual(balance.tokenBalances, [{ id: issued.contractId, amount: '77' }])
      })
      await holdsTokens(wallets[group].address, 20n)
    })
  })

  it('make others from a template, and destroy them', async () => {
    const group = 3
    const owner = wallets[group]
    const template = (await factory('Note').deployTemplate(owner)).contractInstance
    await says('Note', template, 'read', '')
    const notebook = await deploy('Notebook', group, { initialFields: { noteTemplate: template.contractId, notes: 0n } })
    const name = '6669727374'
    const sent = await scripts.AddNote.execute({
      signer: owner,
      initialFields: { notebook: notebook.contractId, name, words: '68656c6c6f' },
      attoAlphAmount: MINIMAL_CONTRACT_DEPOSIT
    })
    await done(group, sent)
    const id = subContractId(notebook.contractId, name, group)
    await says('Notebook', notebook, 'find', id, { args: { name } })
    await says('Notebook', notebook, 'size', 1n)
    const note = factory('Note').at(addressFromContractId(id))
    await says('Note', note, 'read', '68656c6c6f')
    await send('Note', note, 'write', { args: { next: '627965' } })
    await says('Note', note, 'read', '627965')
    await send('Note', note, 'remove')
    await isGone('Note', note, 'read')
  })

  it('are called by an address of no group, which pays out of another group than theirs', async () => {
    const wallet = PrivateKeyWallet.Random(undefined, testnet.provider(0, 2), 'gl-secp256k1')
    const funded = await wallets[0].signAndSubmitTransferTx({
      signerAddress: wallets[0].address,
      destinations: [{ address: `${wallet.address}:0`, attoAlphAmount: ONE_ALPH * 3n }]
    })
    await confirmed(0, funded)
    const counter = await deploy('Counter', 2, { initialFields: { step: 7n, owner: wallets[2].address, count: 0n } })
    // a broker funds one of its groups out of the others it serves
    const sent = await eventually('enough in the other group', () =>
      scripts.CountTwice.execute({ signer: wallet, initialFields: { counter: counter.contractId, times: 1n } })
        .catch((error) => assert.match(error.message, /Not enough/))
    )
    assert.equal(sent.groupIndex, 2)
    assert.equal(sent.fundingTxs.length, 1)
    await done(2, sent)
    await says('Counter', counter, 'value', 14n)
  })

  it('show their state and their code', async () => {
    const state = await holds(() => fetchContractState(factory('Counter'), counters[2]))
    assert.deepEqual(state.fields, { step: 3n, owner: wallets[2].address, count: 16n })
    assert.equal(state.asset.alphAmount, MINIMAL_CONTRACT_DEPOSIT)
    const code = await testnet.provider(0, 2).contracts.getContractsCodehashCode(state.codeHash)
    assert.equal(code, state.bytecode)
  })

  it('are given other code, and end', async () => {
    const group = 0
    const counter = counters[group]
    const before = (await call('Counter', counter, 'value')).returns
    await send('Counter', counter, 'become', { args: { code: contracts.BigCounter.bytecode } })
    await holds(async () => {
      const after = await call('BigCounter', counter, 'value')
      assert.equal(after.returns, before * 100n)
      assert.equal(after.contracts[0].codeHash, contracts.BigCounter.codeHash)
    })
    await send('Counter', counters[1], 'end')
    await isGone('Counter', counters[1], 'value')
  })

  it('are deployed, called and paid in one chain of transactions that were not mined yet', async () => {
    const wallet = PrivateKeyWallet.Random(2, testnet.provider(0, 2))
    const rich = wallets[2]
    const provider = testnet.provider(0, 2)
    const bytecode = contracts.Counter.buildByteCodeToDeploy({ step: 1n, owner: wallet.address, count: 0n }, false)
    const built = await provider.transactions.postTransactionsBuildChained([
      {
        type: 'Transfer',
        value: {
          fromPublicKey: rich.publicKey,
          destinations: [{ address: wallet.address, attoAlphAmount: (ONE_ALPH * 5n).toString() }]
        }
      },
      { type: 'DeployContract', value: { fromPublicKey: wallet.publicKey, bytecode } }
    ])
    assert.deepEqual(built.map(({ type }) => type), ['Transfer', 'DeployContract'])
    for (const [i, signer] of [rich, wallet].entries()) {
      const { unsignedTx, txId } = built[i].value
      const signature = await signer.signRaw(signer.address, txId)
      await provider.transactions.postTransactionsSubmit({ unsignedTx, signature })
    }
    await done(2, built[1].value)
    const counter = factory('Counter').at(built[1].value.contractAddress)
    await says('Counter', counter, 'value', 0n)
  })
})

// the SDK asks for events without naming a group, which a clique of several brokers refuses, the official one too
describe('events of contracts, on one broker', () => {
  const group = 2
  let testnet
  let wallet

  before(async () => {
    testnet = await Testnet.up('examples/development.yaml')
    web3.setCurrentNodeProvider(testnet.restOf(0, group))
    disableContractDebugMessage()
    wallet = testnet.sender(group, 0)
  })

  after(async () => {
    await testnet?.down()
  })

  it('are told to subscribers, by contract, by transaction and by block', async () => {
    const { contractInstance: counter, txId } = await factory('Counter').deploy(
      wallet,
      { initialFields: { step: 3n, owner: wallet.address, count: 10n } },
      group
    )
    await testnet.confirmed(0, group, txId)
    const told = []
    const subscription = subscribeContractEvents(
      contracts.Counter,
      counter,
      { pollingInterval: 200, messageCallback: (event) => told.push(event), errorCallback: (error) => told.push(error) },
      0
    )
    try {
      const sent = []
      for (const times of [2n, 1n]) {
        sent.push(await signExecuteMethod(factory('Counter'), counter, 'increase', { signer: wallet, args: { times } }))
        await testnet.confirmed(0, group, sent.at(-1).txId)
      }
      const provider = testnet.provider(0, group)
      const { events } = await provider.events.getEventsContractContractaddress(counter.address, { start: 0 })
      assert.deepEqual(events.map(({ fields }) => fields.map(({ value }) => value)), [['6', '16'], ['3', '19']])
      const byTx = await provider.events.getEventsTxIdTxid(sent[1].txId)
      const increased = byTx.events.find(({ eventIndex }) => eventIndex === 0)
      assert.equal(increased.contractAddress, counter.address)
      const byBlock = await provider.events.getEventsBlockHashBlockhash(increased.blockHash)
      assert.ok(byBlock.events.some(({ txId, eventIndex }) => txId === sent[1].txId && eventIndex === 0))
      assert.deepEqual((await getDebugMessagesFromTx(sent[1].txId, provider)).map(({ message }) => message), ['counted to 19'])
      await eventually('both events told', () => told.length === 2)
      assert.deepEqual(told.map(({ name, fields }) => [name, fields]), [
        ['Increased', { by: 6n, to: 16n }],
        ['Increased', { by: 3n, to: 19n }]
      ])
    } finally {
      subscription.unsubscribe()
    }
  })

  it('are listed below the contract that made them, and know it', async () => {
    const provider = testnet.provider(0, group)
    const mined = async ({ txId }) => testnet.confirmed(0, group, txId)
    const template = await factory('Note').deployTemplate(wallet)
    await mined(template)
    const deployed = await factory('Notebook').deploy(
      wallet,
      { initialFields: { noteTemplate: template.contractInstance.contractId, notes: 0n } },
      group
    )
    await mined(deployed)
    const notebook = deployed.contractInstance
    const names = ['01', '02', '03']
    for (const name of names) {
      const sent = await scripts.AddNote.execute({
        signer: wallet,
        initialFields: { notebook: notebook.contractId, name, words: 'ff' },
        attoAlphAmount: MINIMAL_CONTRACT_DEPOSIT
      })
      await mined(sent)
    }
    const notes = names.map((name) => addressFromContractId(subContractId(notebook.contractId, name, group)))
    const { contracts: api } = provider
    assert.deepEqual(await api.getContractsAddressSubContracts(notebook.address, { start: 0 }), { subContracts: notes, nextStart: 3 })
    assert.deepEqual(await api.getContractsAddressSubContracts(notebook.address, { start: 1, limit: 1 }), {
      subContracts: [notes[1]],
      nextStart: 2
    })
    assert.equal(await api.getContractsAddressSubContractsCurrentCount(notebook.address), 3)
    for (const note of notes) {
      assert.deepEqual(await api.getContractsAddressParent(note), { parent: notebook.address })
      await assert.rejects(api.getContractsAddressSubContracts(note, { start: 0 }), /Sub-contracts of \w+ not found/)
    }
    assert.equal((await api.getContractsAddressParent(notebook.address)).parent ?? null, null)
    // one that is gone stays in the list
    await mined(await signExecuteMethod(factory('Note'), factory('Note').at(notes[0]), 'remove', { signer: wallet }))
    await assert.rejects(api.getContractsAddressState(notes[0]), /not found/)
    assert.deepEqual((await api.getContractsAddressSubContracts(notebook.address, { start: 0 })).subContracts, notes)
  })
})
