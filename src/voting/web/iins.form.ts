/** The numbers of a text area, one a line; spaces within and empty lines do not matter. */
export function iinsIn(text: unknown): string[] {
  if (typeof text !== 'string') return [];
  return text
    .split(/[\n,;]+/)
    .map((line) => line.replace(/\s/g, ''))
    .filter((line) => line !== '');
}
