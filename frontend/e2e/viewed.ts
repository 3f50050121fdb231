/** What stands on the first page of a PDF: a picture, or text in a font that the file does not carry. */
interface Content {
  drawn: string;
  resources: string;
  picture?: Buffer;
}

/** A red rectangle as JPEG 2000, as scanners write pages. */
export const scan: Content = {
  drawn: 'q 300 0 0 150 72 200 cm /I Do Q',
  resources: '/XObject<</I 4 0 R>>',
  picture: Buffer.from(
    'AAAADGpQICANCocKAAAAFGZ0eXBqcDIgAAAAAGpwMiAAAAAtanAyaAAAABZpaGRyAAAAEAAAACAAAw8HAAAAAAAPY29scgEAAAAAABAAAAC3' +
      'anAyY/9P/1EALwAAAAAAIAAAABAAAAAAAAAAAAAAACAAAAAQAAAAAAAAAAAAAw8BAQ8BAQ8BAf9SAAwAAAABAQQEBAAB/1wAEECIiIiQiIiQ' +
      'iIiQiIiQ/2QAJQABQ3JlYXRlZCBieSBPcGVuSlBFRyB2ZXJzaW9uIDIuNS4w/5AACgAAAAAAMwAB/5PH/gwICQ40kcP/AAGACTnn3/iQKAJl' +
      'oQF/gICAgICAgICAgICA/9k=',
    'base64',
  ),
};

/** Letters by their codes, as Chinese, Japanese and Korean programs write them that leave the fonts to the reader. */
export const letters = (map: string, ordering: string, codes: string): Content => {
  const descriptor =
    '<</Type/FontDescriptor/FontName/Sample-Light/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800/Descent 0/CapHeight 700/StemV 80>>';
  const system = `<</Registry(Adobe)/Ordering(${ordering})/Supplement 2>>`;
  const descendant = `<</Type/Font/Subtype/CIDFontType0/BaseFont/Sample-Light/CIDSystemInfo ${system}/FontDescriptor ${descriptor}>>`;
  return {
    drawn: `BT /F 72 Tf 72 300 Td <${codes}> Tj ET`,
    resources: `/Font<</F<</Type/Font/Subtype/Type0/BaseFont/Sample-Light/Encoding/${map}/DescendantFonts[${descendant}]>>>>`,
  };
};

/** A PDF of so many pages. */
export function pdf(pages: number, { drawn, resources, picture = Buffer.alloc(0) }: Content): Buffer {
  const stream = (about: string, content: Buffer) =>
    Buffer.concat([
      Buffer.from(`<<${about}/Length ${content.length}>>\nstream\n`),
      content,
      Buffer.from('\nendstream'),
    ]);
  const kids = Array.from({ length: pages }, (_, index) => 5 + index);
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${pages}/Kids[${kids.map((kid) => `${kid} 0 R`).join(' ')}]>>`,
    stream('', Buffer.from(drawn)),
    stream('/Type/XObject/Subtype/Image/Width 32/Height 16/Filter/JPXDecode', picture),
    ...kids.map(() => `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<<${resources}>>>>`),
  ];
  let file = Buffer.from('%PDF-1.7\n');
  const places = objects.map((object, index) => {
    const place = file.length;
    file = Buffer.concat([file, Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]);
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const end = `trailer\n<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.concat([
    file,
    Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}${end}`),
  ]);
}
