import { counted, number } from '@/app/format';

const rows = (count: number) => counted(count, 'row', 'rows');

const words = {
  organizations: {
    title: 'Import organizations',
    sentence: 'Take organizations in from a spreadsheet: choose the file, say what its columns hold, check, import.',
    back: 'Organizations',
    show: 'Show organizations',
  },
  users: {
    title: 'Import users',
    sentence: 'Take users in from a spreadsheet: choose the file, say what its columns hold, check, import.',
    back: 'Users',
    show: 'Show users',
  },
  allotments: {
    title: 'Import allotments',
    sentence: 'Take allotments in from a spreadsheet: choose the file, say what its columns hold, check, import.',
    back: 'Allotments',
    show: 'Show allotments',
  },
};

/** Imports and exports of organizations, users and allotments. */
export const transfer = {
  kinds: words,
  import: 'Import',
  export: 'Export',
  formats: { csv: 'CSV', xlsx: 'XLSX (Excel)' } as Record<string, string>,
  exportHelp: 'All rows that the list shows, in its order',
  kit: 'Link kit of these',
  exportChosen: (count: number) => `${rows(count)} chosen`,
  exporting: 'Export',
  savedTo: (where: string) => `Saved as ${where}.`,
  file: 'File',
  fileSentence: 'CSV in any common encoding, or XLSX. At most 256 MB and 500,000 rows.',
  drop: 'Drop a CSV or XLSX file here',
  dropNone: 'A CSV or XLSX file',
  choose: 'Choose a file',
  another: 'Choose another file',
  sending: 'Reading the file',
  template: 'Template',
  templateHelp: 'An empty table with every column that can be imported',
  format: (format: string, encoding: string, separator: string) =>
    format === 'xlsx'
      ? 'Excel workbook'
      : `CSV, ${encoding}, separated by ${({ ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' } as Record<string, string>)[separator] ?? separator}`,
  size: (bytes: number) =>
    bytes >= 1024 * 1024
      ? `${number(Math.round(bytes / 1024 / 1024))} MB`
      : `${number(Math.max(1, Math.round(bytes / 1024)))} KB`,
  sheet: 'Sheet',
  header: 'The first row has the names of the columns',
  columns: 'Columns',
  columnsSentence:
    'What each column holds, as guessed from its name. Change what is wrong; leave out what is not needed.',
  column: (header: string, index: number) => `Column ${index + 1}${header ? `: ${header}` : ''}`,
  ignored: 'Not imported',
  preview: 'The first rows of the file',
  rules: 'What happens',
  rulesSentence: 'Nothing is changed before you have seen what an import would do.',
  mode: 'Rows about what is there already',
  modes: {
    insert: 'Report them: insert new ones only',
    update: 'Insert and update',
  } as Record<string, string>,
  modeHelp: {
    organizations:
      'Found again by Portico id, by External id, or by name at the same place. An empty cell empties the field; a column that is not imported leaves it as it is.',
    users:
      'Found again by Email or Login. An empty cell empties the field; a column that is not imported leaves it as it is. Passwords are never imported.',
    allotments:
      'Found again by organization and assessment. Allocated is set to the number in the file, never under what is used and held. An empty cell leaves the rest as it is.',
  },
  sendActivation: 'Send activation',
  sendActivationHelp: 'Everybody who is made gets a mail with which they set their own password.',
  check: 'Check the file',
  checking: 'Checking the file',
  result: 'What an import would do',
  resultSentence: 'All rows were checked. Nothing was changed yet.',
  done: 'Imported',
  doneSentence: 'Everything went in together, with one entry in the audit log.',
  nothing: 'Nothing to import',
  unchangedAll: (count: number) => `${rows(count)} are there already, and nothing in them has changed.`,
  figures: {
    inserted: 'to insert',
    updated: 'to update',
    unchanged: 'unchanged',
    errors: 'with errors',
    renamed: 'renamed',
    activations: 'activation mails',
  },
  figuresDone: {
    inserted: 'inserted',
    updated: 'updated',
    unchanged: 'unchanged',
    errors: 'left out',
    renamed: 'renamed',
    activations: 'activation mails',
  },
  importRows: (count: number) => `Import ${rows(count)}`,
  leftOut: (count: number) =>
    `${rows(count)} with errors ${count === 1 ? 'is' : 'are'} left out. Save them, mend them and import that file.`,
  importing: 'Importing',
  errors: 'Rows with errors',
  errorsSentence: 'These rows are not imported. The error file has them with the reason of each, ready to be mended.',
  firstOf: (shown: number, all: number) => `The first ${number(shown)} of ${number(all)}.`,
  line: 'Line',
  reason: 'Reason',
  errorFile: 'Save the error file',
  renamed: 'Renamed',
  renamedSentence: 'A sibling has the name already, so these get their city or a number.',
  from: 'In the file',
  to: 'In Portico',
  again: 'Import another file',
};
