/** A number with its noun: "1 image", "2,340 images"; `plural` where it is not the noun with an s. */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? noun : plural}`;
}
