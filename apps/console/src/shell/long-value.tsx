const shown = 300;

/** A value as it was logged; of a long one the beginning, and the whole when it is wanted. */
export function LongValue({ value }: { readonly value: string }) {
  if (value.length <= shown) {
    return (
      <span dir="auto" className="whitespace-pre-wrap">
        {value}
      </span>
    );
  }
  return (
    <details>
      <summary className="text-soft min-h-6 cursor-pointer">
        <span dir="auto" className="text-ink">
          {value.slice(0, 120)}…
        </span>{' '}
        all {value.length} characters
      </summary>
      <p dir="auto" className="mt-1 whitespace-pre-wrap">
        {value}
      </p>
    </details>
  );
}
