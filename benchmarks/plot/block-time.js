// Draws what block-time.js measured: block time and numbers of miners over time.
const WIDTH = 960
const LEFT = 64
const RIGHT = 16
const WINDOW = 16_000
const COLOURS = { without: '#c2410c', with: '#1d4ed8' }

const text = (x, y, words, more = '') => `<text x="${x}" y="${y}" ${more}>${words}</text>`

// the time between two blocks of a chain, over the blocks of a while around each moment
const blockTimes = ({ blocks }, { start, end, chains }) => {
  const points = []
  for (let at = start; at <= end; at += 2000) {
    let half = WINDOW / 2
    let count = 0
    let from, to
    // where blocks are rare a longer while is needed to see enough of them
    do {
      from = Math.max(start, at - half)
      to = Math.min(end, at + half)
      count = blocks.filter(([time]) => time >= from && time < to).length
      half += 2000
    } while (count < 8 && half < 60_000)
    if (count > 0) points.push([at, ((to - from) / 1000) * (chains / count)])
  }
  return points
}

const share = (points, from, to, test) => {
  const within = points.filter(([at]) => at >= from && at < to)
  return (100 * within.filter(([, time]) => test(time)).length) / Math.max(1, within.length)
}

export const blockTimePlot = (measured) => {
  const { start, end, marks, runs, target } = measured
  const x = (at) => LEFT + ((at - start) / (end - start)) * (WIDTH - LEFT - RIGHT)
  const top = 56
  const height = 300
  // logarithmic from 0.1 to 20 target times
  const y = (time) => top + height - (Math.log(Math.max(0.1, Math.min(20, time / target)) / 0.1) / Math.log(200)) * height
  const lower = top + height + 56
  const low = 110
  const most = 20
  const miners = (count) => lower + low - (count / most) * low
  const parts = []
  const lines = []
  for (const tick of [0.1, 0.2, 0.5, 1, 2, 5, 10, 20]) {
    parts.push(`<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(tick)}" y2="${y(tick)}" stroke="#e5e7eb"/>`)
    parts.push(text(LEFT - 8, y(tick) + 4, `${tick} s`, 'text-anchor="end"'))
  }
  parts.push(
    `<rect x="${LEFT}" width="${WIDTH - LEFT - RIGHT}" y="${y(1.2)}" height="${y(0.8) - y(1.2)}" fill="#16a34a" fill-opacity="0.15"/>`
  )
  for (const count of [0, 5, 10, 15, 20]) {
    parts.push(`<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${miners(count)}" y2="${miners(count)}" stroke="#e5e7eb"/>`)
    parts.push(text(LEFT - 8, miners(count) + 4, count, 'text-anchor="end"'))
  }
  for (let at = start; at <= end; at += 60_000) {
    parts.push(text(x(at), lower + low + 18, `${Math.round((at - start) / 60_000)}`, 'text-anchor="middle"'))
  }
  parts.push(text((LEFT + WIDTH) / 2, lower + low + 36, 'minutes', 'text-anchor="middle"'))
  for (const { at, miners: count } of marks.slice(1)) {
    parts.push(`<line x1="${x(at)}" x2="${x(at)}" y1="${top}" y2="${lower + low}" stroke="#6b7280" stroke-dasharray="4 4"/>`)
    parts.push(text(x(at) + 4, top - 6, count === 1 ? 'ten miners cut to one' : 'ten again'))
  }
  const path = (points, colour, width = 2) =>
    `<path d="M${points.map(([a, b]) => `${a.toFixed(1)},${b.toFixed(1)}`).join('L')}" fill="none" stroke="${colour}" stroke-width="${width}"/>`
  const cut = marks[1]?.at ?? end
  const back = marks[2]?.at ?? end
  for (const [name, found] of Object.entries(runs)) {
    const points = blockTimes(found, measured)
    parts.push(path(points.map(([at, time]) => [x(at), y(time)]), COLOURS[name]))
    const during = points.filter(([at]) => at >= cut && at < back).map(([, time]) => time)
    const late = (back - cut) / 1000 * share(points, cut, back, (time) => time > 1.5 * target) / 100
    const blocks = found.blocks.filter(([time]) => time >= cut && time < back).length
    lines.push(
      `${name} the goal: longest block time after the cut ${Math.max(...during).toFixed(1)} s, above 1.5 s for ${Math.round(late)} s of ` +
        `${Math.round((back - cut) / 1000)} s, ${blocks} blocks meanwhile`
    )
    const steps = (field) => found.samples.map((sample) => [x(sample.at), miners(sample[field])])
    if (name === 'with') parts.push(path(steps('reserve'), COLOURS.with))
    if (name === 'without') parts.push(path(steps('big'), '#6b7280', 1.5))
  }
  parts.push(text(LEFT, 22, 'Time between two blocks of a chain (target 1 s, tolerance green)', 'font-weight="600"'))
  parts.push(text(WIDTH - RIGHT, 22, 'without the goal', `text-anchor="end" fill="${COLOURS.without}"`))
  parts.push(text(WIDTH - RIGHT - 130, 22, 'with mining.blockTimeGoal', `text-anchor="end" fill="${COLOURS.with}"`))
  parts.push(text(LEFT, lower - 10, 'Miners: of 20 kH/s in the pool that is cut (grey), of 10 kH/s in the reserve (blue)', 'font-weight="600"'))
  const full = lower + low + 48
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${full}" font-family="sans-serif" font-size="12" fill="#111827">\n` +
    `<rect width="${WIDTH}" height="${full}" fill="#ffffff"/>\n${parts.join('\n')}\n</svg>\n`
  return { svg, summary: lines.join('\n') }
}
