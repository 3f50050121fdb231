// The worker of pdf.js, which tells the page of what it could not read.
import "./listen.mjs";
import "./pdfjs/pdf.worker.min.mjs";
