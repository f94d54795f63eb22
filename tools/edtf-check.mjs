// Whether every `edtf` in the output of `firsthand read --json` is EDTF to another reader of the standard, the npm package
// `edtf` (levels 0 to 2). Reads JSON lines from the files named, prints each that is refused and a count. Run by
// tools/edtf-check.sh, which fetches the package.
import { readFileSync } from 'node:fs'
import edtf from 'edtf'

let seen = 0
const refused = new Map()
const kinds = new Set()
for (const file of process.argv.slice(2)) {
  for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
    for (const date of JSON.parse(line).dates ?? []) {
      if (date.edtf === null) continue
      seen += 1
      kinds.add(date.edtf)
      try {
        edtf(date.edtf, { level: 2 })
      } catch {
        refused.set(date.edtf, date.type)
      }
    }
  }
}
for (const [text, type] of refused) console.log(`refused: ${text} (${type})`)
console.log(`${seen} EDTF values, ${kinds.size} different, ${refused.size} refused`)
process.exit(refused.size > 0 || seen === 0 ? 1 : 0)
