// Which lines of pdf.js mean that something may be missing on the page. These
// are the words of the version beside this file: look through them again with a
// new one.

// Warnings after which everything is shown all the same. Any other counts.
const harmless = [
  /^(Jbig2|CCITTFax)Stream: Falling back to JS /, // it has both decoders, and the policy lets this one run
  /^TT: /, // hints of a font, which it then leaves out
  /^Incorrect 'loca' table length/,
  /^Unknown\/unsupported post table version/,
  /^Invalid "Length1" property in Type1 font -- trying to recover/,
  /^Failed to load font '/, // the browser refused it, its outlines are drawn
  /^CFF stem hints are in wrong order/,
  /^Found too many parameters for stack-clearing command/,
  /^ICCBased color space/, // the colours that the file names instead are taken
  /^CalGray, BlackPoint: /,
  /^decodeScan - (unexpected|excessive) MCU data, current marker is: ffff$/, // fill bytes of a JPEG
  /^PDFImage - using the Width\/Height of the /,
  /^\/DecodeParms should not be an Array/,
  /^Name token is longer than allowed/,
  /^GlobalImageCache\.setData - cache limit reached/,
  /^Bidi: /,
  /^stringToPDFString: /,
  /^Invalid PDF (catalog|header) version/,
  /^Unable (to )?read (to )?(mark info|structTreeRoot|document outline|permissions|page labels)/,
  /^Invalid outline item encountered/,
  /^(Bad value, for |Ignoring non-standard key in ViewerPreferences)/,
  /^parseDest/,
  /^StructTree|^getStructTree: /,
  /^Popup annotation has a missing or invalid parent/,
  /^Push buttons without action dictionaries/,
  /^Ignoring invalid lineEnding/,
  /^Unknown field name, falling back to empty/,
];

// Lines of less weight after which something is missing nevertheless.
const grave = [
  / in flate stream/,
  /^[Bb]ad (2d|rtc|white|black) code/, // fax pictures; "Bad two dim code" is how pdf.js meets the end of most
  /^(invalid code$|row is wrong length)/,
  /^Ignored XObject subtype PS/,
  /^(Bad shading domain|No support for cubic spline interpolation)/,
  /^Lexer\.getNumber - /,
];

/** Reports whether a line of the console means that something may be missing. */
export const leavesOut = (line) => {
  const [, level, text] = line.match(/^(?:(Info|Warning): )?(.*)/s);
  return level === "Info" ? grave.some((one) => one.test(text)) : !harmless.some((one) => one.test(text));
};
