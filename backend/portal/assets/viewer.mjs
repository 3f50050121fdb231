// The viewer of the signing page. Without it the page says how to open the PDF.
const frame = document.getElementById("viewer");
const instead = document.getElementById("viewer-else");
const where = document.querySelector(".where");
const read = document.querySelector(".signing input[name=read]");

const words = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

// Reading to the end ticks the box. Until then it can't be ticked.
const waitForEnd = () => {
  if (read.checked) return;
  read.disabled = true;
  const note = document.getElementById("read-note");
  const later = note.textContent;
  note.textContent = frame.dataset.wait;
  const end = document.createElement("div");
  end.className = "viewer-end";
  frame.append(end);
  const watch = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    watch.disconnect();
    read.disabled = false;
    read.checked = true;
    note.textContent = later;
  }, { root: frame, rootMargin: "0px 0px 40px 0px" });
  watch.observe(end);
};

const draw = async (page, sheet) => {
  const plain = page.getViewport({ scale: 1 });
  const scale = (sheet.clientWidth / plain.width) * Math.min(window.devicePixelRatio || 1, 2.5);
  const viewport = page.getViewport({ scale });
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(viewport.width);
  canvas.height = Math.ceil(viewport.height);
  canvas.setAttribute("aria-hidden", "true");
  await page.render({ canvas, canvasContext: canvas.getContext("2d"), viewport }).promise;
  const text = document.createElement("p");
  text.className = "unseen";
  text.textContent = (await page.getTextContent()).items.map((item) => item.str + (item.hasEOL ? " " : "")).join("");
  sheet.replaceChildren(canvas, text);
};

const open = async () => {
  const library = await import(frame.dataset.library);
  library.GlobalWorkerOptions.workerSrc = frame.dataset.worker;
  const answer = await fetch(frame.dataset.file, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`the document answered ${answer.status}`);
  const file = await library.getDocument({
    data: new Uint8Array(await answer.arrayBuffer()), isEvalSupported: false, enableXfa: false, useWasm: false, useSystemFonts: true, stopAtErrors: false,
  }).promise;
  frame.hidden = false;
  instead.hidden = true;
  const sheets = [];
  for (let number = 1; number <= file.numPages; number++) {
    const page = await file.getPage(number);
    const { width, height } = page.getViewport({ scale: 1 });
    const sheet = document.createElement("section");
    sheet.className = "sheet-page";
    sheet.setAttribute("aria-label", words(frame.dataset.page, { n: number }));
    sheet.style.aspectRatio = `${width} / ${height}`;
    sheet.dataset.number = number;
    frame.append(sheet);
    sheets.push(sheet);
  }
  const drawn = new Set();
  const near = new IntersectionObserver((seen) => {
    for (const one of seen) {
      const number = Number(one.target.dataset.number);
      if (!one.isIntersecting || drawn.has(number)) continue;
      drawn.add(number);
      file.getPage(number).then((page) => draw(page, one.target)).catch(() => drawn.delete(number));
    }
  }, { root: frame, rootMargin: "100% 0px" });
  for (const sheet of sheets) near.observe(sheet);
  const current = new IntersectionObserver((seen) => {
    for (const one of seen) {
      if (one.isIntersecting) where.textContent = words(where.dataset.where, { n: one.target.dataset.number, all: sheets.length });
    }
  }, { root: frame, threshold: 0.5 });
  for (const sheet of sheets) current.observe(sheet);
  waitForEnd();
};

open().catch((problem) => {
  console.warn(problem);
  frame.hidden = true;
  instead.hidden = false;
  read.disabled = false;
});
