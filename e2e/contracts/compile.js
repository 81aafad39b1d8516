// Compiles the contracts beside this file with an official full node: node compile.js http://127.0.0.1:22973
import { readFile, readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { NodeProvider } from '@alephium/web3'

const folder = path.dirname(new URL(import.meta.url).pathname)
const node = new NodeProvider(process.argv[2] ?? 'http://127.0.0.1:22973')
const files = (await readdir(folder)).filter((name) => name.endsWith('.ral')).sort()
const sources = await Promise.all(files.map((name) => readFile(path.join(folder, name), 'utf8')))
const compiled = await node.contracts.postContractsCompileProject({ code: sources.join('\n') })
await writeFile(path.join(folder, 'compiled.json'), JSON.stringify(compiled, null, 2) + '\n')
const names = [...compiled.contracts, ...compiled.scripts].map(({ name, warnings }) => [name, ...warnings].join(': '))
console.log(names.join('\n'))
