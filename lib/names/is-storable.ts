/** Whether PostgreSQL can hold the text: U+0000 it cannot, and halves of surrogate pairs are no characters. */
export function isStorable(text: string): boolean {
  return !/[\0\p{Cs}]/u.test(text);
}
