// The viewer of the signing page. Without it the page says how to open the PDF.
import { leavesOut } from "./doubts.mjs";
import { provide } from "./letters.mjs";

const frame = document.getElementById("viewer");
const instead = document.getElementById("viewer-else");
const lacks = document.getElementById("viewer-lacks");
const where = document.querySelector(".where");
const read = document.querySelector(".signing input[name=read]");
const note = document.getElementById("read-note");
const noteAtFirst = note.textContent;

const words = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
const beside = (path) => new URL(path, import.meta.url).href;

// What was ticked when the page came was ticked before, and stays.
const waits = !read.checked;
let isWhole = false; // every page was drawn, and nothing was missing
let isLacking = false;
let isAtEnd = false;

// Reading to the end of a document that is shown whole ticks the box.
const settle = () => {
  if (!waits || isLacking) return;
  if (!isAtEnd || !isWhole) {
    read.disabled = true;
    note.textContent = isAtEnd ? frame.dataset.looking : frame.dataset.wait;
  } else if (read.disabled) {
    read.disabled = false;
    read.checked = true;
    note.textContent = noteAtFirst;
  }
};

// The viewer says what it can't do, and leaves the box to whoever reads the PDF elsewhere.
const admit = (reason) => {
  console.info("viewer:", reason);
  if (isLacking) return;
  isLacking = true;
  lacks.hidden = false;
  if (!waits) return;
  read.disabled = false;
  read.checked = false;
  note.textContent = frame.dataset.lacks;
};

const warn = console.warn.bind(console);
console.warn = (...said) => {
  warn(...said);
  const line = said.join(" ");
  if (line.startsWith("Warning: ") && leavesOut(line)) admit(line);
};

const render = async (page, scale) => {
  const text = await page.getTextContent();
  if (!(await provide(page, text))) admit("a font is missing");
  const viewport = page.getViewport({ scale });
  const canvas = document.createElement("canvas");
  canvas.width = Math.ceil(viewport.width);
  canvas.height = Math.ceil(viewport.height);
  canvas.setAttribute("aria-hidden", "true");
  await page.render({ canvas, canvasContext: canvas.getContext("2d"), viewport }).promise;
  page.cleanup();
  return { canvas, text };
};

const draw = async (page, sheet) => {
  const plain = page.getViewport({ scale: 1 });
  const scale = (sheet.clientWidth / plain.width) * Math.min(window.devicePixelRatio || 1, 2.5);
  const { canvas, text } = await render(page, scale);
  const unseen = document.createElement("p");
  unseen.className = "unseen";
  unseen.textContent = text.items.map((item) => item.str + (item.hasEOL ? " " : "")).join("");
  sheet.replaceChildren(canvas, unseen);
};

const load = async () => {
  const library = await import("./pdfjs/pdf.min.mjs");
  const worker = new Worker(beside("worker.mjs"), { type: "module" });
  const broken = new Promise((_, fail) => {
    worker.addEventListener("error", (event) => {
      admit(event.message || "the worker did not start");
      fail(event);
    });
  });
  worker.addEventListener("message", ({ data }) => data.leftOut && admit(data.leftOut));
  const answer = await fetch(frame.dataset.file, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`the document answered ${answer.status}`);
  const file = library.getDocument({
    data: new Uint8Array(await answer.arrayBuffer()), worker: new library.PDFWorker({ port: worker, verbosity: library.VerbosityLevel.INFOS }),
    // The standard fonts are ours, whatever the machine has, and the worker may fetch nothing itself.
    cMapUrl: beside("pdfjs/cmaps/"), standardFontDataUrl: beside("pdfjs/standard_fonts/"), wasmUrl: beside("pdfjs/wasm/"),
    useSystemFonts: false, useWorkerFetch: false, useWasm: false, isEvalSupported: false, enableXfa: false, stopAtErrors: false,
  }).promise;
  return Promise.race([file, broken]);
};

const place = async (file) => {
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
  const end = document.createElement("div");
  end.className = "viewer-end";
  frame.append(end);
  new IntersectionObserver((seen) => {
    isAtEnd ||= seen.some((one) => one.isIntersecting);
    settle();
  }, { root: frame, rootMargin: "0px 0px 40px 0px" }).observe(end);
  return sheets;
};

const open = async () => {
  const file = await load();
  if (file.numPages !== Number(frame.dataset.pages)) admit(`${file.numPages} pages`);
  if (file.numPages === 0) throw new Error("no pages");
  frame.hidden = false;
  instead.hidden = true;
  const sheets = await place(file);
  const drawn = new Map();
  const drawOnce = (number) => {
    if (!drawn.has(number)) drawn.set(number, file.getPage(number).then((page) => draw(page, sheets[number - 1])).catch(admit));
    return drawn.get(number);
  };
  const near = new IntersectionObserver((seen) => {
    for (const one of seen) {
      if (one.isIntersecting) drawOnce(Number(one.target.dataset.number));
    }
  }, { root: frame, rootMargin: "100% 0px" });
  const current = new IntersectionObserver((seen) => {
    for (const one of seen) {
      if (one.isIntersecting) where.textContent = words(where.dataset.where, { n: one.target.dataset.number, all: frame.dataset.pages });
    }
  }, { root: frame, threshold: 0.5 });
  for (const sheet of sheets) {
    near.observe(sheet);
    current.observe(sheet);
  }
  await drawOnce(1);
  // Pages that nobody has come to yet are drawn small, so that what is missing is said at once.
  for (let number = 2; number <= sheets.length; number++) {
    await (drawn.get(number) ?? file.getPage(number).then((page) => render(page, 0.1)).catch(admit));
  }
  isWhole = !isLacking;
  settle();
};

settle();
open().catch((problem) => {
  frame.hidden = true;
  instead.hidden = true;
  admit(problem);
});
