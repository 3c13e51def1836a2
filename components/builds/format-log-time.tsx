/** A moment of a log, from its beginning: "0.43 s", "12.04 s", "1:02.40", "1:00:02". */
export function formatLogTime(ms: number): string {
  const span = Math.max(0, ms);
  const hundredths = Math.floor(span / 10);
  const seconds = Math.floor(hundredths / 100);
  if (seconds < 60) return `${(hundredths / 100).toFixed(2)} s`;
  const two = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}.${two(hundredths % 100)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
