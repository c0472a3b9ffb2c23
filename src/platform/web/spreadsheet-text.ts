/** A spreadsheet takes a cell that begins like this for a formula; a quote in front keeps it a text. */
export function spreadsheetText(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
