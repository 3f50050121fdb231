import { useEffect, useRef, useState } from 'react';
import { texts } from '@/app/texts';
import { Waiting } from '@/components/Loaded';
import { sayFault } from '@/components/notices';
import classes from './Contracts.module.css';

interface Viewport {
  width: number;
  height: number;
}

interface PdfPage {
  getViewport: (options: { scale: number }) => Viewport;
  render: (options: { canvas: HTMLCanvasElement; viewport: Viewport }) => { promise: Promise<void> };
}

interface PdfFile {
  numPages: number;
  getPage: (number: number) => Promise<PdfPage>;
}

interface PdfLibrary {
  GlobalWorkerOptions: { workerSrc: string };
  getDocument: (source: object) => { promise: Promise<PdfFile>; destroy: () => Promise<void> };
}

/** Pages that are drawn; a longer document is looked at as a file. */
const MOST = 30;

/** Where the library lies, and what it needs of fonts, character maps and pictures. */
const beside = (path: string) => new URL(path, new URL('./viewer/', document.baseURI)).href;

/** The library lies beside the interface and is loaded when the first PDF is looked at. */
const library = async (): Promise<PdfLibrary> => {
  const loaded = (await import(/* @vite-ignore */ beside('pdf.min.mjs'))) as PdfLibrary;
  loaded.GlobalWorkerOptions.workerSrc = beside('pdf.worker.min.mjs');
  return loaded;
};

interface PdfViewProps {
  /** base64 */
  data: string;
  label: string;
  /** As high as the window allows. */
  large?: boolean;
}

/** A PDF, page by page. */
export function PdfView({ data, label, large = false }: PdfViewProps) {
  const paper = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    let over = false;
    let end = () => {};
    const draw = async () => {
      const pdf = await library();
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      // The same settings as the portal's viewer, so that the same is seen.
      const task = pdf.getDocument({
        data: bytes,
        cMapUrl: beside('cmaps/'),
        standardFontDataUrl: beside('standard_fonts/'),
        wasmUrl: beside('wasm/'),
        useSystemFonts: false,
        useWorkerFetch: false,
        useWasm: false,
        isEvalSupported: false,
        enableXfa: false,
      });
      end = () => task.destroy();
      const file = await task.promise;
      const all = Math.min(file.numPages, MOST);
      for (let number = 1; number <= all && !over; number++) {
        const page = await file.getPage(number);
        const plain = page.getViewport({ scale: 1 });
        const width = (paper.current?.clientWidth ?? 480) * Math.min(window.devicePixelRatio || 1, 2);
        const viewport = page.getViewport({ scale: width / plain.width });
        const canvas = document.createElement('canvas');
        canvas.width = viewport.width;
        canvas.height = viewport.height;
        canvas.setAttribute('role', 'img');
        canvas.setAttribute('aria-label', texts.contracts.document.pageOf(number, file.numPages));
        await page.render({ canvas, viewport }).promise;
        if (over) return;
        // The first page takes the place of what was shown before; the others follow as they are ready.
        if (number === 1) paper.current?.replaceChildren(canvas);
        else paper.current?.append(canvas);
        setDrawn(true);
      }
    };
    draw().catch((thrown) => {
      if (!over) sayFault(thrown);
    });
    return () => {
      over = true;
      end();
    };
  }, [data]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach it
    <section className={classes.paper} data-large={large || undefined} aria-label={label} tabIndex={0}>
      {drawn ? null : <Waiting />}
      <div ref={paper} className={classes.pages} />
    </section>
  );
}
