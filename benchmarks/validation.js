// Measures how fast recorded chains pass through all rules: rill, and the official node where its jar is given.
//   node benchmarks/validation.js [--official ALEPHIUM_JAR] [--rounds N] [--jvm OPTION]... [RECORDING...]
// Each round is a fresh process with empty storage on disk, the two by turns, with the same Java options. Measured is validating
// and storing all blocks in the same order, one by one, decoded before the clock starts. rill also works out what to mine next after each
// block, as when it runs; of the official node, rules and storage are called alone, without its network and its templates.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const recordings = join(root, 'alephium/src/test/resources/dev/flowbed/alephium/recording')
const rill = join(root, 'node-image/target/rill.jar')
const natives = join(root, 'node-image/target/native')
const program = join(root, 'node-image/src/test/official/OfficialChain.java')

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    official: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    jvm: { type: 'string', multiple: true, default: ['-Xmx1g'] }
  }
})
const files = positionals.length
  ? positionals
  : ['recorded-transfers.json.xz', 'recorded-contracts.json.xz'].map((name) => join(recordings, name))
if (!existsSync(rill)) throw new Error(`${rill} is not built: ./flowbed --version builds it`)

const unpacked = (file) => {
  const bytes = readFileSync(file)
  if (!file.endsWith('.xz')) return JSON.parse(bytes)
  const xz = spawnSync('xz', ['-dc'], { input: bytes, maxBuffer: 1 << 30 })
  if (xz.status !== 0) throw new Error(`xz -dc ${file}: ${xz.stderr}`)
  return JSON.parse(xz.stdout)
}

// each block after those that it depends on, else by time, as rill's replay has them
const ordered = (recording) => {
  const blocks = recording.chains.flatMap((chain) => chain.heights.slice(1).flat())
  const byHash = new Map(blocks.map((block) => [block.hash, block]))
  const waiting = new Map()
  const open = new Map()
  for (const block of blocks) {
    const deps = new Set([...block.json.deps, ...(block.json.ghostUncles ?? []).map((uncle) => uncle.blockHash)])
    const inside = [...deps].filter((dep) => byHash.has(dep))
    open.set(block.hash, inside.length)
    for (const dep of inside) waiting.set(dep, [...(waiting.get(dep) ?? []), block])
  }
  const ready = blocks.filter((block) => open.get(block.hash) === 0)
  const earlier = (one, other) => one.json.timestamp - other.json.timestamp
  const result = []
  while (ready.length) {
    ready.sort(earlier)
    const block = ready.shift()
    result.push(block)
    for (const later of waiting.get(block.hash) ?? []) {
      open.set(later.hash, open.get(later.hash) - 1)
      if (open.get(later.hash) === 0) ready.push(later)
    }
  }
  return result
}

const run = (command, args, options = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let out = ''
    let errors = ''
    child.stdout.on('data', (chunk) => (out += chunk))
    child.stderr.on('data', (chunk) => (errors += chunk))
    child.on('close', (code) => (code === 0 ? resolve(out) : reject(new Error(`${command} ${args.join(' ')}\n${out}${errors}`))))
  })

const rillSeconds = async (file) => {
  const out = await run('java', [...values.jvm, `-Djava.library.path=${natives}`, '-jar', rill, 'replay', file])
  const report = JSON.parse(out)
  if (!report.same) throw new Error(`${file} does not come out the same: ${out}`)
  return { blocks: report.blocks, seconds: report.seconds }
}

const officialSeconds = async (folder, recording, commands) => {
  const home = mkdtempSync(join(folder, 'home-'))
  writeFileSync(join(home, 'user.conf'), recording.config)
  const answers = join(home, 'answers')
  await run('java', [...values.jvm, '-cp', values.official, program, home, commands, answers], {
    env: { ...process.env, ALEPHIUM_HOME: home }
  })
  const [, blocks, seconds] = readFileSync(answers, 'utf8').trim().split('\n').at(-1).split('\t')
  rmSync(home, { recursive: true })
  return { blocks: Number(blocks), seconds: Number(seconds) }
}

const median = (numbers) => numbers.sort((a, b) => a - b)[numbers.length >> 1]
const work = mkdtempSync(join(tmpdir(), 'validation-'))
try {
  for (const file of files) {
    const recording = unpacked(file)
    const commands = join(work, 'commands')
    writeFileSync(commands, ordered(recording).map((block) => `add\t${block.raw}\n`).join(''))
    const rates = { rill: [], official: [] }
    for (let round = 0; round < Number(values.rounds); round++) {
      const own = await rillSeconds(file)
      rates.rill.push(own.blocks / own.seconds)
      if (values.official) {
        const theirs = await officialSeconds(work, recording, commands)
        if (theirs.blocks !== own.blocks) throw new Error(`${theirs.blocks} and ${own.blocks} blocks`)
        rates.official.push(theirs.blocks / theirs.seconds)
      }
    }
    const result = { recording: basename(file), rillBlocksPerSecond: Math.round(median(rates.rill)) }
    if (rates.official.length) {
      result.officialBlocksPerSecond = Math.round(median(rates.official))
      result.times = Number((result.rillBlocksPerSecond / result.officialBlocksPerSecond).toFixed(2))
    }
    console.log(JSON.stringify(result))
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}
