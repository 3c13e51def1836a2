/** Our name with its mark: a loaf, scored. */
export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2 font-semibold tracking-tight">
      <svg viewBox="0 0 24 24" className="size-6 text-accent" fill="none" aria-hidden="true">
        <path
          d="M3 13c0-4.4 4-7.5 9-7.5s9 3.1 9 7.5c0 3-1.6 5-4 5H7c-2.4 0-4-2-4-5Z"
          stroke="currentColor"
          strokeWidth="1.75"
        />
        <path
          d="m8 9.5 2 4M12 8.5l2 4M16 9l1.5 3"
          stroke="currentColor"
          strokeWidth="1.75"
          strokeLinecap="round"
        />
      </svg>
      Bakehouse
    </span>
  );
}
