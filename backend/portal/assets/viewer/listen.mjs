// pdf.js has no event for what it can't show: it goes on and writes a line to
// the console. In its worker, what matters of that is passed on to the page.
import { leavesOut } from "./doubts.mjs";

for (const level of ["info", "warn", "error"]) {
  const write = console[level].bind(console);
  console[level] = (...said) => {
    const text = said.join(" ");
    if (leavesOut(text)) self.postMessage({ leftOut: text });
    if (level !== "info") write(...said);
  };
}
