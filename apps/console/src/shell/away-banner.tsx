export function AwayBanner() {
  return (
    <div
      role="status"
      className="bg-warn-paper text-ink border-warn sticky top-13 z-20 border-b px-4 py-2 text-sm lg:top-0 lg:px-8"
    >
      <strong>The server does not answer.</strong> What you see is what it said last; this page asks again
      every few seconds by itself.
    </div>
  );
}
