import writeXlsxFile, { type Cell } from 'write-excel-file/node';

/** One sheet of a workbook: a heading row and the rows below it. */
export interface WorkbookSheet {
  readonly name: string;
  /** Widths of the columns, in letters. */
  readonly widths: readonly number[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** The bytes of the file. Texts go in as texts: nothing in it is ever a formula. */
export async function writeWorkbook(sheets: readonly WorkbookSheet[]): Promise<Buffer> {
  return await writeXlsxFile(
    sheets.map(({ name, widths, rows }) => ({
      sheet: name,
      data: rows.map((row, index) => row.map((cell) => cellOf(cell, index === 0))),
      columns: widths.map((width) => ({ width })),
      stickyRowsCount: 1,
    })),
  ).toBuffer();
}

function cellOf(value: string | number, heading: boolean): Cell {
  if (heading) return { value: String(value), type: String, fontWeight: 'bold', wrap: true };
  return typeof value === 'number'
    ? { value, type: Number }
    : { value, type: String, wrap: true, alignVertical: 'top' };
}
