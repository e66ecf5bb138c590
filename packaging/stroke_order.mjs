// Writes resources/strokes.txt: Chinese characters in the order of their strokes.
//
// Fewer strokes come first, then their kinds decide one by one: 横, 竖, 撇, 点, 折, as
// lists of names in China have it. The strokes of the 6 900 usual characters come from
// cnchar-order (MIT). The others stand after those of as many strokes, in the order of
// the stroke collation of Unicode CLDR, which the ICU of Node has; by itself it counts
// 阝 as three and puts radicals before kinds of strokes.
//
// Run from the root on whatever machine builds:
//   npm install --no-save --prefix strokes cnchar-order@3.2.6
//   node packaging/stroke_order.mjs strokes/node_modules/cnchar-order
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const BLOCKS = [[0x3400, 0x4dbf], [0x4e00, 0x9fff]];
const A_LINE = 64;
const KINDS = { j: 1, i: 1, f: 2, g: 2, s: 3, k: 4, l: 4, d: 4 };
const FOLD = 5;
const NEIGHBOURS = 40;

const told = readFileSync(join(process.argv[2], "cnchar.order.min.js"), "utf8");
const strokes = new Map(
  [...told.matchAll(/([㐀-鿿])["']?:["']([a-z]+)["']/gu)].map(([, one, letters]) =>
    [one, [...letters].map((letter) => KINDS[letter] ?? FOLD)]));

const collator = new Intl.Collator("zh-u-co-stroke");
const all = BLOCKS.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, place) =>
    String.fromCodePoint(first + place)));
all.sort((one, other) =>
  collator.compare(one, other) || one.codePointAt(0) - other.codePointAt(0));

// How many strokes an unusual character has is told by the usual ones around it.
function counted(place) {
  const found = [];
  for (let away = 0; found.length < NEIGHBOURS && away < all.length; away += 1) {
    for (const near of [all[place - away], all[place + away]]) {
      if (near && strokes.has(near)) found.push(strokes.get(near).length);
    }
  }
  found.sort((one, other) => one - other);
  return found[found.length >> 1];
}

const keys = new Map(all.map((one, place) => {
  const known = strokes.get(one);
  return [one, known ? [known.length, 0, ...known] : [counted(place), 1, place]];
}));

function compared(one, other) {
  const [left, right] = [keys.get(one), keys.get(other)];
  for (let n = 0; n < Math.min(left.length, right.length); n += 1) {
    if (left[n] !== right[n]) return left[n] - right[n];
  }
  return left.length - right.length || one.codePointAt(0) - other.codePointAt(0);
}

all.sort(compared);
const lines = [];
for (let start = 0; start < all.length; start += A_LINE) {
  lines.push(all.slice(start, start + A_LINE).join("") + "\n");
}
writeFileSync("resources/strokes.txt", lines.join(""));
