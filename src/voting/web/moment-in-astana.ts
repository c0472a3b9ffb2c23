/** The moment typed as `2020-10-04T14:00` by somebody in Kazakhstan, which has had one time, UTC+5, since March 2024. */
export function momentInAstana(text: string): Date {
  return new Date(`${text}+05:00`);
}
