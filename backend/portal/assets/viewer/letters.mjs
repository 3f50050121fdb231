// Letters of fonts that a PDF names and does not carry. The browser takes fonts
// of the machine for them; where that has none, ours are lent.

const hangul = /[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]/;
const spares = [
  { file: "fonts/chinese-japanese.ttf", isFor: (letter) => !hangul.test(letter) },
  { file: "fonts/korean.ttf", isFor: (letter) => hangul.test(letter), unicodeRange: "U+1100-11FF,U+3130-318F,U+A960-A97F,U+AC00-D7FF" },
];

// Browsers refuse a font with an empty table, which its makers left in. The
// table's entry is taken out of the list of tables; nothing else refers to it.
const withoutEmptyTables = (font) => {
  const view = new DataView(font);
  const count = view.getUint16(4);
  let kept = 0;
  for (let entry = 0; entry < count; entry++) {
    if (view.getUint32(12 + 16 * entry + 12) === 0) continue;
    new Uint8Array(font).copyWithin(12 + 16 * kept, 12 + 16 * entry, 28 + 16 * entry);
    kept++;
  }
  view.setUint16(4, kept);
  return font;
};

const once = (make) => {
  const made = new Map();
  return (key, ...rest) => {
    if (!made.has(key)) made.set(key, make(key, ...rest));
    return made.get(key);
  };
};

const bytesOf = once(async (file) => {
  const answer = await fetch(new URL(file, import.meta.url));
  if (!answer.ok) throw new Error(`${file} answered ${answer.status}`);
  return withoutEmptyTables(await answer.arrayBuffer());
});

const lend = once(async (_, name, { file, unicodeRange }) => {
  const face = new FontFace(name, await bytesOf(file), unicodeRange ? { unicodeRange } : {});
  document.fonts.add(await face.load());
});

const easel = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
const picture = (letter, font) => {
  easel.clearRect(0, 0, 48, 48);
  easel.font = font;
  easel.fillText(letter, 8, 32);
  return easel.getImageData(0, 0, 48, 48).data.join();
};

// Nothing was ever given this number: it is drawn as any letter that is missing.
const nobody = "\u0378";
const canDraw = (letters, { loadedName, fallbackName }) => {
  const font = `24px "${loadedName}", ${fallbackName}`; // as pdf.js writes it
  const missing = picture(nobody, font);
  return letters.every((letter) => picture(letter, font) !== missing);
};

/** Sees to it that a page's letters can be drawn, and reports whether they can. */
export const provide = async (page, { items }) => {
  const used = new Map();
  for (const { str, fontName } of items) {
    for (const letter of str ?? "") {
      if (letter <= "\u024f") continue;
      if (!used.has(fontName)) used.set(fontName, new Set());
      used.get(fontName).add(letter);
    }
  }
  if (used.size === 0) return true;
  await page.getOperatorList(); // only then is it known which fonts the file carries
  let all = true;
  for (const [id, set] of used) {
    const font = page.commonObjs.has(id) && page.commonObjs.get(id);
    const letters = [...set];
    if (!font?.missingFile || canDraw(letters, font)) continue;
    for (const spare of spares) {
      if (letters.some(spare.isFor)) await lend(`${font.loadedName} ${spare.file}`, font.loadedName, spare);
    }
    all = canDraw(letters, font) && all;
  }
  return all;
};
